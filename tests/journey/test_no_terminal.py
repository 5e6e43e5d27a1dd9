"""Where no screen can be drawn the program says so at once, in one line and without a sequence."""

import os
import pty
import subprocess
from collections.abc import Iterator, Mapping

import pytest

from tests.journey.conftest import PROGRAM, Link, Start

PATIENCE = 60
NO_KEYBOARD = (
    b"There is no terminal for your input, because standard input is redirected. Start the "
    b"program in a terminal, without a pipe or redirection there."
)
NO_DISPLAY = (
    b"There is no terminal for the output, because standard output and standard error are both "
    b"redirected. Redirect only one of them."
)


@pytest.fixture
def slave() -> Iterator[int]:
    """The program's side of a terminal in which nobody sits."""
    master, slave = pty.openpty()
    yield slave
    os.close(master)
    os.close(slave)


def run(
    *arguments: str, env: Mapping[str, str], given: bytes | None = None, stdin: int | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run the program in a session without a terminal, with pipes for what it says."""
    return subprocess.run(
        [*PROGRAM, *arguments],
        input=given,
        stdin=None if given is not None else stdin or subprocess.DEVNULL,
        capture_output=True,
        env=env,
        start_new_session=True,
        timeout=PATIENCE,
        check=False,
    )


def assert_told(
    done: subprocess.CompletedProcess[bytes], token: str, sentence: bytes = NO_KEYBOARD
) -> None:
    assert done.returncode == 6
    assert b" ".join(done.stderr.split()) == b"unify-activate: " + sentence
    assert done.stderr.endswith(b"\n")
    assert done.stdout == b""
    assert token.encode() not in done.stderr


def test_nothing_to_type_in_and_nothing_to_draw_on(
    environment: dict[str, str], link: Link, token: str
) -> None:
    assert_told(run(env=environment), token)
    assert_told(run(link(), env=environment), token)


def test_link_on_standard_input_where_no_terminal_is_left(
    environment: dict[str, str], link: Link, token: str
) -> None:
    assert_told(run("-", env=environment, given=link().encode()), token)


def test_terminal_to_type_in_but_not_to_draw_on(
    environment: dict[str, str], token: str, slave: int
) -> None:
    assert_told(run(env=environment, stdin=slave), token, NO_DISPLAY)


@pytest.mark.cold
@pytest.mark.parametrize("term", ["dumb", ""])
def test_dumb_terminal_is_asked_line_by_line_without_a_sequence(
    start: Start, link: Link, term: str
) -> None:
    terminal = start(link(), env={"TERM": term})
    terminal.wait_for("Is this your account? (y or n)")
    terminal.press("ctrl+c")
    assert terminal.wait_exit() == 130
    assert b"\x1b" not in terminal.raw
    assert terminal.is_restored()


def test_the_doctor_tells_a_person_at_a_terminal_how_it_would_be_drawn(start: Start) -> None:
    terminal = start("doctor", "--lang", "de")
    assert terminal.wait_exit() == 0
    assert "Sie können hier Konten aktivieren, in der normalen Ansicht." in terminal.picture
    assert "80×24" in terminal.picture
    assert b"\x1b" not in terminal.raw
    assert terminal.is_restored()
    terminal = start("doctor", env={"TERM": "dumb", "LANG": "C"})
    assert terminal.wait_exit() == 0
    assert "You can activate accounts here, in plain text line by line." in terminal.picture
