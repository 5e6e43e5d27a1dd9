"""The app when nobody is there: a warning, then everything typed is forgotten."""

from collections.abc import Callable
from time import monotonic

from textual import events
from textual.screen import ModalScreen

from tui.app.account_app import AccountApp
from tui.app.screens.too_small import TooSmallScreen, is_too_small
from tui.app.widgets.private_input import PrivateInput
from tui.journey.account_queue import Queue
from tui.journey.idle_timer import Idle
from tui.journey.journey import Journey

_SOMEBODY = (events.Key, events.Paste, events.MouseDown, events.MouseScrollDown)


class IdleApp(AccountApp):
    """Locks to the account page; the link is as it was, and a commit under way goes on."""

    def __init__(
        self,
        journey: Journey,
        queue: Queue,
        *,
        shown_at_least: float | None = None,
        idle_seconds: float = 0,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        super().__init__(journey, queue, shown_at_least=shown_at_least)
        self.idle = Idle(idle_seconds, clock)
        self._warning: ModalScreen[bool] | None = None

    async def on_event(self, event: events.Event) -> None:
        """Note that somebody is there; the key that says so to the warning does nothing else."""
        if isinstance(event, _SOMEBODY) and not event.is_forwarded:
            self.idle.touched()
            if self._warning is not None and self.screen is self._warning:
                self._warning.dismiss(True)
                return
        await super().on_event(event)

    async def on_mount(self) -> None:
        """Begin to watch."""
        if self.idle.limit:
            self.watch_for_idling()

    def watch_for_idling(self) -> None:
        """Warn when it is time and there is something to forget; else look again later."""
        if self.idle.until_warning > 0:
            self.set_timer(self.idle.until_warning, self.watch_for_idling)
        elif self.journey.is_committing or not self._holds_something():
            self.idle.touched()
            self.watch_for_idling()
        else:
            from tui.app.screens.idle import IdleScreen

            self._warning = IdleScreen(self.idle)
            self.push_screen(self._warning, self._answered)

    def _answered(self, stays: bool | None) -> None:
        self._warning = None
        if not stays:
            self.lock()
        self.idle.touched()
        self.watch_for_idling()

    def _holds_something(self) -> bool:
        """Whether something typed or suggested would be lost."""
        from tui.app.screens.suggestion import SuggestionScreen

        fields = [field for screen in self.screen_stack for field in screen.query(PrivateInput)]
        shows = any(isinstance(screen, SuggestionScreen) for screen in self.screen_stack)
        return shows or self.journey.has_typed or any(field.value for field in fields)

    def lock(self) -> None:
        """Forget everything typed and show the first page of the link in hand."""
        while isinstance(self.screen, ModalScreen):
            self.pop_screen()
        self._waiting = None
        self.journey.lock()
        if self.journey.activation is None:
            from tui.app.screens.link import LinkScreen

            self.show(LinkScreen(self.journey, self.backend, is_locked=True))
        else:
            from tui.app.screens.account import AccountScreen

            self.show(AccountScreen(self.journey, is_locked=True))
        if is_too_small(self.size):
            self.push_screen(TooSmallScreen())

    @property
    def backend(self) -> str | None:
        """The server a person named, if any."""
        return None
