"""Many people at once: the memory that each takes for itself, on this host and over SSH."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from itertools import repeat
from pathlib import Path
from shlex import join
from tempfile import TemporaryDirectory

from tests.bench.app.keys import SETTLED_SECONDS, go, typed
from tests.bench.app.programs import Program
from tests.bench.app.session import session
from tests.bench.program import private
from tests.bench.samples import Series
from tests.journey.ssh.sshd import serving

_GAP = 0.02
"""Seconds between keys: nobody measures how soon they are shown."""


def measure(
    program: Program, people: int, size: tuple[int, int], home: str
) -> Iterator[tuple[Series, float]]:
    """MiB that each of so many people has to themselves, all with a password typed."""
    for pid in _side_by_side(program, people, size, home, lambda pids: pids):
        yield Series("own", program.name), private(pid)


def measure_over_ssh(
    program: Program, people: int, size: tuple[int, int], home: str
) -> Iterator[tuple[Series, float]]:
    """The same where each comes in over SSH: the server and its connections are counted too."""
    with TemporaryDirectory() as folder, serving(Path(folder), _settings(folder)) as sshd:
        ssh, *arguments = sshd.client("-tt", command=join(program.command))
        far = replace(program, command=(ssh, *arguments))
        served = _side_by_side(far, people, size, home, lambda _: below(sshd.pid))
        yield Series("own-ssh", program.name), sum(map(private, served)) / people


def _settings(folder: str) -> tuple[str, ...]:
    return (f"AuthorizedKeysFile {folder}/persons", "AcceptEnv LANG")


def _side_by_side(
    program: Program,
    people: int,
    size: tuple[int, int],
    home: str,
    counted: Callable[[list[int]], Iterable[int]],
) -> Iterator[int]:
    """The processes that count, while all people are there."""
    with ExitStack() as all_of_them:
        pids = []
        for _ in range(people):
            running = all_of_them.enter_context(session(program.command, size, home, program.env))
            pids.append(running.pid)
            running.wait_for(program.painted)
            running.settle(SETTLED_SECONDS)
            go(running, program)
            typed(running, program.typed, repeat(_GAP))
            running.settle(SETTLED_SECONDS)
        yield from counted(pids)


def below(pid: int) -> list[int]:
    """The processes that a process started, and those that they started."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return [found for child in map(int, children) for found in (child, *below(child))]
