"""With several accounts, whatever ends the program: each is told once, in words and as an object."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.journey.conftest import PROGRAM, Link, Start
from tests.journey.terminal import PATIENCE, Terminal
from tests.journey.walk import ANSWER, PASSWORD, PIN, SECRETS, Walk
from tests.told import accounts_told

CRASHING = (sys.executable, str(Path(__file__).with_name("crashing.py")))
OBJECTS = "out.json"
"""Where standard output goes; `test_queue.py` lets a shell direct it, as scripts do."""

LINES = (PASSWORD, PASSWORD, PIN, PIN, "1", ANSWER, "2", "5")
LIST = "Which account would you like to activate? (2 or 3)"
ACTIVE_AND_OPEN = ["active", "not-begun"]
ACTIVE_AND_LEFT = ["active", "left"]

End = Callable[[Terminal], object]


SIGNALS = {"SIGTERM": 143, "SIGHUP": 129, "SIGQUIT": 131}


def sending(name: str) -> End:
    return lambda terminal: terminal.signal(signal.Signals[name])


def sending_at_once(pid: int) -> None:
    """What a service manager or a closed terminal may send for one end."""
    for number in (signal.SIGHUP, signal.SIGTERM, signal.SIGQUIT):
        os.kill(pid, number)


ENDS: dict[str, tuple[tuple[str, ...], End, int]] = {
    **{name: ((), sending(name), code) for name, code in SIGNALS.items()},
    "several at once": ((), lambda terminal: sending_at_once(terminal.pid), 129),
    "Ctrl+C": ((), lambda terminal: terminal.send("\x03"), 130),
    "input ends": ((), lambda terminal: terminal.send("\x04"), 130),
    "line is lost": ((), lambda terminal: terminal.hang_up(), 129),
}


def told(home: Path) -> list[dict[str, Any]]:
    return accounts_told((home / OBJECTS).read_text("utf-8"))


def assert_each_told_once(
    terminal: Terminal, home: Path, token: str, outcomes: list[str], open_words: str
) -> None:
    objects = told(home)
    assert [each["outcome"] for each in objects] == outcomes
    assert objects[0]["receipt_id"]
    said = terminal.left_behind
    assert said.count("This account is active: ") == 1
    assert len(re.findall(rf": {open_words}\r?$", said, re.M)) == 1
    assert "Traceback" not in said
    assert not any(secret in (home / OBJECTS).read_text() for secret in (*SECRETS, token))
    assert not any(terminal.received(secret) for secret in (*SECRETS, token))


def first_one_active(terminal: Terminal) -> None:
    """In lines: the first account is active, the list is shown again."""
    terminal.wait_for("Which account would you like to activate? (1 to 3)")
    terminal.send("1\ry\r")
    terminal.wait_for("Your password:")
    for line in LINES:
        terminal.send(line + "\r")
    terminal.wait_for(LIST)


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("where", ["list", "account"])
def test_in_lines(start: Start, link: Link, token: str, home: Path, end: str, where: str) -> None:
    arguments, ending, code = ENDS[end]
    terminal = start("--plain", "--json", *arguments, link(), link("ok.en"), output=home / OBJECTS)
    first_one_active(terminal)
    if where == "account":
        terminal.send("2\r")
        asked = b"your account? (y or n)"
        terminal.wait_until(lambda: terminal.raw.count(asked) == 2, "second account")
    ending(terminal)
    ended = terminal.wait_exit()
    assert ended == code or (end == "several at once" and ended in SIGNALS.values())
    outcomes = ACTIVE_AND_LEFT if where == "account" else ACTIVE_AND_OPEN
    assert [each["outcome"] for each in told(home)] == outcomes
    if end != "line is lost":
        words = "quit before activation" if where == "account" else "not started"
        assert_each_told_once(terminal, home, token, outcomes, words)
        assert terminal.is_restored()


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="no /proc to look threads up in")
def test_in_lines_every_signal_reaches_the_thread_that_waits(
    start: Start, link: Link, home: Path
) -> None:
    terminal = start("--plain", "--json", link(), link("ok.en"), output=home / OBJECTS)
    first_one_active(terminal)
    threads = {int(each.name): each for each in Path(f"/proc/{terminal.pid}/task").iterdir()}
    del threads[terminal.pid]
    assert threads, "a client is opened in a thread"
    for thread in threads.values():
        told = dict(line.split(":\t", 1) for line in (thread / "status").read_text().splitlines())
        blocked = int(told["SigBlk"], 16)
        assert all(blocked >> (signal.Signals[name] - 1) & 1 for name in (*SIGNALS, "SIGINT"))


@pytest.mark.parametrize(
    ("option", "why"),
    [
        ("--idle", "Nothing was typed for a while, so this session has ended."),
        ("--limit", "This session has expired. What was typed has been deleted."),
    ],
)
def test_in_lines_when_the_time_is_over(
    start: Start, link: Link, token: str, home: Path, option: str, why: str
) -> None:
    options = ("--plain", "--json", option, "0.05" if option == "--idle" else "0.1")
    terminal = start(*options, link(), link("ok.en"), output=home / OBJECTS)
    first_one_active(terminal)
    assert terminal.wait_exit() == 130
    assert_each_told_once(terminal, home, token, ACTIVE_AND_OPEN, "not started")
    assert why in " ".join(terminal.left_behind.split())
    assert terminal.is_restored()


def test_in_lines_after_a_fault_of_the_program(
    start: Start, link: Link, token: str, home: Path
) -> None:
    fault = "tui.plain.dialogue:Dialogue._disown"
    terminal = start(
        fault, "--plain", "--json", link(), link("ok.en"), program=CRASHING, output=home / OBJECTS
    )
    first_one_active(terminal)
    terminal.send("2\rn\ry\r")
    assert terminal.wait_exit() == 1
    assert_each_told_once(
        terminal, home, token, ["active", "failed"], "This program stopped because of an error"
    )


def on_screens(terminal: Terminal) -> Walk:
    """The first account is active, and the second in hand."""
    walk = Walk(terminal)
    walk.wait_for("Start with this one")
    terminal.press("enter")
    walk.to("done").press("enter")
    walk.wait_for("Start with this one")
    walk.rest()
    terminal.press("enter")
    walk.wait_for("2/2")
    return walk


@pytest.mark.parametrize("end", [*SIGNALS, "several at once"])
def test_on_screens(start: Start, link: Link, token: str, home: Path, end: str) -> None:
    _arguments, ending, code = ENDS[end]
    terminal = start("--json", link(), link("ok.en"), output=home / OBJECTS)
    on_screens(terminal).at("account")
    ending(terminal)
    ended = terminal.wait_exit()
    # Which of several pending ones the kernel hands over first is its own business.
    assert ended == code or (end == "several at once" and ended in SIGNALS.values())
    assert_each_told_once(terminal, home, token, ACTIVE_AND_LEFT, "quit before activation")
    assert terminal.is_restored()


def test_on_screens_after_a_fault_of_the_program(
    start: Start, link: Link, token: str, home: Path
) -> None:
    terminal = start(
        "key", "--json", link(), link("ok.en"), program=CRASHING, output=home / OBJECTS
    )
    on_screens(terminal).at("account")
    terminal.press("f12")
    assert terminal.wait_exit() == 1
    assert_each_told_once(
        terminal, home, token, ["active", "failed"], "This program stopped because of an error"
    )


ANSWERS = """
password = { env = "NEW_PASSWORD" }
pin = { env = "NEW_PIN" }
workspace = "web_browser"
[security_question]
id = "first_toy"
answer = { env = "NEW_ANSWER" }
"""
SECRETS_GIVEN = {"NEW_PASSWORD": PASSWORD, "NEW_PIN": PIN, "NEW_ANSWER": ANSWER}

Answering = Callable[..., tuple["subprocess.Popen[str]", str]]


@pytest.fixture
def answering(environment: dict[str, str], home: Path) -> Answering:
    """Starts the program with an answers file for links, and waits until it says something.

    With the process comes what it had said on standard error by then.
    """
    (home / "a.toml").write_text(ANSWERS)

    def started(*links: str, until: str) -> tuple["subprocess.Popen[str]", str]:
        process = subprocess.Popen(
            [*PROGRAM, *links, "--answers", "a.toml", "--json"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment | SECRETS_GIVEN,
            cwd=home,
            start_new_session=True,
            text=True,
        )
        assert process.stderr is not None
        said = ""
        while until not in said:
            said += process.stderr.readline()
            assert process.poll() is None, said
        return process, said

    return started


@pytest.mark.parametrize("streams", ["as they are", "stderr gone"])
@pytest.mark.parametrize("end", [*SIGNALS, "SIGINT"])
def test_with_answers(answering: Answering, link: Link, end: str, streams: str) -> None:
    process, said = answering(link(), link("ok.en.look-stall"), until="2/2")
    if streams == "stderr gone":
        assert process.stderr is not None
        process.stderr.close()
        process.stderr = None
    os.kill(process.pid, signal.Signals[end])
    out, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == (SIGNALS | {"SIGINT": 130})[end]
    assert [each["outcome"] for each in accounts_told(out)] == ACTIVE_AND_LEFT
    if streams == "as they are":
        err = said + err
        assert err.count("This account is active: ") == err.count(": quit before activation\n") == 1
        assert "Traceback" not in err


def test_with_answers_signals_at_once_leave_a_doubt_as_it_is(
    answering: Answering, link: Link
) -> None:
    process, _said = answering(
        link("ok.commit-stall"), link("ok.en"), until="The server did not answer"
    )
    sending_at_once(process.pid)
    out, err = process.communicate(timeout=PATIENCE)
    assert process.returncode in SIGNALS.values()
    assert [each["outcome"] for each in accounts_told(out)] == [
        "answer-lost",
        "not-begun",
    ]
    assert err.count("It is unclear whether the activation worked") == 1
    assert "Traceback" not in err
