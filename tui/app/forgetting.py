"""After something was forgotten: what Textual and Python still hold of it is let go too."""

import asyncio
import gc
from contextvars import Context

from tui.app.textual_private import forget_texts
from tui.memory import write_over_free_blocks

PAUSES = (0.25, 0.25, 1.5, 6.0, 15.0)
"""Seconds before each time. The screens that were left are gone after the first, as a rule, and
after the second but for a machine that is busy with something else: for that are the last ones.
What a queue held as its memory (528 bytes that nobody fills) may still show what was there before."""


def forget_drawn() -> None:
    """Forget what was drawn and is no longer: to be called behind the picture without it.

    A line that was drawn may hold itself (`Strip` keeps its parts), so garbage is collected.
    """
    forget_texts()
    asyncio.get_running_loop().call_soon(_collect)


def _collect() -> None:
    gc.collect()
    # Later, so that a key that came meanwhile goes first.
    asyncio.get_running_loop().call_soon(write_over_free_blocks)


class Forgetting:
    """Cleans up beside the event loop's other work, never between a key and its answer."""

    def at_once(self) -> None:
        """Clean up what nothing holds any more now, and the rest `soon`."""
        forget_drawn()
        self.soon()

    def soon(self) -> None:
        """Clean up in a moment: what is on the screen just now still holds what it shows."""
        self._wait(*PAUSES)

    def _wait(self, pause: float, *further: float) -> None:
        # In a context of its own: in the present one Textual keeps the screen that was left.
        loop = asyncio.get_running_loop()
        loop.call_later(pause, self._clean_up, further, context=Context())

    def _clean_up(self, further: tuple[float, ...]) -> None:
        _drop_cancelled_timers(asyncio.get_running_loop())
        forget_drawn()
        if further:
            self._wait(*further)


def _drop_cancelled_timers(loop: asyncio.AbstractEventLoop) -> None:
    """Let the loop drop the timers that were cancelled: until their time each keeps its screen.

    It does so by itself when they are more than a hundred, and more than half of all.
    """
    for _ in range(256):
        loop.call_later(3600, loop.time, context=Context()).cancel()
