"""The app's part of the benchmark: ours beside bare forms and the prompts of others."""

import socket
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path

from tests.bench.app import folder, keys, line, mails, people, programs, start
from tests.bench.app.programs import Program
from tests.bench.app.start import Case
from tests.bench.calls import HOST
from tests.bench.plan import Plan
from tests.bench.rows import WIDE
from tests.bench.samples import Results, Series, collected
from tests.bench.servers import OURS, serving

NARROW_SIZE, WIDE_SIZE = (80, 24), (120, 40)

Numbers = Iterable[tuple[Series, float]]


def measure(plan: Plan, cache: Path, say: Callable[[str], None]) -> tuple[Results, dict[str, str]]:
    """All numbers of the app, and what was left out and why.

    Raises:
        NoAnswer: a program did not do its part.
    """
    numbers: list[tuple[Series, float]] = []
    say("peers of the app")
    others, left_out = programs.peers(cache)
    with (
        tempfile.TemporaryDirectory() as home,
        closing(_silent()) as silent,
        serving(OURS) as server,
    ):
        silent_port = int(silent.getsockname()[1])
        for name, part in _parts(plan, home, others, silent_port, server.port).items():
            say(name)
            numbers.extend(part())
    return collected(numbers), dict(left_out)


def _parts(
    plan: Plan, home: str, others: Sequence[Program], silent_port: int, port: int
) -> Mapping[str, Callable[[], Numbers]]:
    ours, bare = programs.ours_with_account(port), programs.bare()

    def starts(size: tuple[int, int], times: int, more: Sequence[Case], suffix: str) -> Numbers:
        cases = (*_cases(silent_port, port), *more)
        return start.measure(cases, times, size, home, suffix)

    def typing(size: tuple[int, int], of: Sequence[Program], suffix: str) -> Numbers:
        for program in of:
            rounds = plan.key_rounds if program in (ours, bare) else plan.peer_rounds
            yield from keys.measure(program, rounds, plan.idle_seconds, size, home, suffix)

    def far() -> Numbers:
        for program in (programs.the_line(), ours, bare):
            yield from line.measure(program, plan.line_rounds, NARROW_SIZE, home)

    def many(measure: Callable[..., Numbers]) -> Numbers:
        for program in (ours, bare):
            yield from measure(program, plan.people, NARROW_SIZE, home)

    peers = [Case(other, {"words": ["first-words"], "answer": ["answered"]}) for other in others]
    return {
        "starts at 80×24": lambda: starts(NARROW_SIZE, plan.app_starts, peers, ""),
        "starts at 120×40": lambda: starts(WIDE_SIZE, plan.app_starts, (), WIDE),
        "keys at 80×24": lambda: typing(NARROW_SIZE, (ours, bare, *others), ""),
        "keys at 120×40": lambda: typing(WIDE_SIZE, (ours, bare), WIDE),
        "keys over a slow line": far,
        "many people at once": lambda: many(people.measure),
        "many people at once over SSH": lambda: many(people.measure_over_ssh),
        "a folder of mails": lambda: folder.measure(
            port, plan.mails, plan.marks, NARROW_SIZE, home
        ),
        "reading mails": lambda: mails.measure(plan.mails_read),
    }


def _cases(silent_port: int, port: int) -> tuple[Case, ...]:
    ours = programs.ours_with_facts(silent_port)
    timed = {"answer": ["answered"], "quit": ["quit"]}
    return (
        Case(programs.python(), {"words": ["first-words"]}),
        Case(ours, {"words": ["first-words"], "picture": ["picture"], **timed}),
        Case(programs.ours_with_form(), {"answer": ["typed"]}),
        Case(programs.ours_with_form(), {"bytes": ["frame-bytes"], "cpu": ["start-cpu"]}),
        Case(programs.ours_with_account(port), {"picture": ["account"]}),
        Case(programs.bare(), {"picture": ["picture"], "answer": ["answered", "typed"]}),
        Case(
            programs.bare(),
            {"bytes": ["frame-bytes"], "quit": ["quit"], "cpu": ["start-cpu"]},
        ),
        Case(programs.bare_account(port), {"picture": ["account"]}),
    )


def _silent() -> socket.socket:
    """A server that takes connections and never answers."""
    return socket.create_server((HOST, 0), backlog=64)
