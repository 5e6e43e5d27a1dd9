"""Shown over everything while the terminal is too small to work in."""

from textual.app import ComposeResult
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.app.messages import Uncovered
from tui.i18n import _
from tui.terminal.capabilities import SMALLEST


class TooSmallScreen(ModalScreen[None]):
    """Asks for a larger window and goes away by itself when it is there."""

    CSS_PATH = "too_small.tcss"

    def compose(self) -> ComposeResult:
        """One sentence."""
        yield Static(
            _(
                "This window is too small. Please make it at least {columns}×{rows}. "
                "Nothing you typed is lost."
            ).format(columns=SMALLEST[0], rows=SMALLEST[1]),
            markup=False,
        )

    def on_screen_resume(self) -> None:
        """Tell that nothing lies on top any more: the window may have grown meanwhile."""
        self.post_message(Uncovered())
