"""What the app is apart from its journey: colours, signals, crashes, the window, leaving."""

import asyncio
import os
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar
from weakref import WeakKeyDictionary

from textual import events, on
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.screen import ModalScreen, Screen

from tui import messages
from tui.exit_codes import Exit
from tui.journey import Journey
from tui.loading import resume_collections
from tui.looks import Looks
from tui.private import (
    load_screen_sheet,
    quiet_fatal_error,
    quiet_panic,
    survive_bad_bytes,
)
from tui.screens.too_small import TooSmallScreen, is_too_small
from tui.terminal import ENDING_SIGNALS

if TYPE_CHECKING:
    from tui.handoff.offers import Tools
    from tui.screens.leave import LeaveScreen


LOADED_SECONDS = 2.0
"""By then all that the first screens need is loaded."""

WARNED_SECONDS = 60
"""How long before its end a session says that it ends."""


WIDTHS = [(0, "-narrow"), (100, "-wide")]
HEIGHTS = [(0, "-flat"), (24, "-low"), (30, "-high")]
"""From how many columns and rows on a screen has a class."""


def driver_class() -> type[Driver] | None:
    """The driver that sends only what changed; Textual's own if the environment wants that."""
    if os.environ.get("UNIFY_ACTIVATE_DRIVER") == "textual":
        survive_bad_bytes()
        return None
    from tui.driver import LeanDriver

    return LeanDriver


class Shell(Looks):
    """One screen at a time, questions on top of it, and an orderly end.

    `enter_rests` is how many seconds Enter has to rest before it counts where a held one would
    do harm, and `key_came` when the latest key arrived: it may be handled later. After
    `limit_seconds` (0: never) the session ends, and `is_out_of_time` says so afterwards.
    """

    enter_rests: float = 0.4
    key_came: float = 0.0
    limit_seconds: float = 0.0
    is_out_of_time: bool = False

    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "leave", show=False, priority=True),
        Binding("ctrl+c", "leave", show=False),
        Binding("f1", "help", show=False, priority=True),
    ]

    _fatal_error = quiet_fatal_error
    panic = quiet_panic
    _load_screen_css = load_screen_sheet

    def __init__(self, journey: Journey) -> None:
        super().__init__(driver_class())
        self.journey = journey
        self._waiting: Screen[None] | None = None
        self._key_screens: WeakKeyDictionary[events.Key, Screen[object]] = WeakKeyDictionary()

    async def run_in_terminal(self, *, mouse: bool) -> None:
        """Run on the terminal, and end in order on signals from before its first change on."""
        loop = asyncio.get_running_loop()
        for name in ENDING_SIGNALS:
            loop.add_signal_handler(name, self._end, 128 + name)
        loop.call_later(LOADED_SECONDS, resume_collections)
        await self.run_async(mouse=mouse)

    async def on_mount(self) -> None:
        """Count the time of the session."""
        if self.limit_seconds:
            until_warned = max(self.limit_seconds - WARNED_SECONDS, 0.01)  # 0 is no timer's time
            self.set_timer(until_warned, self._warn_of_the_end)
            self.set_timer(self.limit_seconds, self._time_is_up)

    async def on_unmount(self) -> None:
        """Let go of connections and of everything typed."""
        await self.journey.close()

    async def on_event(self, event: events.Event) -> None:
        """Note when a key arrived, and drop one that comes back when its screen was left."""
        if isinstance(event, events.Key):
            if not event.is_forwarded:
                self.key_came = event.time
                self._key_screens[event] = self.screen
            elif self._key_screens.get(event) is not self.screen:
                return  # else the next screen's button would take it for pressed
        await super().on_event(event)

    @cached_property
    def tools(self) -> "Tools":
        """What can be done where the program runs."""
        from tui.handoff.offers import tools_here

        return tools_here()

    # One screen at a time

    def show(self, screen: Screen[None]) -> None:
        """Put a screen in place of the present one; a question on top is answered first.

        What the present one still waits for is dropped: an answer for a screen that was left
        must not move the one that is there.
        """
        screen.add_class(*self._breakpoint_classes(), update=False)
        if isinstance(self.screen, ModalScreen):
            self._waiting = screen
        elif len(self.screen_stack) == 1:
            self.push_screen(screen)
        else:
            self.workers.cancel_node(self.screen)
            self.switch_screen(screen)

    def _breakpoint_classes(self) -> list[str]:
        """What the window's size makes of a screen: said before it is laid out, not after."""
        lengths = ((self.size.width, WIDTHS), (self.size.height, HEIGHTS))
        return [max(each for each in steps if each[0] <= length)[1] for length, steps in lengths]

    @on(messages.Uncovered)
    def show_waiting(self) -> None:
        """Show what came while a question was on top."""
        if self._waiting is not None:
            waiting, self._waiting = self._waiting, None
            self.show(waiting)

    # The window

    def on_resize(self, event: events.Resize) -> None:
        """Cover everything while the window is too small to work in."""
        if not is_too_small(event.size):
            self._uncover()
        elif not any(isinstance(screen, TooSmallScreen) for screen in self.screen_stack):
            self.push_screen(TooSmallScreen())

    @on(messages.Uncovered)
    def uncover_grown(self) -> None:
        """The window may have grown while a question lay on top of the cover."""
        if not is_too_small(self.size):
            self._uncover()

    def _uncover(self) -> None:
        # At the end messages still come when all screens are gone.
        if self.screen_stack and isinstance(self.screen, TooSmallScreen):
            self.pop_screen()
            self.show_waiting()

    # Help

    def action_help(self) -> None:
        """Help about what has the focus, where there is any; away with it once more."""
        from tui.screens.help import HelpScreen
        from tui.screens.helped import Helped

        if isinstance(self.screen, Helped):
            self.push_screen(HelpScreen(self.screen.help_topic(), self.screen.help_keys()))
        elif isinstance(self.screen, HelpScreen):
            self.screen.action_close()

    # Leaving

    @property
    def leave_code(self) -> int:
        """What the shell is told when one leaves where one is."""
        return Exit.LEFT

    def before_leaving(self) -> "LeaveScreen | None":
        """What to ask before leaving, if something typed would be lost."""
        from tui.screens.leave import leave_program

        return leave_program(self.journey.is_committing) if self.journey.has_typed else None

    def ask_first(
        self, question: "LeaveScreen | None", then: Callable[[bool | None], None]
    ) -> None:
        """Do something after a question was answered with yes; one question at a time."""
        from tui.screens.leave import LeaveScreen

        if any(isinstance(screen, LeaveScreen) for screen in self.screen_stack):
            return
        if question is None:
            then(True)
        else:
            self.push_screen(question, then)

    @on(messages.Leave)
    def leave_now(self, message: messages.Leave) -> None:
        """Go, with the code the screen named."""
        self._end(message.code)

    @on(messages.Quit)
    def quit_now(self) -> None:
        """Go, and tell how things stand."""
        self._end(self.leave_code)

    def action_leave(self) -> None:
        """Leave at once, or ask first when something would be lost or left undone."""
        self.ask_first(self.before_leaving(), self._leave_if)

    def _leave_if(self, wanted: bool | None) -> None:
        if wanted:
            self._end(self.leave_code)

    def _warn_of_the_end(self) -> None:
        from tui.screens.leave import time_is_short

        self.push_screen(time_is_short(), self._leave_if)

    def _time_is_up(self) -> None:
        """End, but not between a commit and its answer."""
        if self.journey.is_committing:
            self.set_timer(1, self._time_is_up)
            return
        self.is_out_of_time = True
        self._end(self.leave_code)

    def _end(self, code: int) -> None:
        self.exit(code, return_code=code)
