"""Keys: when each is on the screen, what it costs, and what is sent while nobody types."""

from collections.abc import Iterable, Iterator
from itertools import cycle

from tests.bench.app.playback import Playback
from tests.bench.app.programs import Program
from tests.bench.app.session import Session, session
from tests.bench.program import NoAnswer, processor_seconds, resident
from tests.bench.samples import Series

GAPS = (0.045, 0.06, 0.095, 0.12)
"""Seconds between keys, in turn: some leave the strength time to be reckoned, which begins 80 ms
after a key, and the next key comes in the middle of it."""

SETTLED_SECONDS = 0.4
WIPE = b"\x7f"


def measure(
    program: Program,
    rounds: int,
    idle_seconds: int,
    size: tuple[int, int],
    home: str,
    suffix: str = "",
) -> Iterator[tuple[Series, float]]:
    """Type the password so many times, and then do nothing for a while.

    Gives for each key the milliseconds until it is shown; for each round bytes and processor
    milliseconds by key; the memory then; the bytes of each second without a key; and the bytes of
    the way to the field.
    """
    with session(program.command, size, home, program.env) as running:
        running.wait_for(program.painted)
        running.settle(SETTLED_SECONDS)
        before = running.written
        go(running, program)
        if program.way:
            yield Series("step-bytes" + suffix, program.name), running.written - before
        sent = []
        for _ in range(rounds):
            begun, used = running.written, processor_seconds(running.pid)
            sent.append(typed(running, program.typed, cycle(GAPS)))
            running.settle(SETTLED_SECONDS)
            keys = len(program.typed)
            used = (processor_seconds(running.pid) - used) * 1_000 / keys
            yield Series("key-cpu" + suffix, program.name), used
            written = (running.written - begun) / keys
            yield Series("key-bytes" + suffix, program.name), written
            wipe(running, keys)
        typed(running, program.typed, cycle(GAPS))
        running.settle(SETTLED_SECONDS)
        yield Series("app-rest" + suffix, program.name), resident(running.pid)
        for _ in range(idle_seconds):
            before = running.written
            running.listen_for(1.0)
            yield Series("idle-bytes" + suffix, program.name), running.written - before
    for milliseconds in shown(running, program, sent):
        yield Series("key" + suffix, program.name), milliseconds


def go(running: Session, program: Program) -> None:
    """From the first picture to the field."""
    for keys in program.way:
        running.send(keys)
        running.settle(SETTLED_SECONDS)


def typed(running: Session, text: str, gaps: Iterator[float]) -> list[float]:
    """Type a text; gives when each key was pressed."""
    sent = []
    for character in text:
        sent.append(running.send(character.encode()))
        running.listen_for(next(gaps))
    return sent


def wipe(running: Session, keys: int) -> None:
    """Empty the field."""
    for _ in range(keys):
        running.send(WIPE)
        running.listen_for(0.01)
    running.settle(SETTLED_SECONDS)


def shown(running: Session, program: Program, rounds: Iterable[list[float]]) -> Iterator[float]:
    """The milliseconds until each key was shown.

    Raises:
        NoAnswer: one never was.
    """
    playback = Playback(running)
    for sent in rounds:
        seconds = playback.each(sent, program.dot)
        if len(seconds) < len(sent):
            raise NoAnswer(f"{program.name} shows only {len(seconds)} of {len(sent)} keys")
        yield from (each * 1_000 for each in seconds)
