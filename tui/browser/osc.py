"""Sequences that ask a terminal to put a text on its clipboard (OSC 52).

How each multiplexer hands them on: tmux(1), `set-clipboard` and `allow-passthrough`; screen(1),
"String Escapes" (a string between ESC P and ESC \\ goes to the terminal as it is).
"""

import base64

from tui.terminal.environment import Multiplexer

SCREEN_PIECE = 200
"""Characters; screen drops a string over 256 in its older releases, over 768 in others."""


def clipboard_sequence(text: str, multiplexer: Multiplexer | None = None) -> str:
    """The sequence that puts a text on the clipboard of the terminal in front of the person.

    tmux gets it twice: as its own, which it obeys with `set-clipboard on`, and to hand on, which
    it does with `allow-passthrough on`.
    """
    plain = f"\x1b]52;c;{base64.b64encode(text.encode()).decode()}\x07"
    if multiplexer == "tmux":
        return plain + "\x1bPtmux;" + plain.replace("\x1b", "\x1b\x1b") + "\x1b\\"
    if multiplexer == "screen":
        pieces = (plain[at : at + SCREEN_PIECE] for at in range(0, len(plain), SCREEN_PIECE))
        return "".join(f"\x1bP{piece}\x1b\\" for piece in pieces)
    return plain
