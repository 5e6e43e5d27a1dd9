"""From the start of a server's process to its first good answer."""

from collections.abc import Iterable, Sequence

from tests.bench.samples import Series
from tests.bench.servers import Server, serving


def measure(servers: Sequence[Server], starts: int) -> Iterable[tuple[Series, float]]:
    """Milliseconds until a look is answered, one server after the other, so many times over.

    A first round does not count: it fills the caches of the disk and keeps compiled modules.
    """
    for number in range(1 + starts):
        for server in servers:
            with serving(server) as running:
                if number:
                    yield Series("first-answer", server.name), running.seconds * 1_000
