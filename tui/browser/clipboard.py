"""Copying an address to the clipboard of the terminal in front of a person (OSC 52).

How each multiplexer hands the sequence on: tmux(1), `set-clipboard` and `allow-passthrough`;
screen(1), "String Escapes" (a string between ESC P and ESC \\ goes to the terminal as it is).
"""

import asyncio
import base64
import subprocess
from collections.abc import Callable

from tui.browser.address import Address
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


WriteSequence = Callable[[str], None]
"""Writes a sequence to the terminal."""

TMUX_SECONDS = 2.0
_TMUX = ("tmux", "load-buffer", "-w", "-")


async def copy(address: Address, multiplexer: Multiplexer | None, write: WriteSequence) -> None:
    """Ask for the clipboard; whether the terminal obeys, nobody tells.

    tmux is asked by its own command first (3.2 and newer), because by default it ignores the
    sequences of programs that run in it.

    Raises:
        ValueError: the address is a personal link, which goes to no clipboard.
    """
    if address.secret:
        raise ValueError("a personal link is not copied")
    if multiplexer == "tmux" and await asyncio.to_thread(_load_into_tmux, address.url):
        return
    write(clipboard_sequence(address.url, multiplexer))


def _load_into_tmux(text: str) -> bool:
    try:
        done = subprocess.run(
            _TMUX, input=text.encode(), capture_output=True, timeout=TMUX_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
