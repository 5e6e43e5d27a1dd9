"""Shown over everything while the terminal is too small to work in."""

from textual.app import ComposeResult
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.app.messages import Uncovered
from tui.i18n import _

SMALLEST = (60, 20)
"""Columns and rows below which nothing useful fits."""


def is_too_small(size: Size) -> bool:
    """Whether a window is too small to work in."""
    return size.width < SMALLEST[0] or size.height < SMALLEST[1]


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
