"""The program in a terminal, in front of a mock server on a real port."""

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from hashlib import sha256
from pathlib import Path
from typing import Protocol

import pytest

from mock_server.server import RunningMock
from tests.checkout import ROOT
from tests.journey.launching import Launch, cold, warm
from tests.journey.terminal import Terminal

PROGRAM = (sys.executable, "-m", "tui")
LOGIN = {
    "PATH": os.environ["PATH"],
    "TERM": "xterm-256color",
    "LANG": "en_GB.UTF-8",
    "PYTHONPATH": str(ROOT),
}
"""What a login shell gives, but for the user's home."""


def pytest_configure(config: pytest.Config) -> None:
    """Name the mark of tests that prove something of the start itself."""
    config.addinivalue_line("markers", "cold: start the program as a shell does, nothing imported")


class Start(Protocol):
    """Starts the program in a terminal that is closed after the test."""

    def __call__(
        self,
        *arguments: str,
        size: tuple[int, int] = (80, 24),
        stdin: bytes | None = None,
        output: Path | None = None,
        env: dict[str, str] | None = None,
        program: tuple[str, ...] = PROGRAM,
    ) -> Terminal:
        """Start it with arguments; `env` is added to a clean English environment."""


class Link(Protocol):
    """Makes the activation link of a scenario."""

    def __call__(self, scenario: str = "ok") -> str:
        """The same link whenever one test asks, another for another test."""


@pytest.fixture(scope="session")
def mock() -> Iterator[RunningMock]:
    """One server for all tests of a process; every link is an account of its own."""
    with RunningMock() as running:
        yield running


@pytest.fixture
def token(request: pytest.FixtureRequest) -> str:
    """The secret half of this test's links; another one when the test is run again."""
    run = getattr(request.node, "execution_count", 1)
    return sha256(f"{request.node.nodeid} {run}".encode()).hexdigest()[:32]


@pytest.fixture
def link(mock: RunningMock, token: str) -> Link:
    def made(scenario: str = "ok") -> str:
        return mock.service.link(scenario, token=token)

    return made


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An empty folder: where the program runs, and its user's home."""
    home = tmp_path / "home"
    home.mkdir()
    return home


@pytest.fixture
def environment(home: Path) -> dict[str, str]:
    """What a login shell gives, and nothing else."""
    return LOGIN | {"HOME": str(home)}


@pytest.fixture(scope="session")
def warmed() -> Iterator[Launch]:
    """Starts Python programs that have imported what they need already."""
    with warm(LOGIN) as launch:
        yield launch


@pytest.fixture
def start(
    home: Path,
    environment: dict[str, str],
    warmed: Launch,
    request: pytest.FixtureRequest,
) -> Iterator[Start]:
    is_cold = request.node.get_closest_marker("cold") is not None
    with ExitStack() as stack:

        def started(
            *arguments: str,
            size: tuple[int, int] = (80, 24),
            stdin: bytes | None = None,
            output: Path | None = None,
            env: dict[str, str] | None = None,
            program: tuple[str, ...] = PROGRAM,
        ) -> Terminal:
            terminal = Terminal(
                [*program, *arguments],
                env=environment | (env or {}),
                cwd=home,
                size=size,
                stdin=stdin,
                output=output,
                launch=cold if is_cold or program[0] != sys.executable else warmed,
            )
            return stack.enter_context(terminal)

        yield started
