"""A line of 64 kbit/s, 150 ms there and back, between a terminal and a program.

To be tried by hand too: `python tests/journey/slow_line.py unify-activate --demo`.
"""

import fcntl
import os
import pty
import select
import signal
import sys
import termios
import time
import tty
from collections import deque
from contextlib import suppress

BYTES_PER_SECOND = 64_000 / 8
ONE_WAY = 0.075
"""Seconds from one end to the other."""

BACKLOG = 4096
"""Bytes under way before the sender has to wait."""

PACKET = 64


class Way:
    """One direction: what goes in comes out later, and no faster than the line is."""

    def __init__(self) -> None:
        self._under_way: deque[tuple[float, bytes]] = deque()
        self._free_at = 0.0
        self.bytes = 0

    def take(self, data: bytes) -> None:
        """Put bytes on the line."""
        for start in range(0, len(data), PACKET):
            packet = data[start : start + PACKET]
            begun = max(self._free_at, time.monotonic())
            self._free_at = begun + len(packet) / BYTES_PER_SECOND
            self._under_way.append((self._free_at + ONE_WAY, packet))
            self.bytes += len(packet)

    def arrived(self) -> bytes:
        """What has come through by now."""
        come = b""
        while self._under_way and self._under_way[0][0] <= time.monotonic():
            come += self._under_way.popleft()[1]
        self.bytes -= len(come)
        return come

    def wait(self) -> float | None:
        """Seconds until something comes through; None if nothing is under way."""
        return max(self._under_way[0][0] - time.monotonic(), 0) if self._under_way else None


def relay(program: int) -> None:
    """Carry bytes both ways until the program is gone and all it said has arrived."""
    inwards, outwards = Way(), Way()
    speaks = True
    while speaks or outwards.bytes:
        listening = [0] if inwards.bytes < BACKLOG else []
        if speaks and outwards.bytes < BACKLOG:
            listening.append(program)
        waits = [wait for wait in (inwards.wait(), outwards.wait()) if wait is not None]
        ready = select.select(listening, [], [], min(waits, default=None))[0]
        if 0 in ready:
            inwards.take(os.read(0, PACKET * 16))
        if program in ready:
            said = b""
            with suppress(OSError):
                said = os.read(program, PACKET * 16)
            outwards.take(said)
            speaks = bool(said)
        with suppress(OSError):
            os.write(program, inwards.arrived())
        os.write(1, outwards.arrived())


def main() -> int:
    """Run a program at the far end of the line."""
    pid, program = pty.fork()
    if pid == 0:
        os.execvp(sys.argv[1], sys.argv[1:])

    def resize(*_signal: object) -> None:
        fcntl.ioctl(program, termios.TIOCSWINSZ, fcntl.ioctl(0, termios.TIOCGWINSZ, bytes(8)))

    signal.signal(signal.SIGWINCH, resize)
    resize()
    before = termios.tcgetattr(0)
    tty.setraw(0, termios.TCSANOW)
    try:
        relay(program)
    finally:
        termios.tcsetattr(0, termios.TCSADRAIN, before)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


if __name__ == "__main__":
    sys.exit(main())
