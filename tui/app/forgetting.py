"""After something was forgotten: what Textual and Python still hold of it is let go too."""

import gc

from textual.app import App

from tui.app.textual_private import forget_texts
from tui.memory import write_over_free_blocks

SECONDS = (0.25, 0.8, 2.5)
"""When the screens that were left are gone: as a rule, sometimes, and on a busy machine."""


class Forgetting:
    """Cleans up beside the event loop's other work, never between a key and its answer."""

    def __init__(self, app: App[int]) -> None:
        self._app = app

    def soon(self) -> None:
        """Clean up in a moment: what is on the screen just now still holds what it shows."""
        for seconds in SECONDS:
            self._app.set_timer(seconds, self._clean_up)

    def _clean_up(self) -> None:
        forget_texts()
        gc.collect()
        self._app.call_later(write_over_free_blocks)  # a key that came meanwhile goes first
