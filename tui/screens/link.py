"""The first screen when no link was given: type it, or paste it, or the whole mail."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.widget import Widget
from textual.widgets import Button, Static

from api_client.brands import BRANDS
from api_client.link import ActivationLink, find_links, find_refused
from tui.journey import Journey
from tui.language import _
from tui.messages import LinkGiven
from tui.screens.journey_screen import JourneyScreen
from tui.widgets.line import Line
from tui.widgets.link_input import LinkInput
from tui.widgets.private_input import PrivateInput
from tui.wording.links import refused_sentence


class LinkScreen(JourneyScreen):
    """Asks for the personal activation link."""

    CSS_PATH = "link.tcss"
    SHOWS_PROGRESS: ClassVar[bool] = False

    def __init__(self, journey: Journey, origin: str | None = None) -> None:
        super().__init__(journey)
        self._origin = origin

    def title_text(self) -> str:
        """The heading."""
        return _("Your activation link")

    def lead_text(self) -> str:
        """Where it is found."""
        return _("It is in the mail that told you about your Unify Office account.")

    def compose_body(self) -> Iterable[Widget]:
        """The field, a line of words, and what to look for."""
        yield LinkInput(id="link")
        yield Line(id="note")
        yield Static(self._advice(), id="advice", markup=False)

    @staticmethod
    def _advice() -> str:
        brand = BRANDS[0]
        return "\n".join(
            [
                _("Paste the link here, or the whole mail: the link in it is found."),
                _("Looking at the link does not use it up. It lives for 48 hours."),
                "",
                _("No mail? Look in the spam folder too, for this sender and subject:"),
                *brand.senders,
                _("“{subject}”").format(subject=brand.subjects.de),
            ]
        )

    def compose_ways(self) -> Iterable[Button]:
        """One way on."""
        return [Button(_("Look at the link"), id="forward", variant="primary", compact=True)]

    def first_focus(self) -> str:
        """The field."""
        return "#link"

    def keys(self) -> list[tuple[str, str]]:
        """The keys of the field."""
        return [(_("Enter"), _("look at the link")), (_("Tab"), _("next"))]

    @on(LinkInput.Pasted)
    def take_paste(self, event: LinkInput.Pasted) -> None:
        """Find the link in whatever was pasted, and go straight on when it is the only one."""
        found = find_links(event.text, origin=self._origin)
        if len(found) == 1:
            self._take(found[0])
            return
        self.query_one(LinkInput).show_paste(event.text)
        self._say(event.text, found)

    @on(PrivateInput.Submitted)
    @on(Button.Pressed, "#forward")
    def finish(self) -> None:
        """Read what was typed."""
        typed = self.query_one(LinkInput).value
        found = find_links(typed, origin=self._origin)
        if len(found) == 1:
            self._take(found[0])
        else:
            self._say(typed, found)

    def _take(self, link: ActivationLink) -> None:
        self.query_one("#note", Line).say("")
        self.post_message(LinkGiven(link))

    def _say(self, text: str, found: list[ActivationLink]) -> None:
        self.query_one(LinkInput).focus()
        note = self.query_one("#note", Line)
        if not text.strip():
            note.say(_("Please paste or type the link first."), "bad")
        elif found:
            note.say(_("There are several links in it. Please paste the one you want."), "bad")
        else:
            note.say(refused_sentence(find_refused(text)), "bad")
