"""Shown over everything while the terminal is too small to work in."""

from textual import events
from textual.app import ComposeResult
from textual.widgets import Static

from tui.app.messages import Uncovered
from tui.app.screens.app_screen import LEAVING_KEYS, Dialog
from tui.i18n import _
from tui.terminal.capabilities import SMALLEST
from tui.wording.keys import key_name


class TooSmallScreen(Dialog[None]):
    """Asks for a larger window and goes away by itself when it is there."""

    CSS_PATH = "too_small.tcss"

    def compose(self) -> ComposeResult:
        """One sentence."""
        yield Static(
            _(
                "This window is too small. Please enlarge it to at least {columns}×{rows}. Your "
                "entries are kept. Until then only {key} (quit) works."
            ).format(columns=SMALLEST[0], rows=SMALLEST[1], key=key_name("ctrl+q")),
            markup=False,
        )

    def takes(self, event: events.InputEvent | events.Paste) -> bool:
        """None but the keys that lead out: nobody sees what the others would do."""
        return isinstance(event, events.Key) and event.key in LEAVING_KEYS

    def on_screen_resume(self) -> None:
        """Tell that nothing lies on top any more: the window may have grown meanwhile."""
        self.post_message(Uncovered())
