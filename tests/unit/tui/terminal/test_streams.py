"""Standard streams that are closed, full, gone or set not to wait: nothing fails, loss is known."""

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from threading import Thread

import pytest

from tests.checkout import ROOT
from tui.terminal.streams import StandardStream, output_is_lost, read_patiently

MUCH = b"x" * 300_000
"""More than a pipe holds."""


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    """Both ends of a pipe, set not to wait."""
    reading, writing = os.pipe()
    for end in (reading, writing):
        os.set_blocking(end, False)
    yield reading, writing
    for end in (reading, writing):
        with suppress(OSError):
            os.close(end)


def test_a_full_pipe_that_is_set_not_to_wait_is_waited_for(pipe: tuple[int, int]) -> None:
    reading, writing = pipe
    came: list[bytes] = []

    def read_all() -> None:
        while data := read_patiently(reading, 50_000):
            came.append(data)

    reader = Thread(target=read_all)
    reader.start()
    stream = io.BufferedWriter(StandardStream(writing, writes=True))  # type: ignore[type-var]
    stream.write(MUCH)
    stream.flush()
    os.close(writing)
    reader.join()
    assert b"".join(came) == MUCH


def test_input_that_is_set_not_to_wait_is_waited_for(pipe: tuple[int, int]) -> None:
    reading, writing = pipe
    stream = io.BufferedReader(StandardStream(reading, writes=False))  # type: ignore[type-var]
    os.write(writing, b"one\ntwo")

    def go_on() -> None:
        os.write(writing, b" and three\n")
        os.close(writing)

    assert stream.readline() == b"one\n"
    later = Thread(target=go_on)
    later.start()
    assert stream.read() == b"two and three\n"
    later.join()


def test_a_reader_that_is_gone_fails_nobody_and_nothing_is_written_behind_half_a_line(
    pipe: tuple[int, int],
) -> None:
    reading, writing = pipe
    os.close(reading)
    stream = StandardStream(writing, writes=True)
    assert (stream.write(b"one\n"), stream.is_lost) == (4, True)
    written = os.open(os.devnull, os.O_WRONLY)
    os.dup2(written, writing)
    os.close(written)
    assert (stream.write(b"two\n"), stream.is_lost) == (4, True)


@pytest.mark.parametrize(
    ("descriptor", "is_lost"), [("/dev/full", True), ("/dev/null", False)], ids=["full", "nowhere"]
)
def test_what_a_full_disk_did_not_take_is_known_to_be_lost(
    monkeypatch: pytest.MonkeyPatch, descriptor: str, is_lost: bool
) -> None:
    number = os.open(descriptor, os.O_WRONLY)
    raw = StandardStream(number, writes=True)
    out = io.TextIOWrapper(io.BufferedWriter(raw))  # type: ignore[type-var]
    monkeypatch.setattr(sys, "stdout", out)
    print("a line", flush=True)
    os.close(number)
    assert output_is_lost() is is_lost


def test_in_place_of_closed_streams_there_are_new_ones_and_no_file_takes_their_numbers() -> None:
    code = (
        "from tui.terminal.streams import *; import os, sys; take_standard_streams();"
        "opened = os.open('/dev/null', os.O_RDONLY);"
        "print('words', file=sys.stderr); print('an object');"
        "said = (opened, sys.stdin.read(), output_is_lost());"
        "os.write(9, repr(said).encode())"
    )
    script = 'exec "$0" -c "$1" 9>&1 <&- >&- 2>&-'
    done = subprocess.run(
        ["/bin/sh", "-c", script, sys.executable, code], cwd=ROOT, capture_output=True, check=True
    )
    assert done.stdout == b"(3, '', False)"
    assert done.stderr == b""
