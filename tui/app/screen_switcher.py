"""One screen at a time, questions on top of it, and a cover where the window is too small."""

from textual.app import App
from textual.geometry import Size
from textual.screen import ModalScreen, Screen

from tui.app.screens.too_small import TooSmallScreen
from tui.terminal.capabilities import is_too_small

WIDTHS = [(0, "-narrow"), (100, "-wide")]
HEIGHTS = [(0, "-flat"), (24, "-low"), (30, "-high"), (40, "-tall")]
"""From how many columns and rows on a screen has a class."""


class ScreenSwitcher:
    """Puts screens in place of each other; one that comes under a question waits for its answer."""

    def __init__(self, app: App[int]) -> None:
        self._app = app
        self._waiting: Screen[None] | None = None

    def show(self, screen: Screen[None]) -> None:
        """Put a screen in place of the present one; a question on top is answered first."""
        app = self._app
        self.stop_waiting()
        screen.add_class(*_breakpoint_classes(app.size), update=False)
        if isinstance(app.screen, ModalScreen):
            self._waiting = screen
        elif len(app.screen_stack) == 1:
            app.push_screen(screen)
        else:
            app.switch_screen(screen)

    def stop_waiting(self) -> None:
        """Drop what the page still waits for, a question on top of it included.

        An answer for a screen that was left must not move the one that is there, and asks nothing
        of an account that was put down.
        """
        for screen in self._app.screen_stack:
            if not isinstance(screen, ModalScreen):
                self._app.workers.cancel_node(screen)

    def holds(self, screen: Screen[None] | None) -> bool:
        """Whether a screen is shown, is covered, or waits for a question to be answered."""
        return screen is not None and (screen is self._waiting or screen in self._app.screen_stack)

    def show_alone(self, screen: Screen[None]) -> None:
        """Put a screen in place of all there are, unanswered questions included."""
        while isinstance(self._app.screen, ModalScreen):
            self._app.pop_screen()
        self._waiting = None
        self.show(screen)
        if is_too_small(self._app.size):
            self._app.push_screen(TooSmallScreen())

    def uncovered(self) -> None:
        """Nothing lies on top any more: show what came meanwhile; the window may have changed."""
        self._show_waiting()
        self.resized(self._app.size)

    def resized(self, size: Size) -> None:
        """Cover everything while the window is too small to work in."""
        if not is_too_small(size):
            self._uncover()
        elif self._app.screen_stack and not any(
            isinstance(screen, TooSmallScreen) for screen in self._app.screen_stack
        ):
            self._app.push_screen(TooSmallScreen())

    def _uncover(self) -> None:
        # At the end messages still come when all screens are gone.
        if self._app.screen_stack and isinstance(self._app.screen, TooSmallScreen):
            self._app.pop_screen()
            self._show_waiting()

    def _show_waiting(self) -> None:
        if self._waiting is not None:
            waiting, self._waiting = self._waiting, None
            self.show(waiting)


def _breakpoint_classes(size: Size) -> list[str]:
    """What the window's size makes of a screen: said before it is laid out, not after."""
    lengths = ((size.width, WIDTHS), (size.height, HEIGHTS))
    return [max(each for each in steps if each[0] <= length)[1] for length, steps in lengths]
