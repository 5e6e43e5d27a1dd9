"""A terminal that takes nothing holds nobody up."""

import asyncio
import os
import pty
import tty
from collections.abc import Iterator

import pytest

from tui.app.driver.output import TerminalOutput


@pytest.fixture
def terminal() -> Iterator[tuple[int, int]]:
    master, slave = pty.openpty()
    tty.setraw(slave)
    yield master, slave
    os.close(master)
    os.close(slave)


async def received(master: int, wanted: int) -> bytes:
    """Read as a terminal does, bit by bit."""
    data = b""
    while len(data) < wanted:
        await asyncio.sleep(0)
        os.set_blocking(master, False)
        try:
            data += os.read(master, 1024)
        except BlockingIOError:
            continue
    return data


async def test_more_than_a_terminal_takes_goes_out_bit_by_bit(terminal: tuple[int, int]) -> None:
    master, slave = terminal
    free = asyncio.Event()
    line = TerminalOutput(slave, free.set)
    line.send("x" * 300_000)
    assert line.is_busy
    line.send("end")
    assert not free.is_set()
    data = await received(master, 300_003)
    assert data == b"x" * 300_000 + b"end"
    await free.wait()
    line.close()


async def test_the_shells_own_file_stays_as_it_was(terminal: tuple[int, int]) -> None:
    _master, slave = terminal
    line = TerminalOutput(slave, lambda: None)
    assert os.get_blocking(slave)
    line.close()


async def test_a_terminal_that_is_gone_is_no_error() -> None:
    master, slave = pty.openpty()
    line = TerminalOutput(slave, lambda: None)
    os.close(master)
    line.send("who is there?")
    assert not line.is_busy
    line.close()
    os.close(slave)


async def test_without_a_terminal_it_writes_to_what_there_is() -> None:
    reader, writer = os.pipe()
    line = TerminalOutput(writer, lambda: None)
    line.send("plain")
    assert os.read(reader, 100) == b"plain"
    line.close()
    os.close(reader)
    os.close(writer)
