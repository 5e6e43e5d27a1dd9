"""The memory of a server that was just started, and what many accounts add to ours."""

import time
from collections.abc import Iterable, Sequence

from tests.bench.calls import commits
from tests.bench.loader import load_of
from tests.bench.program import resident
from tests.bench.rows import MOCK
from tests.bench.samples import Series
from tests.bench.servers import Server, serving

REST_SECONDS = 1.0
"""So long a server is left alone after its first answer, before it counts as at rest."""

MOST_SECONDS = 300.0


def measure(servers: Sequence[Server], accounts: int) -> Iterable[tuple[Series, float]]:
    """MiB at rest of each server, and MiB that ours grows by while accounts are activated."""
    for server in servers:
        with serving(server) as running:
            time.sleep(REST_SECONDS)
            at_rest = resident(running.pid)
            yield Series("rest", server.name), at_rest
            if server.name == MOCK and accounts:
                load_of(running.port, commits(), accounts, MOST_SECONDS)
                yield Series("growth", server.name), resident(running.pid) - at_rest
