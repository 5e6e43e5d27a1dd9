"""The ways out: asked first where something would be lost, and by itself when the time is over."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.app import App

from tui.app.session import Session

if TYPE_CHECKING:
    from tui.app.screens.leave import LeaveScreen

WARNED_SECONDS = 60
"""How long before its end a session says that it ends."""

FIRST_SIGNAL = 128
"""Codes beyond it are those of signals, which say themselves why it ended."""


class Leaving:
    """Ends the app, with the code that the shell is told.

    After `limit_seconds` (0: never) the session ends by itself, and `is_out_of_time` says so
    afterwards.
    """

    def __init__(self, app: App[int], session: Session, limit_seconds: float) -> None:
        self._app = app
        self._session = session
        self.limit_seconds = limit_seconds
        self.is_out_of_time = False

    def count_time(self) -> None:
        """Begin to count the time of the session."""
        if self.limit_seconds:
            until_warned = max(self.limit_seconds - WARNED_SECONDS, 0.01)  # 0 is no timer's time
            self._app.set_timer(until_warned, self._warn_of_the_end)
            self._app.set_timer(self.limit_seconds, self.time_is_up)

    def ask_first(
        self, question: "LeaveScreen | None", then: Callable[[bool | None], None]
    ) -> None:
        """Do something after a question was answered with yes; one question at a time."""
        from tui.app.screens.leave import LeaveScreen

        if any(isinstance(screen, LeaveScreen) for screen in self._app.screen_stack):
            while not isinstance(self._app.screen, LeaveScreen):
                self._app.pop_screen()  # it was covered when the window became too small
            return
        if question is None:
            then(True)
        else:
            self._app.push_screen(question, then)

    def leave(self) -> None:
        """Leave at once, or ask first when something would be lost or left undone."""
        self.ask_first(self._question(), self._end_if)

    def end(self, code: int | None = None) -> None:
        """Go; without a code how things stand tells it, and so it does of a commit in doubt."""
        stands = self._session.leave_code()
        if code is None or (code < FIRST_SIGNAL and self._session.journey.is_in_doubt):
            code = stands
        self._app.exit(code, return_code=code)

    def time_is_up(self) -> None:
        """End, but not between a commit and its answer."""
        if self._session.journey.is_committing:
            self._app.set_timer(1, self.time_is_up)
            return
        self.is_out_of_time = True
        self.end()

    def _question(self) -> "LeaveScreen | None":
        """What to ask before leaving: what was typed is lost, other accounts stay open."""
        from tui.app.screens.leave import leave_program, leave_several

        journey, queue = self._session.journey, self._session.queue
        if queue.is_several and queue.open_entries():
            return leave_several(queue, journey)
        return leave_program(journey) if journey.has_typed or journey.is_in_doubt else None

    def _end_if(self, wanted: bool | None) -> None:
        if wanted:
            self.end()

    def _warn_of_the_end(self) -> None:
        from tui.app.screens.leave import time_is_short

        self._app.push_screen(time_is_short(self._session.journey), self._end_if)
