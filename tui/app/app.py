"""The Textual app: what it is made of, and who carries out what screens and people ask."""

import asyncio
import os
from collections.abc import Callable, Sequence
from functools import cached_property
from time import monotonic
from typing import TYPE_CHECKING, ClassVar
from weakref import WeakKeyDictionary, ref

from textual import events, on
from textual.app import App
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.filter import LineFilter
from textual.screen import ModalScreen, Screen

from tui.app import messages
from tui.app.account_flow import AccountFlow
from tui.app.appearance import Appearance
from tui.app.forgetting import Forgetting
from tui.app.idle_lock import IdleLock
from tui.app.input_notice import InputNotice, InputNotices
from tui.app.job_control import JobControl
from tui.app.leaving import Leaving
from tui.app.queue_flow import QueueFlow
from tui.app.screen_switcher import HEIGHTS, WIDTHS, ScreenSwitcher
from tui.app.screens.app_screen import AppScreen
from tui.app.session import Session
from tui.app.textual_private import (
    composed,
    hold_together,
    ignore_what_is_gone,
    load_screen_sheet,
    quiet_fatal_error,
    quiet_panic,
    survive_bad_bytes,
)
from tui.app.theme import DARK
from tui.journey.account_queue import AccountQueue
from tui.journey.journey import Journey
from tui.startup import resume_collections
from tui.terminal.theme_choice import ThemeChoice
from tui.terminal.tty import ENDING_SIGNALS, begins_an_end

if TYPE_CHECKING:
    from tui.browser.actions import Tools

LOADED_SECONDS = 2.0
"""By then all that the first screens need is loaded."""


class ActivateApp(App[int]):
    """Has one account in hand at a time; nothing of one is left when the next comes.

    `enter_rests` is how many seconds Enter has to rest before it counts where a held one would
    do harm, and `key_came` when the latest key arrived: it may be handled later. `return_code`
    after a run is what the shell is told.
    """

    enter_rests: float = 0.4
    key_came: float = 0.0

    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "leave", show=False, priority=True),
        Binding("ctrl+c", "leave", show=False, priority=True),
        Binding("ctrl+l", "draw_all", show=False, priority=True),
        Binding("ctrl+z", "stop", show=False, priority=True),
        Binding("ctrl+y,f1", "help", show=False, priority=True),
        Binding("ctrl+o,f4", "accounts", show=False, priority=True),
        Binding("ctrl+t,f6", "other_theme", show=False, priority=True),
    ]

    _handle_exception = ignore_what_is_gone
    _fatal_error = quiet_fatal_error
    panic = quiet_panic
    _load_screen_css = load_screen_sheet

    def __init__(
        self,
        journey: Journey,
        queue: AccountQueue | None = None,
        *,
        shown_at_least: float | None = None,
        idle_seconds: float = 0,
        limit_seconds: float = 0,
        theme_wanted: ThemeChoice = "auto",
        clock: Callable[[], float] = monotonic,
    ) -> None:
        """Begin with links, or ask for one.

        Args:
            journey: that of the first account; each further one gets a fresh one.
            queue: the accounts to go through; without any the first screen asks for a link.
            shown_at_least: seconds the commit's progress stays, for tests.
            idle_seconds: after how long without a key everything typed is forgotten; 0 is never.
            limit_seconds: after how long the session ends by itself; 0 is never.
            theme_wanted: its colours; those that suit the terminal if `auto`.
            clock: seconds, for what is idle.
        """
        hold_together()
        super().__init__(driver_class())
        self.appearance = Appearance(self, theme_wanted)
        self.session = Session(journey, queue or AccountQueue())
        self.switcher = ScreenSwitcher(self)
        self.leaving = Leaving(self, self.session, limit_seconds)
        self.forgetting = Forgetting()
        self.account_flow = AccountFlow(
            self.session, self.switcher, self.forgetting, shown_at_least=shown_at_least
        )
        self.queue_flow = QueueFlow(
            self.session,
            self.switcher,
            self.account_flow,
            self.leaving,
            self.forgetting,
            self.post_message,
        )
        self.idle_lock = IdleLock(
            self, self.session, self.switcher, self.forgetting, idle_seconds, clock
        )
        self.notices = InputNotices(self)
        self.job_control = JobControl(self, self.notices)
        self._key_screens: WeakKeyDictionary[events.Key, Screen[object]] = WeakKeyDictionary()

    @property
    def journey(self) -> Journey:
        """That of the account in hand."""
        return self.session.journey

    @property
    def queue(self) -> AccountQueue:
        """All accounts, and how they stand."""
        return self.session.queue

    @cached_property
    def tools(self) -> "Tools":
        """What can be done where the program runs."""
        from tui.browser.actions import tools_here

        return tools_here()

    # From the first picture to the last

    async def run_in_terminal(self, *, mouse: bool) -> None:
        """Run on the terminal, and end in order on signals from before its first change on."""
        loop = asyncio.get_running_loop()
        for name in ENDING_SIGNALS:
            loop.add_signal_handler(name, self._end_on_signal, 128 + name)
        self.job_control.watch()
        loop.call_later(LOADED_SECONDS, resume_collections)
        await self.run_async(mouse=mouse)

    def _end_on_signal(self, code: int) -> None:
        if begins_an_end():
            self.leaving.end(code)

    async def on_mount(self) -> None:
        """Count the time of the session, and how long nobody types."""
        self.leaving.count_time()
        self.idle_lock.watch()

    async def on_ready(self) -> None:
        """Show the first screen."""
        await self.queue_flow.enter(self.queue)

    async def on_unmount(self) -> None:
        """Let go of connections and of everything typed."""
        await self.journey.close()

    # What screens ask

    @on(messages.AccountMessage)
    async def carry_out_for_account(self, message: messages.AccountMessage) -> None:
        """The next screen of the account in hand."""
        if self._is_shown(message.asked_on):
            await self.account_flow.carry_out(message)

    @on(messages.QueueMessage)
    async def carry_out_for_queue(self, message: messages.QueueMessage) -> None:
        """The next account, all of them, or the end."""
        if self._is_shown(message.asked_on):
            await self.queue_flow.carry_out(message)

    def _is_shown(self, page: "ref[Screen[None]] | None") -> bool:
        """Whether a page lies on the stack; what is no page is not left either."""
        return page is None or page() in self.screen_stack

    @on(messages.Quit)
    def quit_now(self) -> None:
        """Go, and tell how things stand."""
        self.leaving.end()

    @on(messages.Saved)
    def remember_saved(self, message: messages.Saved) -> None:
        """Keep in mind where a file is, for the end."""
        self.session.saved.append(message.said)

    # Keys and the window

    async def on_event(self, event: events.Event) -> None:
        """Note when a key arrived, and drop one that comes back when its screen was left.

        What comes before the screen is composed waits until it is.
        """
        if self.job_control.was_for_the_shell(event) or self.idle_lock.takes(event):
            return
        if self.notices.takes(event):
            return
        if isinstance(event, events.InputEvent | events.Paste) and not event.is_forwarded:
            if not self.screen_stack:
                return  # at the end
            await composed(self.screen)
            if isinstance(self.screen, AppScreen) and not self.screen.takes(event):
                return
        if isinstance(event, events.Key):
            if not event.is_forwarded:
                self.key_came = event.time
                self._key_screens[event] = self.screen
            elif self._key_screens.get(event) is not self.screen:
                return  # else the next screen's button would take it for pressed
        await super().on_event(event)

    @on(InputNotice)
    def notice(self, message: InputNotice) -> None:
        """Say that a paste is not all of it."""
        self.notices.tell_of(message.noticed)

    def on_resize(self, event: events.Resize) -> None:
        """Cover everything while the window is too small to work in."""
        self.switcher.resized(event.size)

    @on(messages.Uncovered)
    def uncovered(self) -> None:
        """Show what came while something lay on top."""
        self.switcher.uncovered()

    def action_help(self) -> None:
        """Help about what has the focus, where there is any; away with it once more."""
        from tui.app.screens.help import Helped, HelpScreen

        if isinstance(self.screen, Helped):
            self.push_screen(HelpScreen(self.screen.help_topic(), self.screen.help_keys()))
        elif isinstance(self.screen, HelpScreen):
            self.screen.action_close()

    def action_draw_all(self) -> None:
        """Draw everything anew, where something else drew over it."""
        self.job_control.draw_all()

    def action_stop(self) -> None:
        """To the shell, which brings it back."""
        self.job_control.stop()

    def action_accounts(self) -> None:
        """To the list of accounts; what lies on top of a page is answered first."""
        if not isinstance(self.screen, ModalScreen):
            self.queue_flow.ask_for_accounts()

    def action_leave(self) -> None:
        """Leave, asked first when something would be lost or left undone."""
        self.leaving.leave()

    # Appearance

    def action_other_theme(self) -> None:
        """From dark to light, and back."""
        self.appearance.wear_other()

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Ours by name, for what Textual reads before a theme is put on."""
        return {**super().get_theme_variable_defaults(), **DARK.variables}

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Those that suit the terminal."""
        return self.appearance.filters(super().get_line_filters())


def driver_class() -> type[Driver] | None:
    """The driver that sends only what changed; Textual's own if the environment wants that."""
    if os.environ.get("UNIFY_ACTIVATE_DRIVER") == "textual":
        survive_bad_bytes()
        return None
    from tui.app.driver import LeanDriver

    return LeanDriver
