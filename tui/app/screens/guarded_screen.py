"""Screens on which a held or typed-ahead Enter must not go on."""

from typing import ClassVar, Protocol, cast

from textual import events, on
from textual.actions import SkipAction
from textual.binding import Binding, BindingType

from tui.app.screens.journey_screen import JourneyScreen
from tui.app.widgets.status_line import StatusLine
from tui.i18n import _


class Resting(Protocol):
    """An app that says when the latest key came, and how long Enter has to rest, in seconds."""

    key_came: float
    enter_rests: float


class GuardedScreen(JourneyScreen):
    """Enter counts here once it has rested since the screen came, and since it last arrived.

    What it does here is either final or the end of something worth reading; a key that repeats
    while it is held never rests.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "rested_enter", show=False, priority=True)
    ]

    _last_enter: float | None = None
    """None until the screen is there: an Enter that comes before has not rested either."""

    _came: float | None = None

    @on(events.Mount)
    def rest(self, event: events.Mount) -> None:
        """Enter and the mouse rest from now on."""
        self._last_enter = self._came = event.time

    def takes(self, event: events.InputEvent | events.Paste) -> bool:
        """No click that was meant for the screen before: its buttons had the same places."""
        if not isinstance(event, events.MouseDown):
            return super().takes(event)
        rests = cast("Resting", self.app).enter_rests
        return self._came is not None and event.time - self._came >= rests

    def action_rested_enter(self) -> None:
        """Let an Enter pass that has rested."""
        app = cast("Resting", self.app)
        before, self._last_enter = self._last_enter, app.key_came
        if before is not None and app.key_came - before >= app.enter_rests:
            raise SkipAction
        for line in self.query("#note").results(StatusLine):
            line.say(_("Release Enter, then press it again."), "open")
