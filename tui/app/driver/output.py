"""Bytes on their way to the terminal, which may take them slowly."""

import asyncio
import os
import select
from collections.abc import Callable
from contextlib import suppress
from time import monotonic

_LAST_WORDS = 2.0
"""Seconds that a terminal gets to take what restores it at the end."""


class TerminalOutput:
    """Writes without ever waiting: what the terminal does not take now goes when it can.

    The terminal is opened anew where possible, since not waiting is a property of the open file,
    which the shell shares.
    """

    def __init__(self, descriptor: int, when_free: Callable[[], None]) -> None:
        """Open the way to a terminal.

        Args:
            descriptor: a file descriptor of the terminal.
            when_free: called when everything has gone out after the terminal was busy.
        """
        self._when_free = when_free
        self._pending = bytearray()
        self._loop = asyncio.get_running_loop()
        self._waits = False
        try:
            flags = os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK | os.O_CLOEXEC
            self._descriptor = os.open(os.ttyname(descriptor), flags)
        except OSError:
            self._descriptor = os.dup(descriptor)

    @property
    def is_busy(self) -> bool:
        """Whether something still waits to go out."""
        return bool(self._pending)

    def send(self, text: str) -> None:
        """Send, or keep for when the terminal takes it."""
        self._pending += text.encode("utf-8", "replace")
        if not self._waits:
            self._push()

    def drop(self) -> None:
        """Drop what still waits: something else follows that does not build on it."""
        self._pending = bytearray()
        self._wait(False)

    def _push(self) -> None:
        try:
            while self._pending:
                if not select.select([], [self._descriptor], [], 0)[1]:
                    raise BlockingIOError
                del self._pending[: os.write(self._descriptor, self._pending[:4096])]
        except BlockingIOError:
            self._wait(True)
        except OSError:
            self._pending.clear()  # the terminal is gone; the hang-up ends the program
            self._wait(False)
        else:
            self._pending = bytearray()  # the emptied one still holds what was shown
            if self._waits:
                self._wait(False)
                self._when_free()

    def _wait(self, wanted: bool) -> None:
        if wanted and not self._waits:
            self._loop.add_writer(self._descriptor, self._push)
        elif self._waits and not wanted:
            self._loop.remove_writer(self._descriptor)
        self._waits = wanted

    def close(self) -> None:
        """Give the terminal a moment to take the rest, and let go of it."""
        self._wait(False)
        end = monotonic() + _LAST_WORDS
        with suppress(OSError):
            while self._pending and monotonic() < end:
                if select.select([], [self._descriptor], [], end - monotonic())[1]:
                    with suppress(BlockingIOError):
                        del self._pending[: os.write(self._descriptor, self._pending[:4096])]
        os.close(self._descriptor)
