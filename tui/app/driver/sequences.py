"""What terminals send that begins with Escape: where a sequence ends, and of what kind it is.

ECMA-48 (5.4, 5.6) for the form of control sequences and strings, xterm's “Control Sequences” for
mouse reports and replies, the kitty protocol and Microsoft's win32-input-mode for keys.
"""

import re

ESCAPE = 0x1B

STRINGS = b"]P_^X"
"""What opens a string after Escape: OSC, DCS, APC, PM, SOS. Nobody types one, nobody here asks."""

PASTE_BEGINS, PASTE_ENDS = b"\x1b[200~", b"\x1b[201~"

LEAVING = (0x03, 0x11)
"""Ctrl+C and Ctrl+Q."""

LONGEST = 64
"""Bytes; no sequence that means something is longer."""

_CONTROL = re.compile(rb"\x1b\[(?:<[-\d;]*|[0-?]*[ -/]*)")
"""A mouse report may hold a minus, which ECMA-48 does not allow: a pointer left of the window."""
_CONSOLE_KEY = b"\x1b[["
"""F1 to F5 of a Linux console: one more byte follows."""
_OLD_MOUSE = b"\x1b[M"
"""A mouse report without its newer form: three bytes follow, of any value from a space on."""
_RXVT_KEY = re.compile(rb"\x1b\[(?:3|7|8|23|24)\$")
"""Keys with Shift: `$` ends them, which begins the end of other sequences."""

SPLIT_OFF = re.compile(rb"\[(?:200~|<\d+;\d+;\d+[Mm]|[?>]?\d[\d;]*[A-Za-z~])")
"""What came behind an Escape that had waited too long for it: no hand types this in one go."""

MOUSE = b"\x1b[<"
"""How a mouse report begins."""

_KITTY = re.compile(rb"\x1b\[(99|113|3|17)(?::[\d:]*)?;(\d+)(?::([12]))?(?:;[\d:]*)?u")
_MODIFIED = re.compile(rb"\x1b\[27;(\d+);(99|113)~")
_WINDOWS = re.compile(rb"\x1b\[\d*;\d*;(3|17);1;\d*(?:;\d*)?_")
_LOCKED = re.compile(rb"(\x1b\[\d+;)(\d+)([A-HPQS~])")
_CTRL, _LOCKS = 4, 64 | 128


def end_of(data: bytes, start: int) -> int | None:
    """Where the sequence that begins with `ESC [` or `ESC O` at `start` ends.

    Returns:
        The index behind it; None if more has to come; negative if it was broken off: what breaks
        it off stands at the negated index.
    """
    if data.startswith(b"\x1bO", start):
        return _end_of_keypad(data, start)
    if data.startswith(_OLD_MOUSE, start):
        return _end_after(data, start + len(_OLD_MOUSE), 3)
    if data.startswith(_CONSOLE_KEY, start):
        return _end_after(data, start + len(_CONSOLE_KEY), 1)
    rxvt = _RXVT_KEY.match(data, start)
    if rxvt is not None:
        return rxvt.end()
    begun = _CONTROL.match(data, start)
    assert begun is not None, "it begins with ESC ["
    return _end_at(data, begun.end())


def _end_of_keypad(data: bytes, start: int) -> int | None:
    at = start + 2
    while at < len(data) and data[at] in b"0123456789;":
        at += 1
    return _end_at(data, at)


def _end_at(data: bytes, at: int) -> int | None:
    if at == len(data):
        return None
    return at + 1 if 0x40 <= data[at] <= 0x7E else -at


def _end_after(data: bytes, start: int, count: int) -> int | None:
    for at in range(start, min(start + count, len(data))):
        if data[at] < 0x20:
            return -at
    return start + count if start + count <= len(data) else None


def leaving_key(sequence: bytes) -> bytes | None:
    """Ctrl+C or Ctrl+Q as a byte, if a key protocol that was left on spells it so."""
    kitty = _KITTY.fullmatch(sequence)
    if kitty is not None:
        code = int(kitty[1])
        return bytes([code & 0x1F]) if code < 32 or (int(kitty[2]) - 1) & _CTRL else None
    modified = _MODIFIED.fullmatch(sequence)
    if modified is not None and (int(modified[1]) - 1) & _CTRL:
        return bytes([int(modified[2]) & 0x1F])
    windows = _WINDOWS.fullmatch(sequence)
    return bytes([int(windows[1])]) if windows is not None else None


def without_locks(sequence: bytes) -> bytes:
    """A key as it is without Caps Lock and Num Lock, which the kitty protocol counts as held."""
    key = _LOCKED.fullmatch(sequence)
    if key is None or not (int(key[2]) - 1) & _LOCKS:
        return sequence
    held = ((int(key[2]) - 1) & ~_LOCKS) + 1
    if held > 1:
        return b"%s%d%s" % (key[1], held, key[3])
    plain = key[1].removesuffix(b";")
    return (b"\x1b[" if plain == b"\x1b[1" and key[3] != b"~" else plain) + key[3]
