"""After something was forgotten: what Textual and Python still hold of it is let go too."""

import asyncio
import gc
from contextvars import Context

from tui.app.textual_private import forget_texts
from tui.memory import write_over_free_blocks

PAUSE = 0.25
"""Seconds after which the screens that were left are gone, as a rule; after twice that for sure."""


class Forgetting:
    """Cleans up beside the event loop's other work, never between a key and its answer."""

    def soon(self) -> None:
        """Clean up in a moment: what is on the screen just now still holds what it shows."""
        self._wait(twice=True)

    def _wait(self, *, twice: bool) -> None:
        # In a context of its own: in the present one Textual keeps the screen that was left.
        loop = asyncio.get_running_loop()
        loop.call_later(PAUSE, self._clean_up, twice, context=Context())

    def _clean_up(self, again: bool) -> None:
        forget_texts()
        gc.collect()
        # Later, so that a key that came meanwhile goes first.
        asyncio.get_running_loop().call_soon(write_over_free_blocks)
        if again:
            self._wait(twice=False)
