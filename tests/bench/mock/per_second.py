"""Calls per second: all servers run, and take turns at being asked."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager

from tests.bench.calls import commits, looks
from tests.bench.loader import load_for
from tests.bench.plan import Plan
from tests.bench.program import processor_seconds, standing_still
from tests.bench.rows import LOADER
from tests.bench.samples import Series
from tests.bench.servers import CANNED, Running, Server, serving

KINDS: dict[str, Callable[[], Iterator[bytes]]] = {"look": looks, "commit": commits}
_NO_TURN = (LOADER, "commit")
"""To canned bytes all calls are alike: one kind is enough."""


def measure(servers: Sequence[Server], plan: Plan) -> Iterable[tuple[Series, float]]:
    """Per slice: calls per second, each call's milliseconds, and processor µs for each call."""
    with ExitStack() as stack:
        running = {
            server.name: stack.enter_context(serving(server)) for server in (*servers, CANNED)
        }
        turns = [(name, kind) for kind in KINDS for name in running if (name, kind) != _NO_TURN]
        for name, kind in turns:
            with _alone(name, running) as one:
                load_for(one.port, KINDS[kind](), plan.warm_seconds)
        for number in range(plan.passes):
            # Every pass begins elsewhere, so that nobody always follows the same one.
            start = number % len(turns)
            for name, kind in turns[start:] + turns[:start]:
                with _alone(name, running) as one:
                    yield from _slice(name, one, kind, plan.slice_seconds)


@contextmanager
def _alone(name: str, running: Mapping[str, Running]) -> Iterator[Running]:
    """One of the servers, while the others stand still."""
    with standing_still(one.pid for other, one in running.items() if other != name):
        yield running[name]


def _slice(
    name: str, running: Running, kind: str, seconds: float
) -> Iterable[tuple[Series, float]]:
    before = processor_seconds(running.pid)
    load = load_for(running.port, KINDS[kind](), seconds)
    used = processor_seconds(running.pid) - before
    yield Series(f"{kind}s", name), load.per_second
    if name == LOADER:
        return
    yield Series(f"{kind}-cpu", name), used / len(load.times) * 1_000_000
    for each in load.times:
        yield Series(f"{kind}-time", name), each * 1_000
