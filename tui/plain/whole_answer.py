"""An answer of many lines: all of a paste, however long its lines are, up to a pause."""

import os
import termios
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

LINE_PAUSE, LINES_PAUSE = 0.5, 1.0
"""Seconds without a byte that end an answer of one line, and of more."""

LONGEST = 5 * 1024**2
"""Bytes that are kept; more than any activation mail has. The rest is read, and dropped."""

_END = b"\x04"
"""Ctrl+D."""
_ERASES = {0x08: "character", 0x7F: "character", 0x15: "line", 0x17: "word"}
"""Backspace, Ctrl+U and Ctrl+W, which the terminal itself carries out where it edits lines."""


def hand_on_all(keyboard: int) -> None:
    """Let the terminal edit no lines, as long as nobody sets it otherwise."""
    mode = termios.tcgetattr(keyboard)
    mode[3] &= ~termios.ICANON
    mode[6][termios.VMIN], mode[6][termios.VTIME] = 1, 0
    termios.tcsetattr(keyboard, termios.TCSANOW, mode)


@contextmanager
def whole_lines(keyboard: int) -> Iterator[None]:
    """Let the terminal hand on what is typed as it comes: it keeps no more than 4,095 bytes a line."""
    with suppress(termios.error):
        hand_on_all(keyboard)
    try:
        yield
    finally:
        with suppress(termios.error):
            mode = termios.tcgetattr(keyboard)
            mode[3] |= termios.ICANON
            mode[6][termios.VEOF], mode[6][termios.VEOL] = _END, b"\x00"
            termios.tcsetattr(keyboard, termios.TCSANOW, mode)


def read_whole(
    keyboard: int,
    typed: bytes,
    await_key: Callable[[], None],
    comes_within: Callable[[float], bool],
) -> bytes | None:
    """Read an answer up to a pause behind one of its lines, or up to Ctrl+D.

    Args:
        keyboard: a terminal in `whole_lines`.
        typed: what was read before.
        await_key: waits for a key, or raises.
        comes_within: whether a key comes within so many seconds.

    Returns:
        The lines, without the end of the last one; None if the input ended before any.
    """
    answer = _edited(b"", typed)
    while not answer.endswith(_END):
        complete = answer.count(b"\n")
        if not complete:
            await_key()
        elif not comes_within(LINE_PAUSE if complete == 1 else LINES_PAUSE):
            break
        try:
            read = os.read(keyboard, 65536)
        except OSError:
            read = b""
        before, ended, _after = (read or _END).partition(_END)
        answer = _edited(answer, before)[:LONGEST] + ended
    if answer == _END:
        return None
    return answer.removesuffix(_END).removesuffix(b"\n")


def _edited(lines: bytes, typed: bytes) -> bytes:
    """Lines and what is typed behind them, with what erases carried out."""
    if not any(erase in typed for erase in _ERASES):
        return lines + typed
    out = bytearray(lines)
    for byte in typed:
        if byte in _ERASES:
            del out[_erased_from(out, _ERASES[byte]) :]
        else:
            out.append(byte)
    return bytes(out)


def _erased_from(line: bytearray, erases: str) -> int:
    """From where on something is erased; never beyond the line."""
    start = line.rfind(b"\n") + 1
    end = len(line)
    if erases == "line":
        return start
    if erases == "word":
        kept = line[start:].rstrip()
        return start + max(kept.rfind(b" ") + 1, 0)
    while end > start and line[end - 1] & 0xC0 == 0x80:
        end -= 1
    return max(end - 1, start)
