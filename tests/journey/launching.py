"""Two ways to start a program in a terminal: as a shell does, and with its modules imported."""

import json
import os
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Protocol

_TAKE_TERMINAL = (
    "import fcntl, os, sys, termios;"
    "fcntl.ioctl(int(sys.argv[1]), termios.TIOCSCTTY, 0);"
    "os.execve(sys.argv[2], sys.argv[2:], os.environ)"
)
"""Run in a new session before the program, which then finds a controlling terminal.

`preexec_fn` and `forkpty` would do the same, but not safely beside the mock server's thread.
"""


class Process(Protocol):
    """A program that was started, as the standard library's `Popen` describes it."""

    pid: int

    def poll(self) -> int | None:
        """Its exit code, negative for a signal; None while it runs."""

    def wait(self, timeout: float | None = None) -> int:
        """Wait for its end and give its exit code."""

    def kill(self) -> None:
        """End it at once."""


class Launch(Protocol):
    """Starts a program in a session of its own, whose terminal is given."""

    def __call__(
        self,
        argv: Sequence[str],
        *,
        env: Mapping[str, str],
        cwd: Path,
        stdin: int,
        terminal: int,
        output: Path | None,
    ) -> Process:
        """Start `argv`, with descriptors for standard input, and for output and errors.

        With `output` the standard output goes into that file instead.
        """


def cold(
    argv: Sequence[str],
    *,
    env: Mapping[str, str],
    cwd: Path,
    stdin: int,
    terminal: int,
    output: Path | None,
) -> Process:
    """Start a program as a shell does."""
    with output.open("wb") if output else nullcontext(terminal) as stdout:
        return subprocess.Popen(
            [sys.executable, "-ISc", _TAKE_TERMINAL, str(terminal), *argv],
            stdin=stdin,
            stdout=stdout,
            stderr=terminal,
            env=dict(env),
            cwd=cwd,
            pass_fds=(terminal,),
            start_new_session=True,
        )


class _Warm:
    """A program that `warm.py` started."""

    def __init__(self, answers: int) -> None:
        self._answers = os.fdopen(answers, "rb", buffering=0)
        self.pid = int(self._answers.readline())
        self._code: int | None = None

    def poll(self) -> int | None:
        return self._code if self._code is not None else self._ask(0)

    def wait(self, timeout: float | None = None) -> int:
        code = self.poll() if self._code is not None else self._ask(timeout)
        if code is None:
            raise subprocess.TimeoutExpired("warm", timeout or 0)
        return code

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)

    def _ask(self, timeout: float | None) -> int | None:
        if select.select([self._answers], [], [], timeout)[0]:
            self._code = int(self._answers.readline())
            self._answers.close()
        return self._code


@contextmanager
def warm(env: Mapping[str, str]) -> Iterator[Launch]:
    """Start Python programs from a process that has imported what they need.

    Importing is two thirds of a short walk through the screens. What a start itself has to prove
    is proved with `cold`.
    """
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    script = Path(__file__).with_name("warm.py")
    server = subprocess.Popen(
        [sys.executable, str(script), str(theirs.fileno())],
        env=dict(env),
        pass_fds=(theirs.fileno(),),
    )
    theirs.close()

    def launch(
        argv: Sequence[str],
        *,
        env: Mapping[str, str],
        cwd: Path,
        stdin: int,
        terminal: int,
        output: Path | None,
    ) -> Process:
        order = {
            "arguments": list(argv[1:]),
            "env": dict(env),
            "cwd": str(cwd),
            "output": str(output) if output else None,
        }
        reading, writing = os.pipe()
        socket.send_fds(ours, [json.dumps(order).encode()], [stdin, terminal, writing])
        os.close(writing)
        return _Warm(reading)

    with ours:
        yield launch
    server.wait()
