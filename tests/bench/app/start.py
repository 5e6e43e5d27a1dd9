"""From the start of a program in a terminal to its first words, its picture, and a key's answer."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tests.bench.app.playback import Playback, word
from tests.bench.app.programs import Program
from tests.bench.app.session import Session, session
from tests.bench.program import NoAnswer
from tests.bench.samples import Series

Figure = str
"""`words`, `picture`, `answer`, `bytes`, `quit` or `cpu`: what one start of a program gives."""


@dataclass(frozen=True, slots=True)
class Case:
    """A program that is started, and which of its figures count as which quantities.

    Where `answer` is among them, the program's key is pressed as soon as its picture is there.
    """

    program: Program
    quantities: Mapping[Figure, Sequence[str]]


def measure(
    cases: Sequence[Case], starts: int, size: tuple[int, int], home: str, suffix: str = ""
) -> Iterable[tuple[Series, float]]:
    """All figures of all cases by turns, so many times over.

    A first round does not count: it fills the caches of the disk and keeps compiled modules.

    Args:
        cases: what is started.
        starts: how often each.
        size: columns and rows.
        home: an empty folder.
        suffix: what is put behind the quantities' names.
    """
    for number in range(1 + starts):
        # Every round begins elsewhere, so that nobody always follows the same one.
        first = number % len(cases)
        for case in (*cases[first:], *cases[:first]):
            figures = _figures(case, size, home)
            for figure, quantities in case.quantities.items() if number else ():
                for quantity in quantities:
                    yield Series(quantity + suffix, case.program.name), figures[figure]


def _figures(case: Case, size: tuple[int, int], home: str) -> dict[Figure, float]:
    program = case.program
    with session(program.command, size, home, program.env) as running:
        picture = running.wait_for(program.painted)
        figures = {
            "words": (running.pieces[0].at - running.begun) * 1_000,
            "picture": (picture - running.begun) * 1_000,
        }
        if "answer" in case.quantities:
            running.send(program.probe)
            running.settle()
            figures["answer"] = (_answered(running, program) - running.begun) * 1_000
        else:
            running.settle()
            figures["bytes"] = running.written
        figures["quit"] = running.leave(program.leave) * 1_000
        figures["cpu"] = running.processor_seconds * 1_000
    return figures


def _answered(running: Session, program: Program) -> float:
    at = Playback(running).when(word(program.answer))
    if at is None:
        raise NoAnswer(f"{program.name} does not answer a key")
    return at
