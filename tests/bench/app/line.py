"""Keys over a line of 64 kbit/s and 150 ms there and back, which nobody compresses."""

from collections.abc import Iterator
from itertools import repeat

from tests.bench.app.keys import WIPE, shown, typed
from tests.bench.app.programs import Program, slowed
from tests.bench.app.session import session
from tests.bench.samples import Series

GAP_SECONDS = 0.2
"""Five keys a second, which is how most people type a password."""

SETTLED_SECONDS = 1.2
"""By then all that a step or a key brings has arrived. Silence cannot be waited for: a blinking
cursor keeps such a line busy."""


def measure(
    program: Program, rounds: int, size: tuple[int, int], home: str
) -> Iterator[tuple[Series, float]]:
    """The milliseconds until each key is shown, and until the first picture begins."""
    far = slowed(program)
    with session(far.command, size, home, far.env) as running:
        picture = running.wait_for(far.painted)
        yield Series("line-picture", program.name), (picture - running.begun) * 1_000
        running.listen_for(SETTLED_SECONDS)
        for keys in far.way:
            running.send(keys)
            running.listen_for(SETTLED_SECONDS)
        sent = []
        for _ in range(rounds):
            sent.append(typed(running, far.typed, repeat(GAP_SECONDS)))
            running.listen_for(SETTLED_SECONDS)
            for _key in far.typed:
                running.send(WIPE)
                running.listen_for(GAP_SECONDS)
            running.listen_for(SETTLED_SECONDS)
    for milliseconds in shown(running, far, sent):
        yield Series("line-key", program.name), milliseconds
