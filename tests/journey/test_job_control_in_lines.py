"""The dialogue stopped and brought back: silent again, and the open question asked once more."""

import signal

import pytest

from tests.journey.conftest import PROGRAM, Link, Start
from tests.journey.shell import NO_SHELL, SHELLS, STOPS, shell_in
from tests.journey.walk import ANSWER, PASSWORD, PIN, SECRETS, stored

ASKS_PASSWORD = "Your password:"


@pytest.mark.parametrize("name", SHELLS)
@pytest.mark.parametrize("stop", STOPS)
def test_brought_back_nothing_typed_is_echoed_and_it_asks_again(
    start: Start, link: Link, name: str, stop: str
) -> None:
    shell = shell_in(start, name)
    terminal = shell.terminal
    shell.start_ours("--plain", link())
    terminal.wait_for("Is this your account? (y or n)")
    terminal.send("y\r")
    terminal.wait_for(ASKS_PASSWORD)
    STOPS[stop](shell)
    shell.at_prompt()
    if stop != "SIGSTOP":
        assert terminal.echoes or name == "bash", "bash reads key by key"
    before = shell.bring_back()
    terminal.wait_until(
        lambda: ASKS_PASSWORD.encode() in terminal.raw[len(before) :], "the question once more"
    )
    assert not terminal.echoes
    for line in (PASSWORD, PASSWORD, PIN, PIN, "1", ANSWER, "2", "5"):
        terminal.send(f"{line}\r")
    shell.at_prompt()
    assert b"Your account is active" in terminal.raw
    assert not any(terminal.received(secret) for secret in SECRETS)
    assert stored(link(), password=PASSWORD, pin=PIN) == {"password": True, "pin": True}


@pytest.mark.parametrize("stop", STOPS)
def test_a_mail_is_read_whole_after_it_was_brought_back(
    start: Start, link: Link, stop: str
) -> None:
    shell = shell_in(start, "dash")
    terminal = shell.terminal
    shell.start_ours("--plain")
    question = "or the whole email:"
    terminal.wait_for(question)
    STOPS[stop](shell)
    shell.at_prompt()
    before = shell.bring_back()
    terminal.wait_until(
        lambda: question.encode() in terminal.raw[len(before) :], "the question once more"
    )
    terminal.send("x" * 6000 + f" {link()}\r")
    terminal.wait_for("Is this your account? (y or n)")


def test_where_no_shell_could_bring_it_back_it_says_so_and_asks_again(
    start: Start, link: Link
) -> None:
    terminal = start("--plain", link(), program=PROGRAM)
    terminal.wait_for("Is this your account? (y or n)")
    asked = b"your account? (y or n)"
    for number, stop in enumerate(("key", "signal"), 2):
        if stop == "key":
            terminal.press("ctrl+z")
        else:
            terminal.signal(signal.SIGTSTP)
        terminal.wait_until(lambda n=number: terminal.raw.count(asked) == n, "question")  # type: ignore[misc]
    said = " ".join(terminal.picture.split())
    assert said.count(NO_SHELL) == 2
    terminal.send("y\r")
    terminal.wait_for(ASKS_PASSWORD)
