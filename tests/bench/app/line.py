"""Keys over a line of 64 kbit/s and 150 ms there and back, which nobody compresses."""

from collections.abc import Iterator
from itertools import repeat

from tests.bench.app.keys import go, shown, typed, wipe
from tests.bench.app.programs import Program, slowed
from tests.bench.app.session import session
from tests.bench.samples import Series

GAP_SECONDS = 0.2
"""Five keys a second, which is how most people type a password."""

SETTLED_SECONDS = 1.2


def measure(
    program: Program, rounds: int, size: tuple[int, int], home: str
) -> Iterator[tuple[Series, float]]:
    """The milliseconds until each key is shown, and until the first picture is complete."""
    far = slowed(program)
    with session(far.command, size, home, far.env) as running:
        running.settle(SETTLED_SECONDS * 2)
        yield (
            Series("line-picture", program.name),
            (running.pieces[-1].at - running.begun) * 1_000,
        )
        go(running, far)
        running.settle(SETTLED_SECONDS)
        sent = []
        for _ in range(rounds):
            sent.append(typed(running, far.typed, repeat(GAP_SECONDS)))
            running.settle(SETTLED_SECONDS)
            wipe(running, len(far.typed))
            running.settle(SETTLED_SECONDS)
    for milliseconds in shown(running, far, sent):
        yield Series("line-key", program.name), milliseconds
