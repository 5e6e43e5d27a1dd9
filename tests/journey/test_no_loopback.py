"""`--no-loopback`: nobody's link makes the program ask what listens on this machine."""

import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from api_client.activation_link import CONFIRMATION_PATH
from mock_server.server import RunningMock
from tests.journey.conftest import PROGRAM, Link, Start
from tests.journey.terminal import PATIENCE
from tests.journey.walk import ANSWER, PASSWORD, PIN
from tui.exit_codes import Exit

ANSWERS = """
password = { file = "password" }
pin = { file = "pin" }
workspace = "web_browser"
[security_question]
id = "first_teacher"
answer = { file = "answer" }
"""


@pytest.fixture
def port() -> Iterator[socket.socket]:
    """Something of somebody else's that listens on loopback."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening


@pytest.fixture
def its_link(port: socket.socket, token: str) -> str:
    """A link that names it as the server."""
    return f"http://127.0.0.1:{port.getsockname()[1]}{CONFIRMATION_PATH}?ok:{token}"


def assert_unasked(port: socket.socket) -> None:
    port.setblocking(False)
    with pytest.raises(BlockingIOError):
        port.accept()


@pytest.fixture
def answers(home: Path) -> Path:
    files = {"password": PASSWORD, "pin": PIN, "answer": ANSWER, "answers.toml": ANSWERS}
    for name, text in files.items():
        (home / name).write_text(text, encoding="utf-8")
        (home / name).chmod(0o600)
    return home / "answers.toml"


def unattended(
    *arguments: str | Path, environment: dict[str, str]
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*PROGRAM, *map(str, arguments)],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


@pytest.mark.parametrize("way", [(), ("--plain",)], ids=["screens", "lines"])
def test_on_screens_and_in_lines_it_is_a_strangers(
    start: Start, port: socket.socket, its_link: str, way: tuple[str, ...]
) -> None:
    terminal = start("--no-loopback", *way, its_link)
    terminal.wait_for("This link leads to an unknown server", "The link is not encrypted (http)")
    if not way:  # lines have nothing more to ask, and end
        terminal.press("ctrl+q")
    assert terminal.wait_exit() == Exit.USAGE
    assert_unasked(port)


def test_without_questions_too(
    answers: Path, environment: dict[str, str], port: socket.socket, its_link: str, token: str
) -> None:
    said = unattended("--no-loopback", "--answers", answers, its_link, environment=environment)
    assert said.returncode == Exit.USAGE, said.stderr
    assert "This link leads to an unknown server" in said.stderr
    assert "--trust-host 127" not in said.stderr, "naming it would not help: it is not encrypted"
    assert token not in said.stdout + said.stderr
    assert_unasked(port)


def test_the_backend_that_was_named_is_asked(
    answers: Path, environment: dict[str, str], mock: RunningMock, link: Link
) -> None:
    named = ("--no-loopback", "--backend", mock.service.origin)
    said = unattended(*named, "--answers", answers, link(), environment=environment)
    assert said.returncode == 0, said.stderr
    assert f"{mock.service.origin}/signin" in said.stdout
