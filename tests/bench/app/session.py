"""A program in a pseudo-terminal, and what it wrote when."""

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import NamedTuple

from tests.bench.program import KEPT, NoAnswer
from tests.checkout import ROOT

PATIENCE = 30.0
"""Seconds after which a program that should have written something is given up."""

_TERMINAL = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
_PIECE = 65_536


class Piece(NamedTuple):
    """What was read in one go, and when: in the seconds of `time.perf_counter()`."""

    at: float
    data: bytes


@dataclass
class Session:
    """A program that runs, with everything it wrote so far.

    Attributes:
        pid: its process.
        begun: when it was started.
        size: columns and rows of its terminal.
        pieces: what it wrote.
        processor_seconds: what it used from its start to its end; 0 before its end.
    """

    pid: int
    begun: float
    size: tuple[int, int]
    _terminal: int
    pieces: list[Piece] = field(default_factory=list)
    processor_seconds: float = 0.0
    _ended: bool = False

    @property
    def written(self) -> int:
        """How many bytes it wrote so far."""
        return sum(len(piece.data) for piece in self.pieces)

    def send(self, keys: bytes) -> float:
        """Press keys; gives when."""
        at = time.perf_counter()
        os.write(self._terminal, keys)
        return at

    def listen(self, until: float) -> bool:
        """Take in one piece, or wait until then for none; False if none came."""
        left = until - time.perf_counter()
        if not select.select([self._terminal], [], [], max(0.0, left))[0]:
            return False
        data = b""
        with suppress(OSError):  # a terminal without a program
            data = os.read(self._terminal, _PIECE)
        if not data:
            raise NoAnswer("it ended")
        self.pieces.append(Piece(time.perf_counter(), data))
        return True

    def listen_for(self, seconds: float) -> None:
        """Take in everything for so long."""
        until = time.perf_counter() + seconds
        while time.perf_counter() < until:
            self.listen(until)

    def settle(self, quiet: float = 0.25) -> None:
        """Take in everything until nothing comes for so long."""
        until = time.perf_counter() + PATIENCE
        while time.perf_counter() < until and self.listen(time.perf_counter() + quiet):
            pass

    def wait_for(self, word: str, *, since: int = 0) -> float:
        """Take in everything until a word was written; gives when its last part came.

        It is looked for among the bytes, so it must be one that is written in one go.

        Args:
            word: what to wait for.
            since: only from this piece on.

        Raises:
            NoAnswer: it was not written.
        """
        wanted, seen, until = word.encode(), b"", time.perf_counter() + PATIENCE
        while True:
            for piece in self.pieces[since:]:
                since += 1
                seen = seen[-len(wanted) :] + piece.data
                if wanted in seen:
                    return piece.at
            if not self.listen(until):
                raise NoAnswer(f"no “{word}” in time")

    def leave(self, keys: bytes) -> float:
        """Press the keys that end it; gives the seconds until it was gone.

        Raises:
            NoAnswer: it stays.
        """
        at = self.send(keys)
        with suppress(NoAnswer):
            while self.listen(at + PATIENCE):
                pass
            self.end()
            raise NoAnswer("it does not end")
        self._wait()
        return time.perf_counter() - at

    def end(self) -> None:
        """End it, whatever it does."""
        if not self._ended:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            self._wait()

    def _wait(self) -> None:
        _, _, used = os.wait4(self.pid, 0)
        self._ended = True
        self.processor_seconds = used.ru_utime + used.ru_stime


@contextmanager
def session(
    command: Sequence[str], size: tuple[int, int], home: str, env: Mapping[str, str]
) -> Iterator[Session]:
    """A program in a terminal of its own, until the context ends.

    Args:
        command: the file to run, and its arguments.
        size: columns and rows.
        home: its user's home.
        env: what it gets beside what a login gives.
    """
    environment = {name: os.environ[name] for name in KEPT if name in os.environ}
    environment |= {**_TERMINAL, "HOME": home, **env}
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
    begun = time.perf_counter()
    pid = os.fork()
    if pid == 0:
        _become(command, environment, theirs)
    os.close(theirs)
    running = Session(pid, begun, size, ours)
    try:
        yield running
    finally:
        running.end()
        os.close(ours)


def _become(command: Sequence[str], environment: Mapping[str, str], terminal: int) -> None:
    """Be the program, in the child: nothing in here may return."""
    try:
        os.login_tty(terminal)
        os.chdir(ROOT)
        os.execve(command[0], list(command), environment)
    finally:
        os._exit(127)
