"""A suggestion for a secret, shown until it is taken or turned down."""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Button, Static

from api_client.passwords.generator import CannotGenerate
from tui.app.forgetting import forget_drawn
from tui.app.screens.app_screen import Dialog
from tui.app.screens.help import Keys
from tui.app.widgets.button_row import ButtonRow
from tui.app.widgets.footer import KeyFooter
from tui.i18n import _
from tui.terminal.presenter import is_presenting
from tui.wording.help import Topic
from tui.wording.keys import key_hint

AT_ONCE = 0.03
"""Seconds that a key may wait for what it draws, which as a rule takes a tenth of that."""

_thread = ThreadPoolExecutor(1, "suggestion")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A kind of suggestion and how to draw one."""

    name: str
    draw: Callable[[], str]


class SuggestionScreen(Dialog[str | None]):
    """Shows one suggestion at a time; gives back the one taken, or None."""

    CSS_PATH = "suggestion.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss_nothing", show=False),
        Binding("ctrl+r,f2", "reveal", show=False),
        Binding("ctrl+n,f3", "again", show=False),
    ]

    def __init__(self, title: str, kinds: Sequence[Suggestion]) -> None:
        super().__init__()
        self._title = title
        self._kinds = kinds
        self._kind = kinds[0]
        self._drawn: str | None = None

    def compose(self) -> ComposeResult:
        """The suggestion in a frame, ways to take it, change it or turn it down."""
        with Vertical(id="dialog"):
            yield Static(self._title, id="dialog-title", markup=False)
            yield Static("", id="suggestion", markup=False)
            yield Static(
                _("Write the suggestion down or save it now. “Take it” fills both fields."),
                id="dialog-lead",
                markup=False,
            )
            if is_presenting():
                yield Static(
                    _("Your audience can see this suggestion."), id="audience", markup=False
                )
            with ButtonRow(id="dialog-buttons"):
                yield Button(_("Take it"), id="take", variant="primary", compact=True)
                yield Button(_("Another one"), id="again", compact=True)
                if len(self._kinds) > 1:
                    yield Button(self._other_kind().name, id="kind", compact=True)
                yield Button(_("No, thanks"), id="no", compact=True)
        yield KeyFooter(self._named_keys())

    def _named_keys(self) -> Keys:
        return [*self.keys(), ("ctrl+y", key_hint("help"))]

    def help_topic(self) -> Topic:
        """What a suggestion is worth."""
        return "suggestion"

    def keys(self) -> list[tuple[str, str]]:
        """Its own keys."""
        return [
            ("enter", key_hint("choose")),
            ("ctrl+n", _("another")),
            ("escape", key_hint("back")),
            ("tab", key_hint("next-button")),
        ]

    def on_mount(self) -> None:
        """Draw the first one."""
        self.action_again()

    @on(Button.Pressed, "#again")
    def action_again(self) -> None:
        """Draw another of the same kind; a policy that leaves little room takes its time beside."""
        self._drawn = None
        drawing = _thread.submit(self._kind.draw)
        wait((drawing,), AT_ONCE)
        if drawing.done():
            self._show_drawn(drawing)
        else:
            self.query_one("#suggestion", Static).update(Content("…"))
            self.query_one("#take", Button).disabled = True
            self._wait_for(drawing)

    @work(exclusive=True, exit_on_error=False, description="…")
    async def _wait_for(self, drawing: "Future[str]") -> None:
        await asyncio.wait((asyncio.wrap_future(drawing),))
        self._show_drawn(drawing)
        self.query_one("#no" if self._drawn is None else "#take").focus()

    def _show_drawn(self, drawing: "Future[str]") -> None:
        try:
            self._drawn = drawing.result()
        except CannotGenerate:
            self._drawn = None
        self.action_reveal()
        self.query_one("#take", Button).disabled = self._drawn is None

    def action_reveal(self) -> None:
        """Show what was drawn."""
        if self._drawn is None:
            text = Content(
                _("No suggestion meets all the rules. Please choose something yourself.")
            )
        else:
            text = Content(self._drawn)
        self.query_one("#suggestion", Static).update(text)
        self.query_one(KeyFooter).show(self._named_keys())

    def hide_secret(self) -> None:
        """Mask what was drawn, until Ctrl+R or the next one."""
        if self._drawn is not None:
            self.query_one("#suggestion", Static).update(Content("•" * len(self._drawn)))
            self.query_one(KeyFooter).show([("ctrl+r", key_hint("show")), *self._named_keys()])
            self.app.call_after_refresh(forget_drawn)

    @on(Button.Pressed, "#take")
    def take(self) -> None:
        """Give back what is shown."""
        self.dismiss(self._drawn)

    @on(Button.Pressed, "#no")
    def action_dismiss_nothing(self) -> None:
        """Give back nothing."""
        self.dismiss(None)

    @on(Button.Pressed, "#kind")
    def change_kind(self) -> None:
        """Draw one of the other kind."""
        self._kind = self._other_kind()
        self.query_one("#kind", Button).label = self._other_kind().name
        self.action_again()

    def _other_kind(self) -> Suggestion:
        """The next kind after the one shown."""
        return self._kinds[(self._kinds.index(self._kind) + 1) % len(self._kinds)]
