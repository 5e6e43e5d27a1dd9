"""A person at a bare terminal, in front of the real mock server."""

import os
import pty
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from io import StringIO

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from api_client.link import ActivationLink
from tests.ui.stage import Stage
from tui.i18n import Language, use_language
from tui.journey.account_queue import AccountQueue
from tui.journey.invitation import Invitation
from tui.plain.console import Console
from tui.plain.renderer import PlainRenderer
from tui.terminal.environment import Surroundings

CTRL_D = b"\x04"


@dataclass(frozen=True)
class Talk:
    """What was said, and how all accounts stand afterwards."""

    said: str
    queue: AccountQueue


Converse = Callable[[ActivationLink | AccountQueue | None, Iterable[str]], Talk]


class Person(StringIO):
    """Hears what is said, and types the next line at each question; in the end hangs up."""

    def __init__(self, terminal: int, lines: Iterable[str]) -> None:
        super().__init__()
        self._terminal = terminal
        self._lines = iter(lines)

    def flush(self) -> None:
        if self.getvalue()[-1:] == " ":  # a question stays open on its line
            line = next(self._lines, None)
            os.write(self._terminal, CTRL_D if line is None else f"{line}\n".encode())


class Transcript(SingleFileSnapshotExtension):
    """One readable file for each conversation."""

    _write_mode = WriteMode.TEXT
    _file_extension = "txt"


@pytest.fixture(params=["de", "en"])
def language(request: pytest.FixtureRequest) -> Iterator[Language]:
    """The language of the test."""
    use_language(request.param)
    yield request.param
    use_language("en")


@pytest.fixture
def stage(language: Language) -> Iterator[Stage]:
    """A mock server, reached without a network."""
    with closing(Stage(language)) as stage:
        yield stage


@pytest.fixture
def golden(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    """The transcript this test had when somebody read it."""
    return snapshot.use_extension(Transcript)


@pytest.fixture
def keyboard() -> Iterator[tuple[int, int]]:
    """The person's end of a terminal, and the program's."""
    person, program = pty.openpty()
    yield person, program
    os.close(person)
    os.close(program)


@pytest.fixture
def converse(stage: Stage, keyboard: tuple[int, int]) -> Converse:
    """Let a person answer question after question, and then hang up."""
    import asyncio

    person, program = keyboard

    def talk(given: ActivationLink | AccountQueue | None, lines: Iterable[str]) -> Talk:
        output = Person(person, lines)
        console = Console(output, program, columns=80)
        queue = (
            given
            if isinstance(given, AccountQueue)
            else AccountQueue([Invitation(given)] if given else [])
        )
        renderer = PlainRenderer(stage.journey(), queue, console, Surroundings("console"))
        with console.taken():
            asyncio.run(renderer.run())
        return Talk(output.getvalue(), renderer.queue)

    return talk
