"""Nobody has typed for a while: what will happen, and when."""

from math import ceil

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from tui.app.screens.app_screen import Dialog
from tui.app.widgets.footer import KeyFooter
from tui.i18n import _, plural
from tui.journey.idle_timer import IdleTimer
from tui.wording.times import idle_warning


class IdleScreen(Dialog[bool]):
    """Counts down, and gives back False at the end; the app takes any key for True."""

    CSS_PATH = "idle.tcss"
    AUTO_FOCUS = ""

    def __init__(self, idle: IdleTimer, *, in_doubt: bool = False) -> None:
        super().__init__()
        self._idle = idle
        self._in_doubt = in_doubt

    def compose(self) -> ComposeResult:
        """A question, what happens, when."""
        with Vertical(id="dialog"):
            yield Static(_("Are you still there?"), id="dialog-title", markup=False)
            yield Static(idle_warning(in_doubt=self._in_doubt), id="dialog-lead", markup=False)
            yield Static(self._countdown(), id="countdown", markup=False)
        yield KeyFooter()  # over that of the page beneath, whose keys do nothing now

    def on_mount(self) -> None:
        """Count."""
        self.set_interval(1, self.count)

    def count(self) -> None:
        """Show what is left; at the end, give up."""
        if self._idle.left > 0:
            self.query_one("#countdown", Static).update(self._countdown())
        else:
            while self.app.screen is not self:  # covered by a window that is too small
                self.app.pop_screen()
            self.dismiss(False)

    def _countdown(self) -> str:
        seconds = ceil(self._idle.left)
        return plural(
            "{n}\xa0second left. Press any key to continue.",
            "{n}\xa0seconds left. Press any key to continue.",
            seconds,
        )
