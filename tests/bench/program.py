"""Programs under measurement: started, watched and ended by their own id, never without an end."""

import json
import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.bench.samples import Series
from tests.checkout import ROOT
from tests.process_stat import stat_fields

KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "JAVA_HOME")
"""Of the environment a program gets no more: a variable that slows one of them down (as one that
forbids Python to keep compiled modules) would be measured with it."""

SECONDS_TO_END = 10.0
MIB = 1024 * 1024


class NoAnswer(Exception):
    """A program ended, or said nothing, before it was ready."""


@contextmanager
def running(command: Sequence[str], *, heard: bool = False) -> "Iterator[subprocess.Popen[bytes]]":
    """A program, until the context ends; what it writes is read only if it is `heard`."""
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env={name: os.environ[name] for name in KEPT if name in os.environ},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE if heard else subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout is not None:
            process.stdout.close()


@contextmanager
def standing_still(pids: Iterable[int]) -> Iterator[None]:
    """Programs get no processor time in the context, so that none works on in another's turn."""
    stopped = list(pids)
    try:
        for pid in stopped:
            os.kill(pid, signal.SIGSTOP)
        yield
    finally:
        for pid in stopped:
            os.kill(pid, signal.SIGCONT)


def first_line(process: "subprocess.Popen[bytes]", deadline: float) -> str:
    """The first line a program writes, before `time.perf_counter()` reaches the deadline.

    Raises:
        NoAnswer: none came.
    """
    assert process.stdout is not None
    written = b""
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        while b"\n" not in written:
            if not selector.select(max(0.0, deadline - time.perf_counter())):
                raise NoAnswer("no line in time")
            piece = os.read(process.stdout.fileno(), 4096)
            if not piece:
                raise NoAnswer("ended without a line")
            written += piece
    return written.partition(b"\n")[0].decode()


def measured_alone(
    module: str, count: int, who: str, seconds: float
) -> Iterator[tuple[Series, float]]:
    """What a module measures in a process of its own, started with a count: it prints a line of JSON.

    Args:
        module: its name.
        count: how often it measures each quantity.
        who: whose numbers they are.
        seconds: how long it may take.

    Raises:
        NoAnswer: it printed nothing in time.
    """
    with running((sys.executable, "-m", module, str(count)), heard=True) as process:
        line = first_line(process, time.perf_counter() + seconds)
    for quantity, values in json.loads(line).items():
        yield from ((Series(quantity, who), value) for value in values)


def busy_seconds() -> float:
    """The time all processors of this machine worked since it started, whoever for."""
    line = Path("/proc/stat").read_text(encoding="ascii").partition("\n")[0]
    user, nice, system, _idle, _waiting, *interrupts = (int(field) for field in line.split()[1:8])
    return (user + nice + system + sum(interrupts)) / os.sysconf("SC_CLK_TCK")


def own_seconds() -> float:
    """The processor time of this process and of all its children that have ended."""
    return sum(os.times()[:4])


def resident(pid: int) -> float:
    """The memory a process has in use, in MiB: its resident set, shared pages included."""
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / MIB


def private(pid: int) -> float:
    """The memory a process has to itself, in MiB: what it shares with no other."""
    text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    fields = (line.split() for line in text.splitlines())
    return sum(int(field[1]) for field in fields if field[0].startswith("Private_")) * 1024 / MIB


def processor_seconds(pid: int) -> float:
    """The processor time a process used so far, all its threads together."""
    fields = stat_fields(pid)
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
