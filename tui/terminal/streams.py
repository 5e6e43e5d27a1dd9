"""The standard streams as programs get them: closed, full, gone, or set not to wait.

What cannot be written is dropped and noted (`output_is_lost`), so that no stream decides what is
done. Imports nothing heavy, because it runs before anything else does.
"""

import io
import os
import select
import sys
from collections.abc import Callable

_LARGEST_LINE = 1 << 16
"""Bytes that are gathered before they are written: a line for programs goes out in one piece."""


class StandardStream(io.RawIOBase):
    """One of the three descriptors. It waits where others would fail, and writing never does.

    Attributes:
        is_lost: whether something could not be written. Nothing is written after that: it would
            stand right behind half a line.
    """

    def __init__(self, number: int, *, writes: bool) -> None:
        """Begin with a descriptor that stays open."""
        self._number = number
        self._writes = writes
        self.is_lost = False

    def fileno(self) -> int:
        """The descriptor."""
        return self._number

    def isatty(self) -> bool:
        """Whether a terminal is there."""
        return os.isatty(self._number)

    def readable(self) -> bool:
        """Whether it is for reading."""
        return not self._writes

    def writable(self) -> bool:
        """Whether it is for writing."""
        return self._writes

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        """Read what there is, or wait until there is something; 0 at the end."""
        return patiently(self._number, select.POLLIN, lambda: os.readv(self._number, [buffer]))

    def write(self, data: bytes) -> int:  # type: ignore[override]
        """Write what can be written; what nobody can get any more counts as written."""
        try:
            if not self.is_lost:
                return patiently(self._number, select.POLLOUT, lambda: os.write(self._number, data))
        except OSError:
            self.is_lost = True
        return len(data)


def patiently(descriptor: int, event: int, transfer: Callable[[], int]) -> int:
    """Read or write, waiting where somebody set the descriptor not to wait (O_NONBLOCK).

    That is a flag of the open file, not of the program: whoever shares it sets it for all.

    Raises:
        OSError: it failed for another reason.
    """
    while True:
        try:
            return transfer()
        except BlockingIOError:
            waiting = select.poll()
            waiting.register(descriptor, event)
            waiting.poll()


def read_patiently(descriptor: int, most: int) -> bytes:
    """Up to so many bytes of a descriptor, empty at its end; it is waited for.

    Raises:
        OSError: it cannot be read.
    """
    buffer = bytearray(most)
    count = patiently(descriptor, select.POLLIN, lambda: os.readv(descriptor, [buffer]))
    return bytes(buffer[:count])


def take_standard_streams() -> None:
    """Put streams that cannot fail in place of the three that Python made.

    One that is closed becomes empty input, or output for nobody: else the first file that is
    opened would take its number, and what is printed there would be written into it. Python's own
    streams stay in `sys.__stdin__` and its like; they are None where one was closed.
    """
    for number, (name, mode) in enumerate((("stdin", "r"), ("stdout", "w"), ("stderr", "w"))):
        try:
            os.fstat(number)
        except OSError:
            # The lowest number that is free, and so this one.
            nowhere = os.open(os.devnull, os.O_RDWR)
            os.set_inheritable(nowhere, True)
        setattr(sys, name, _stream(number, getattr(sys, name), writes=mode == "w"))


def _stream(number: int, given: io.TextIOWrapper | None, *, writes: bool) -> io.TextIOWrapper:
    """A stream of text that is written and read like the given one."""
    raw = StandardStream(number, writes=writes)
    kind = io.BufferedWriter if writes else io.BufferedReader
    return io.TextIOWrapper(
        kind(raw, _LARGEST_LINE),  # type: ignore[type-var]
        encoding="utf-8" if given is None else given.encoding,
        errors=None if given is None else given.errors,
        line_buffering=number == 2 or raw.isatty(),
    )


def output_is_lost() -> bool:
    """Whether something written to standard output reached nobody."""
    raw = getattr(getattr(sys.stdout, "buffer", None), "raw", None)
    return isinstance(raw, StandardStream) and raw.is_lost


def flush_standard_streams() -> None:
    """Write what waits to be written."""
    sys.stdout.flush()
    sys.stderr.flush()
