"""When nobody is there: a warning, then everything typed is forgotten."""

from collections.abc import Callable
from time import monotonic

from textual import events
from textual.app import App
from textual.screen import ModalScreen

from tui.app.forgetting import Forgetting
from tui.app.screen_switcher import ScreenSwitcher
from tui.app.session import Session
from tui.app.widgets.private_input import PrivateInput
from tui.journey.idle_timer import IdleTimer

_SOMEBODY = (events.Key, events.Paste, events.MouseDown, events.MouseScrollDown)


class IdleLock:
    """Locks to the account page; the link is as it was, and a commit under way goes on."""

    def __init__(
        self,
        app: App[int],
        session: Session,
        switcher: ScreenSwitcher,
        forgetting: Forgetting,
        idle_seconds: float,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        """Watch from `watch` on.

        Args:
            app: whose screens may hold something typed.
            session: the account in hand.
            switcher: where the first page is shown once more.
            forgetting: what cleans up after it.
            idle_seconds: after how long without a key everything typed is forgotten; 0 is never.
            clock: seconds, for that.
        """
        self.timer = IdleTimer(idle_seconds, clock)
        self._app = app
        self._session = session
        self._switcher = switcher
        self._forgetting = forgetting
        self._warning: ModalScreen[bool] | None = None

    def takes(self, event: events.Event) -> bool:
        """Note that somebody is there; True for the key that says so to the warning, and no more."""
        if not isinstance(event, _SOMEBODY) or event.is_forwarded:
            return False
        self.timer.touched()
        if self._warning is None or self._app.screen is not self._warning:
            return False
        self._warning.dismiss(True)
        return True

    def watch(self) -> None:
        """Warn when it is time and there is something to forget; else look again later."""
        if not self.timer.limit:
            return
        if self.timer.until_warning > 0:
            self._app.set_timer(self.timer.until_warning, self.watch)
        elif self._session.journey.is_committing or not self._holds_something():
            self.timer.touched()
            self.watch()
        else:
            from tui.app.screens.idle import IdleScreen

            in_doubt = self._session.journey.is_in_doubt
            self._warning = IdleScreen(self.timer, in_doubt=in_doubt)
            self._app.push_screen(self._warning, self._answered)

    def _answered(self, stays: bool | None) -> None:
        self._warning = None
        if not stays:
            self._lock()
        self.timer.touched()
        self.watch()

    def _holds_something(self) -> bool:
        """Whether something typed or suggested would be lost."""
        from tui.app.screens.suggestion import SuggestionScreen

        screens = self._app.screen_stack
        fields = [field for screen in screens for field in screen.query(PrivateInput)]
        shows = any(isinstance(screen, SuggestionScreen) for screen in screens)
        return shows or self._session.journey.has_typed or any(field.value for field in fields)

    def _lock(self) -> None:
        """Forget everything typed and show the first page of the link in hand."""
        journey = self._session.journey
        journey.lock()
        if journey.activation is None:
            from tui.app.screens.link import LinkScreen

            self._switcher.show_alone(LinkScreen(journey, journey.vouched.backend, is_locked=True))
        else:
            from tui.app.screens.account import AccountScreen

            self._switcher.show_alone(AccountScreen(journey, is_locked=True))
        self._forgetting.at_once()
