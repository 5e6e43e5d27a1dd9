"""A terminal to run the program in: a real pseudo-terminal, drawn by pyte.

Nothing in here sleeps. Every wait reads what the program writes until a condition holds, and
fails with the picture of the screen when it does not within a generous bound.
"""

import base64
import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType

import pyte

from tests.journey.launching import Launch, cold

PATIENCE = 60.0
"""Seconds after which something that should have happened is called missing."""

KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "home": "\x1b[H",
    "shift+end": "\x1b[1;2F",
    "f2": "\x1bOQ",
    "f3": "\x1bOR",
    "f12": "\x1b[24~",
    **{f"ctrl+{letter}": chr(ord(letter) & 0x1F) for letter in "abcdefghijklmnopqrstuvwxyz"},
}
"""What an xterm sends for a key."""


class Terminal:
    """A program in a pseudo-terminal of its own, ended with the context.

    Attributes:
        raw: all bytes the terminal ever received.
        pid: the program's process.
    """

    def __init__(
        self,
        argv: Sequence[str],
        *,
        env: Mapping[str, str],
        cwd: Path,
        size: tuple[int, int] = (80, 24),
        stdin: bytes | None = None,
        output: Path | None = None,
        launch: Launch = cold,
    ) -> None:
        """Start a program.

        Args:
            argv: the program and its arguments.
            env: its whole environment.
            cwd: where it runs.
            size: columns and rows.
            stdin: what is piped into its standard input; without it that is the terminal too.
            output: the file that its standard output goes to; without one that is the terminal.
            launch: how it is started.
        """
        self.raw = bytearray()
        self._screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self._screen)
        self._master, self._slave = pty.openpty()
        os.set_blocking(self._master, False)
        self._set_size(*size)
        reading, writing = (self._slave, -1) if stdin is None else os.pipe()
        self._process = launch(
            argv, env=env, cwd=cwd, stdin=reading, terminal=self._slave, output=output
        )
        self.pid = self._process.pid
        if stdin is not None:
            os.close(reading)
            with os.fdopen(writing, "wb") as pipe:
                pipe.write(stdin)

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        for descriptor in (self._master, self._slave):
            if descriptor >= 0:
                os.close(descriptor)

    # The person in front of it

    def send(self, keys: str | bytes) -> None:
        """Type; all of it is handed over at once."""
        left = memoryview(keys.encode() if isinstance(keys, str) else keys)
        while left:
            self._read(0)
            _readable, writable, _ = select.select([self._master], [self._master], [], PATIENCE)
            assert writable or _readable, "the program reads nothing any more"
            if writable:
                left = left[os.write(self._master, left[:4096]) :]

    def press(self, *keys: str) -> None:
        """Press keys by name, one after the other."""
        self.send("".join(KEYS[key] for key in keys))

    def paste(self, text: str | bytes) -> None:
        """Paste as a terminal with bracketed paste does."""
        content = text.encode() if isinstance(text, str) else text
        self.send(b"\x1b[200~" + content + b"\x1b[201~")

    def resize(self, columns: int, rows: int) -> None:
        """Make the window another size."""
        self._screen.resize(rows, columns)
        self._set_size(columns, rows)

    def lose_picture(self) -> None:
        """Show nothing any more, as a line that is picked up again by another window."""
        self._screen.reset()

    def write_from_elsewhere(self, text: str) -> None:
        """Let another program write on this terminal."""
        os.write(self._slave, text.encode())

    def hang_up(self) -> None:
        """Close the window, or lose the line."""
        os.close(self._master)
        self._master = -1

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the program."""
        os.kill(self.pid, number)

    # What is seen

    @property
    def screen(self) -> list[str]:
        """The rows as text."""
        return [row.rstrip() for row in self._screen.display]

    @property
    def picture(self) -> str:
        """The rows as one text."""
        return "\n".join(self.screen)

    @property
    def echoes(self) -> bool:
        """Whether the terminal itself shows what is typed."""
        return bool(termios.tcgetattr(self._slave)[3] & termios.ECHO)

    @property
    def foreground(self) -> int:
        """The process group that has the terminal."""
        return os.tcgetpgrp(self._master)

    @property
    def unread(self) -> int:
        """Bytes that were typed and never read by the program."""
        answer = fcntl.ioctl(self._slave, termios.FIONREAD, bytes(4))
        return int(struct.unpack("i", answer)[0])

    def is_restored(self) -> bool:
        """Whether the terminal is as a shell wants it: it echoes, and no mode is left on."""
        lines = bool(termios.tcgetattr(self._slave)[3] & termios.ICANON)
        return self.echoes and lines and not any(self._is_on(mode) for mode in _MODES)

    def _is_on(self, mode: bytes) -> bool:
        on, off = self.raw.rfind(b"\x1b[?%sh" % mode), self.raw.rfind(b"\x1b[?%sl" % mode)
        return on > off

    @property
    def left_behind(self) -> str:
        """What the shell's user still sees afterwards: all but the alternate screen."""
        before, came, _screens = self.raw.partition(b"\x1b[?1049h")
        after = self.raw.rpartition(b"\x1b[?1049l")[2] if came else b""
        return (before + after).decode(errors="replace")

    def received(self, secret: str) -> bool:
        """Whether a secret ever reached the terminal: in the clear, or for its clipboard."""
        forms = {unicodedata.normalize(form, secret).encode() for form in ("NFC", "NFD")}
        return any(spelling in self.raw for form in forms for spelling in _spellings(form))

    # Waiting

    def wait_for(self, *texts: str, timeout: float = PATIENCE) -> None:
        """Wait until every text is on the screen."""
        self.wait_until(
            lambda: all(text in self.picture for text in texts), " and ".join(texts), timeout
        )

    def wait_gone(self, text: str, timeout: float = PATIENCE) -> None:
        """Wait until a text is no longer on the screen."""
        self.wait_until(lambda: text not in self.picture, f"the end of {text}", timeout)

    def wait_until(
        self, condition: Callable[[], bool], what: str, timeout: float = PATIENCE
    ) -> None:
        """Wait for a condition; `what` names it in the failure."""
        end = time.monotonic() + timeout
        while not condition():
            ended = self._process.poll() is not None
            if not self._read(0.05):
                assert not ended, f"It ended without {what}:\n{self.picture}"
                assert time.monotonic() < end, f"No {what} on the screen:\n{self.picture}"

    def listen(self, seconds: float) -> bytes:
        """Whatever the program writes from now on within some seconds."""
        before, end = len(self.raw), time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self._read(left)
        return bytes(self.raw[before:])

    def wait_exit(self, timeout: float = PATIENCE) -> int:
        """Wait for the program's end and give its exit code; a signal's is negative."""
        end = time.monotonic() + timeout
        while (code := self._process.poll()) is None:
            if self._master >= 0:
                self._read(0.02)
            else:
                self._process.wait(timeout)
            assert time.monotonic() < end, f"It does not end:\n{self.picture}"
        while self._master >= 0 and self._read(0.05):
            pass
        return code

    def _read(self, patience: float) -> bool:
        """Take in what the program wrote; False if it wrote nothing."""
        readable, _, _ = select.select([self._master], [], [], patience)
        if not readable:
            return False
        data = b""
        with suppress(BlockingIOError):
            while more := os.read(self._master, 65536):
                data += more
        self.raw += data
        self._stream.feed(data)
        return bool(data)

    def _set_size(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self._slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


def _spellings(secret: bytes) -> list[bytes]:
    """A secret itself, and what of it stands in base64, wherever in the text it begins."""
    assert len(secret) >= 6, "too short to be told from anything else"
    lost = (0, 2, 3)  # characters that hold bits of what stands before
    encoded = [base64.b64encode(b"x" * shift + secret)[lost[shift] : -4] for shift in range(3)]
    return [secret, *encoded]


_MODES = (b"1049", b"2004", b"1000", b"1002", b"1003", b"1006", b"1015", b"1004", b"2048")
"""Alternate screen, bracketed paste, mouse, focus reports, resize reports."""
