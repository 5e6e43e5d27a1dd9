"""The standard streams: whether they are there, read, or full decides nothing about the server."""

import codecs
import io
import os
import select
import sys
import threading
from collections import deque
from contextlib import suppress
from typing import TextIO

MOST_LINES = 10_000
"""So many lines may wait to be written; what comes in while they do is left out."""


def provide_streams() -> None:
    """Put something in place of standard streams that are closed: empty input, output for nobody.

    Else the first socket or file that is opened would get the number of one, and what is printed
    would be written into it.
    """
    for number, (name, mode) in enumerate((("stdin", "r"), ("stdout", "w"), ("stderr", "w"))):
        try:
            os.fstat(number)
        except OSError:
            # The lowest number that is free, and so this one.
            os.open(os.devnull, os.O_RDWR)
        if getattr(sys, name) is None:
            stream = open(number, mode, encoding="utf-8", closefd=False)  # noqa: SIM115
            setattr(sys, name, stream)
    for stream in (sys.stdout, sys.stderr):
        # A locale without „ or ü must not stop what is said.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=SPELLED)


SPELLED = "unify-mock-spelled"
"""How a text is encoded where its characters do not exist: by those that stand for them."""

_STAND_INS = {
    "ä": "ae",
    "ö": "oe",
    "ü": "ue",
    "Ä": "Ae",
    "Ö": "Oe",
    "Ü": "Ue",
    "ß": "ss",
    "„": '"',
    "“": '"',
    "”": '"',
    "’": "'",
    "…": "...",
    "–": "-",
    "\u00a0": " ",
}


def _stand_ins(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    missing = error.object[error.start : error.end]
    spelled = (_STAND_INS.get(c) or c.encode("ascii", "backslashreplace").decode() for c in missing)
    return "".join(spelled), error.end


codecs.register_error(SPELLED, _stand_ins)


def drop_unwritten() -> None:
    """Flush what was printed; where it cannot be written, drop it without a word."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            let_go(stream)


def tell(text: str) -> str | None:
    """Print on standard output; where that cannot be, say why, and print nothing there any more."""
    try:
        print(text, flush=True)
    except BrokenPipeError:
        let_go(sys.stdout)
    except OSError as error:
        let_go(sys.stdout)
        return error.strerror
    return None


def complain(line: str) -> None:
    """Print a line on standard error, if anybody is there to read it."""
    try:
        print(f"unify-mock: {line}", file=sys.stderr, flush=True)
    except OSError:
        let_go(sys.stderr)


def let_go(stream: TextIO) -> None:
    """Let what is printed on a stream go nowhere from now on."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
        stream.flush()


class LineWriter:
    """Writes lines on standard error, on a thread of its own: whoever does not read stops nobody."""

    def __init__(self) -> None:
        self._lines: deque[str] = deque()
        self._some = threading.Event()
        self._done = threading.Event()
        self._enough = False
        threading.Thread(target=self._write, name="log", daemon=True).start()

    def write(self, line: str) -> None:
        """Write a line, soon."""
        if len(self._lines) < MOST_LINES:
            self._lines.append(line)
            self._some.set()

    def close(self, patience: float = 1.0) -> None:
        """Wait so many seconds for what is left to be written."""
        self._enough = True
        self._some.set()
        self._done.wait(patience)

    def _write(self) -> None:
        # Not through sys.stderr: its lock would be held while nobody reads.
        with suppress(OSError):
            while not (self._enough and not self._lines):
                self._some.wait()
                self._some.clear()
                while self._lines:
                    left = f"{self._lines.popleft()}\n".encode("utf-8", "replace")
                    while left:
                        # Another program may have made the stream they share one that never waits.
                        select.select([], [2], [])
                        left = left[os.write(2, left) :]
        self._done.set()
