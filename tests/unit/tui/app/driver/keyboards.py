"""What terminals send, by what it is, and a keyboard that sends it in pieces."""

from collections.abc import Iterable, Mapping

from tui.app.driver.pieces import Read
from tui.app.driver.reader import KeyReader

DROPPED: Mapping[str, tuple[bytes, ...]] = {
    "cursor position": (b"\x1b[24;80R", b"\x1b[?24;80;1R"),
    "device attributes": (b"\x1b[?1;2c", b"\x1b[?65;1;9c", b"\x1b[>41;390;0c", b"\x1b[>0;276;0c"),
    "mode report": (b"\x1b[?2026;1$y", b"\x1b[?2048;0$y", b"\x1b[4;2$y"),
    "status report": (b"\x1b[0n", b"\x1b[?997;1n"),
    "window report": (b"\x1b[8;24;80t", b"\x1b[4;600;800t", b"\x1b[48;24;80;600;800t"),
    "focus": (b"\x1b[I", b"\x1b[O"),
    "kitty key": (b"\x1b[97u", b"\x1b[97;5u", b"\x1b[97;1:3u", b"\x1b[?1u", b"\x1b[231::59;;231u"),
    "modified key": (b"\x1b[27;5;13~", b"\x1b[27;6;65~"),
    "windows key": (b"\x1b[65;30;97;1;0;1_", b"\x1b[17;29;0;1;8;1_", b"\x1b[67;46;3;0;8;1_"),
    "mouse": (b"\x1b[<0;-1;5M", b"\x1b[<35;4;-2m", b"\x1b[<;M"),
    "old mouse": (b"\x1b[M !!", b"\x1b[M\x20\xff\xfe", b"\x1b[M#ab"),
    "urxvt mouse": (b"\x1b[32;10;5M",),
    "control": (b"\x1b[1;2;3;4~", b"\x1b[99~", b"\x1b[?62;22!p", b"\x1b[" + b"9;" * 200 + b"m"),
    "OSC": (
        b"\x1b]11;rgb:1d1d/1f1f/2121\x1b\\",
        b"\x1b]10;rgb:eeee/eeee/eeee\x07",
        b"\x1b]52;c;UGVzdA==\x1b\\",
        b"\x1b]lTitle\x1b\\",
    ),
    "DCS": (b"\x1bP>|XTerm(390)\x1b\\", b"\x1bP1$r0m\x1b\\", b"\x1bP!|00000000\x1b\\"),
    "APC, PM, SOS": (b"\x1b_Gi=31;OK\x1b\\", b"\x1b^private\x1b\\", b"\x1bXstring\x1b\\"),
    "keypad": (b"\x1bOz", b"\x1bO5z"),
}
"""Whole sequences that nobody here asked for, by kind; some found in public reports."""

KEYS: Mapping[bytes, str] = {
    b"\x1b[A": "up",
    b"\x1bOA": "up",
    b"\x1b[Z": "shift+tab",
    b"\x1b[1;5C": "ctrl+right",
    b"\x1b[3~": "delete",
    b"\x1b[3$": "shift+delete",
    b"\x1b[[A": "f1",
    b"\x1b[11~": "f1",
    b"\x1bOP": "f1",
    b"\x1b[15;2~": "f17",
    b"\x1b[1;129H": "home",
    b"\x1b[1;133C": "ctrl+right",
    b"\x1b[3;65~": "delete",
    b"\x1bf": "ctrl+right",
    b"\x1bx": "alt+x",
    b"\r": "enter",
    b"\x7f": "backspace",
    b"\x03": "ctrl+c",
    b"\x11": "ctrl+q",
    b"\x1b[99;5u": "ctrl+c",
    b"\x1b[113;133u": "ctrl+q",
    b"\x1b[99;5:1u": "ctrl+c",
    b"\x1b[27;5;99~": "ctrl+c",
    b"\x1b[27;5;113~": "ctrl+q",
    b"\x1b[67;46;3;1;8;1_": "ctrl+c",
    b"\x1b[81;16;17;1;8;1_": "ctrl+q",
    "ä".encode(): "ä",
}
"""What a key sends, and Textual's name of the key."""


def typed(pieces: Iterable[bytes], *, lines: int = 0) -> list[Read]:
    """What comes of pieces that follow each other at once, and of the pause behind them."""
    reader = KeyReader()
    found = [each for piece in pieces for each in reader.feed(piece, 0.0, lines=lines)]
    return found + rested(reader)


def rested(reader: KeyReader) -> list[Read]:
    """What comes of what waits, once nothing more comes."""
    found: list[Read] = []
    while reader.wakes_at is not None:
        found += reader.wake(reader.wakes_at)
    return found
