"""The mock server's part of the benchmark: ours, Prism and WireMock side by side."""

import json
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from tests.bench.calls import commit, look, stubs
from tests.bench.mock import first_answer, in_process, memory, per_second
from tests.bench.plan import Plan
from tests.bench.samples import Results, Series, collected
from tests.bench.servers import OURS, ask, peers, serving, with_cheap_hash
from tests.links import TOKEN


def measure(plan: Plan, cache: Path, say: Callable[[str], None]) -> tuple[Results, dict[str, str]]:
    """All numbers of the mock, and what was left out and why.

    Raises:
        NoAnswer, BadAnswer: a server did not do its part.
    """
    with tempfile.TemporaryDirectory() as folder:
        say("peers")
        _write_stubs(Path(folder))
        others, left_out = peers(cache, Path(folder))
        servers = (OURS, *others)
        cheap = tuple(with_cheap_hash(server) for server in servers)
        parts: dict[str, Callable[[], Iterable[tuple[Series, float]]]] = {
            "mocks in process": lambda: in_process.measure(plan.mocks),
            "start until the first answer": lambda: first_answer.measure(servers, plan.starts),
            "memory": lambda: memory.measure(cheap, plan.accounts),
            "looks and commits": lambda: per_second.measure(cheap, plan),
        }
        numbers: list[tuple[Series, float]] = []
        for name, part in parts.items():
            say(name)
            numbers.extend(part())
    return collected(numbers), dict(left_out)


def _write_stubs(folder: Path) -> None:
    """WireMock's stubs, which answer what ours answers."""
    with serving(with_cheap_hash(OURS)) as running:
        answers = [ask(running.port, call(TOKEN)) for call in (look, commit)]
    assert [status for status, _ in answers] == [200, 200]
    mappings = folder / "mappings"
    mappings.mkdir()
    text = json.dumps(stubs(*(body for _, body in answers)))
    (mappings / "activation.json").write_text(text, encoding="utf-8")
