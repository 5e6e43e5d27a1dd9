"""Whatever is redirected: as long as there is a terminal, it is drawn on, and the rest stays clean."""

import subprocess
from pathlib import Path

import pytest

from tests.journey.conftest import PROGRAM, Link, Start
from tests.journey.walk import PASSWORD, Walk

REDIRECTED = {
    "errors": ("2>errors", ()),
    "errors, objects wanted": ("2>errors", ("--json",)),
    "both": ("2>errors >output", ()),
    "both, objects wanted": ("2>errors >output", ("--json",)),
    "output": (">output", ("--json",)),
    "errors closed": ("2>&-", ()),
    "errors closed, objects wanted": ("2>&- >output", ("--json",)),
    "output closed": (">&-", ("--json",)),
    "both closed": (">&- 2>&-", ()),
}
"""What a shell redirects, and what else is wanted."""


@pytest.mark.parametrize("way", REDIRECTED)
def test_screens_are_drawn_where_a_terminal_is(
    start: Start, link: Link, home: Path, way: str
) -> None:
    redirects, options = REDIRECTED[way]
    program = ("/bin/sh", "-c", f'exec "$0" "$@" {redirects}', *PROGRAM)
    terminal = start(*options, link(), program=program)
    walk = Walk(terminal)
    walk.to("password").send(PASSWORD)
    terminal.wait_for("11/32")
    terminal.press("ctrl+q")
    walk.wait_for("Quit without activating?")
    terminal.press("tab", "enter")
    assert terminal.wait_exit() == 130
    assert terminal.is_restored()
    for name in ("errors", "output"):
        kept = home / name
        assert b"\x1b" not in (kept.read_bytes() if kept.exists() else b"")


@pytest.mark.parametrize("redirects", ["2>errors", "2>errors >output", "2>&-", ">&- 2>&-"])
def test_lines_are_written_where_a_terminal_is(
    start: Start, link: Link, home: Path, redirects: str
) -> None:
    program = ("/bin/sh", "-c", f'exec "$0" "$@" {redirects}', *PROGRAM)
    terminal = start("--plain", link(), program=program)
    terminal.wait_for("Is this your account? (y or n)")
    terminal.send("y\r")
    terminal.wait_for("Choose your password")
    terminal.press("ctrl+c")
    assert terminal.wait_exit() == 130
    assert terminal.is_restored()
    if "errors" in redirects:
        assert b"account?" not in (home / "errors").read_bytes()


def test_a_mail_on_standard_input_with_errors_redirected(start: Start, link: Link) -> None:
    program = ("/bin/sh", "-c", 'exec "$0" "$@" 2>errors', *PROGRAM)
    terminal = start("-", program=program, stdin=f"Ihr Link: {link()}\n".encode())
    Walk(terminal).at("account")


CALLS = {
    "--version": 0,
    "--help": 0,
    "doctor --json": 6,
    "": 6,
    "--plain": 6,
    "--bogus": 2,
    "-": 2,
    "no-link": 2,
}
"""Arguments, and what the shell is told where there is no terminal."""

CLOSED = ("2>&-", ">&-", "<&-", ">&- 2>&-", "<&- >&- 2>&-")


@pytest.mark.parametrize("closed", CLOSED)
@pytest.mark.parametrize("call", CALLS)
def test_a_closed_stream_changes_nothing_of_what_the_shell_is_told(
    environment: dict[str, str], home: Path, call: str, closed: str
) -> None:
    arguments, code = call.split(), CALLS[call]
    done = subprocess.run(
        ["/bin/sh", "-c", f'exec "$0" "$@" {closed}', *PROGRAM, *arguments],
        env=environment,
        cwd=home,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        start_new_session=True,
    )
    assert done.returncode == code
    assert b"Traceback" not in done.stderr
    assert b"Error" not in done.stderr
    if "2>&-" not in closed and code and "doctor" not in call:
        assert done.stderr.startswith(b"unify-activate: ")
