"""Copying an address to the clipboard of the terminal in front of a person."""

import asyncio
import subprocess
from collections.abc import Callable

from tui.browser.address import Address
from tui.browser.osc import clipboard_sequence
from tui.terminal.environment import Multiplexer

Write = Callable[[str], None]
"""Writes a sequence to the terminal."""

TMUX_SECONDS = 2.0
_TMUX = ("tmux", "load-buffer", "-w", "-")


async def copy(address: Address, multiplexer: Multiplexer | None, write: Write) -> None:
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
