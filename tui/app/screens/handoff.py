"""An address handed to a browser here, or to a person's own device."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.style import Style
from textual.widgets import OptionList, Static

from tui.app.screens.app_screen import Dialog
from tui.app.textual_private import write_to_terminal
from tui.app.widgets.action_list import Action, ActionList
from tui.app.widgets.footer import KeyFooter
from tui.app.widgets.safe_text import safe_text
from tui.app.widgets.status_line import StatusLine, Tone
from tui.browser.actions import Handoff, HandoffOffer, Tools, offers, open_address
from tui.browser.clipboard import copy
from tui.i18n import _
from tui.terminal.charset import characters
from tui.wording.handoff import advice, copied_words, not_opened_words, offer_words
from tui.wording.help import Topic
from tui.wording.identity import hides, shown_address, shown_host
from tui.wording.keys import key_hint

_CLOSE = "close"


class HandoffScreen(Dialog[bool]):
    """Offers what can be done with an address where one is.

    It gives back True when the download inside the program is wanted. A personal link is hidden
    until it is asked for; nothing copies it, and it is on no argument list.
    """

    CSS_PATH = "handoff.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", show=False)]

    def __init__(self, handoff: Handoff, tools: Tools) -> None:
        """Begin with the address and what can be done here."""
        super().__init__()
        self._handoff = handoff
        self._tools = tools
        self._hides = hides(handoff.address.url)
        self._offers = self._allowed(offers(handoff, self._tools))

    def _allowed(self, ways: tuple[HandoffOffer, ...]) -> tuple[HandoffOffer, ...]:
        """Those that put nothing on the screen that is masked."""
        return tuple(way for way in ways if not (self._hides and way.kind in ("show", "qr")))

    def compose(self) -> ComposeResult:
        """Title, address, advice, offers, keys."""
        opens = any(offer.kind == "open" for offer in self._offers)
        with Vertical(id="dialog"):
            yield Static(safe_text(self._handoff.title), id="dialog-title")
            yield Static(
                self._address(shows=not self._handoff.address.secret), id="address", markup=False
            )
            yield Static(
                safe_text(advice(self._handoff, self._tools.surroundings, opens=opens)),
                id="dialog-lead",
            )
            yield ActionList(
                [
                    *(
                        Action(str(number), offer_words(offer))
                        for number, offer in enumerate(self._offers)
                    ),
                    Action(_CLOSE, _("Close")),
                ],
                id="offers",
            )
            yield StatusLine(id="note")
        yield KeyFooter([*self.keys(), ("ctrl+y", key_hint("help"))])

    def help_topic(self) -> Topic:
        """What can be done with an address."""
        return "handoff"

    def keys(self) -> list[tuple[str, str]]:
        """Its own keys."""
        return [
            ("enter", key_hint("choose")),
            ("updown", key_hint("choices")),
            ("escape", key_hint("back")),
        ]

    def on_mount(self) -> None:
        """Begin with the first offer."""
        self.query_one(ActionList).focus()

    def _address(self, *, shows: bool) -> Content:
        address = self._handoff.address
        if not shows:
            return Content(_("Your personal link at {host}").format(host=shown_host(address.host)))
        if self._hides or not self._tools.surroundings.hyperlinks:  # which name their target
            return Content(shown_address(address))
        return Content.styled(address.url, Style(link=address.url))

    def _say(self, text: str, tone: Tone) -> None:
        if self.is_attached and self in self.app.screen_stack:  # else one went back meanwhile
            self.query_one("#note", StatusLine).say(text, tone)

    @on(OptionList.OptionSelected, "#offers")
    def carry_out(self, event: OptionList.OptionSelected) -> None:
        """Do what was chosen."""
        if event.option_id == _CLOSE:
            self.action_back()
            return
        offer = self._offers[event.option_index]
        if offer.kind == "download":
            self.dismiss(True)
        elif offer.kind == "qr":
            self._show_qr()
        elif offer.kind == "show":
            self.query_one("#address", Static).update(self._address(shows=True))
        elif offer.kind == "copy":
            self._copy()
        else:
            # The app's, so that going back does not take a link from a browser that still starts.
            work = self._open(offer)
            self.app.run_worker(work, group=f"{id(self)}", exclusive=True, exit_on_error=False)

    def _show_qr(self) -> None:
        from tui.app.screens.qr import QrScreen

        unicode = self._tools.surroundings.unicode and characters() == "all"
        self.lay_on_top(QrScreen(self._handoff.address, unicode=unicode))

    @work(exclusive=True, exit_on_error=False)
    async def _copy(self) -> None:
        multiplexer = self._tools.surroundings.multiplexer
        await copy(
            self._handoff.address, multiplexer, lambda text: write_to_terminal(self.app, text)
        )
        self._say(copied_words(self._handoff.address), "good")

    async def _open(self, offer: HandoffOffer) -> None:
        assert offer.opening is not None, "an offer to open has an opening"
        self._say(_("Starting the web browser …"), "open")
        if await open_address(self._handoff, offer.opening, self._tools):
            self._say(_("The web browser is opening the address. You can continue here."), "good")
        else:
            self._say(not_opened_words(self._handoff.address), "bad")

    def action_back(self) -> None:
        """Back to where one was."""
        self.dismiss(False)
