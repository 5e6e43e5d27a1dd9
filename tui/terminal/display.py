"""Where screens and lines for people are drawn: the stream at which a terminal is."""

import os
import sys
from typing import TextIO

_KEYBOARD, _OUTPUT, _ERRORS = 0, 1, 2

_display = _ERRORS


def find_display(*, output_is_taken: bool = False) -> int | None:
    """A file descriptor of the terminal to draw on; None where there is none.

    Standard error comes first, so that standard output can be redirected; then that; then the
    terminal that the program belongs to, if keys come from one.

    Args:
        output_is_taken: whether standard output carries something for programs.
    """
    for stream in (_ERRORS,) if output_is_taken else (_ERRORS, _OUTPUT):
        if os.isatty(stream):
            return stream
    if not os.isatty(_KEYBOARD):
        return None
    try:
        return os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY | os.O_CLOEXEC)
    except OSError:
        return None


def use_display(descriptor: int) -> None:
    """Draw there from now on."""
    global _display
    _display = descriptor


def display() -> int:
    """The file descriptor that is drawn on."""
    return _display


def display_stream() -> TextIO:
    """The display for lines; unlike the standard streams it fails where the terminal is gone."""
    return os.fdopen(_display, "w", encoding=sys.stderr.encoding, errors="replace", closefd=False)
