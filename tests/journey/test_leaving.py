"""However the program ends, the terminal is as it was and the shell is told why."""

import os
import signal
from pathlib import Path

import pytest

from tests.journey.conftest import PROGRAM, Link, Start
from tests.journey.walk import PASSWORD, SECRETS, Walk
from tests.links import LINK, TOKEN, activation_link

STRANGER = activation_link("https://evil.example").url()


SIGNALS = pytest.mark.parametrize(
    ("number", "code"),
    [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130), (signal.SIGQUIT, 131)],
    ids=["SIGTERM", "SIGHUP", "SIGINT", "SIGQUIT"],
)
ALTERNATE_SCREEN = b"\x1b[?1049h"


@SIGNALS
def test_a_signal_in_the_middle_of_a_password_restores_the_terminal(
    start: Start, link: Link, number: signal.Signals, code: int
) -> None:
    walk = Walk(start(link()))
    terminal = walk.to("password")
    terminal.send(PASSWORD)
    terminal.wait_for("•" * len(PASSWORD))
    terminal.signal(number)
    assert terminal.wait_exit() == code
    assert terminal.is_restored()
    assert not any(terminal.received(secret) for secret in SECRETS)


@pytest.mark.parametrize("way", ["screens", "lines"])
@pytest.mark.parametrize("number", [signal.SIGUSR1, signal.SIGUSR2, signal.SIGALRM, signal.SIGXCPU])
def test_a_signal_that_nobody_sends_to_end_a_program_restores_the_terminal_too(
    start: Start, link: Link, number: signal.Signals, way: str
) -> None:
    terminal = start(link(), *(["--plain"] if way == "lines" else []))
    terminal.wait_for("Is this your account?")
    terminal.signal(number)
    assert terminal.wait_exit() == 128 + number
    assert terminal.is_restored()


@pytest.mark.cold
@SIGNALS
def test_a_signal_before_the_screens_ends_the_program_without_drawing(
    start: Start, tmp_path: Path, number: signal.Signals, code: int
) -> None:
    never_written = tmp_path / "pipe"
    os.mkfifo(never_written)
    terminal = start("--link-file", str(never_written))
    terminal.wait_until(lambda: not terminal.echoes, "silence")
    terminal.signal(number)
    assert terminal.wait_exit() == code
    assert b"\x1b" not in terminal.raw
    assert b"Traceback" not in terminal.raw
    assert terminal.is_restored()


@pytest.mark.cold
@SIGNALS
def test_a_signal_while_the_screens_come_up_restores_the_terminal(
    start: Start, link: Link, number: signal.Signals, code: int
) -> None:
    terminal = start(link())
    terminal.wait_until(lambda: ALTERNATE_SCREEN in terminal.raw, "screens")
    terminal.signal(number)
    assert terminal.wait_exit() == code
    assert "Traceback" not in terminal.left_behind
    assert terminal.is_restored()


@pytest.mark.cold
def test_keys_still_unread_at_the_end_do_not_reach_the_shell(start: Start, link: Link) -> None:
    terminal = start(link())
    terminal.wait_until(lambda: not terminal.echoes, "silence")
    terminal.signal(signal.SIGSTOP)
    terminal.send(PASSWORD + "\r")
    terminal.wait_until(lambda: terminal.unread > 0, "keys waiting")
    terminal.signal(signal.SIGTERM)
    terminal.signal(signal.SIGCONT)
    assert terminal.wait_exit() == 143
    assert terminal.unread == 0
    assert not terminal.received(PASSWORD)


def test_a_terminal_that_hangs_up_ends_the_program(start: Start, link: Link) -> None:
    walk = Walk(start(link()))
    terminal = walk.to("password")
    terminal.hang_up()
    assert terminal.wait_exit() == 129


@pytest.mark.cold
def test_a_terminal_that_is_gone_ends_the_program_that_hears_of_no_hang_up(
    start: Start, link: Link
) -> None:
    deaf = ("/bin/sh", "-c", 'trap "" HUP; exec "$@"', "sh", *PROGRAM)
    walk = Walk(start(link(), program=deaf))
    terminal = walk.to("password")
    terminal.hang_up()
    assert terminal.wait_exit() == 143


def test_leaving_with_something_typed_asks_and_tells_130(start: Start, link: Link) -> None:
    walk = Walk(start(link()))
    terminal = walk.to("password")
    terminal.send("Xk7")
    terminal.wait_for("•••")
    terminal.press("ctrl+q")
    walk.wait_for("Quit without activating?")
    terminal.press("tab", "enter")
    assert terminal.wait_exit() == 130
    assert terminal.is_restored()


@pytest.mark.parametrize(
    ("scenario", "title", "code"),
    [
        ("expired", "This link has expired", 3),
        ("unknown", "This link is unknown", 3),
        ("maintenance", "The server is undergoing maintenance", 5),
    ],
)
def test_leaving_a_problems_page_tells_which(
    start: Start, link: Link, scenario: str, title: str, code: int
) -> None:
    terminal = start(link(scenario))
    Walk(terminal).wait_for(title)
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == code


def test_a_link_that_was_given_back_tells_3(start: Start, link: Link) -> None:
    walk = Walk(start(link()))
    walk.at("account").press("tab", "enter")
    walk.wait_for("Do you really want to give the link back?")
    walk.terminal.press("tab", "enter")
    walk.wait_for("You have given the link back")
    walk.rest()
    walk.terminal.press("enter")
    assert walk.terminal.wait_exit() == 3


def test_a_host_without_a_public_interface_is_told_and_tells_5(start: Start) -> None:
    terminal = start(LINK)
    Walk(terminal).wait_for("Please activate in your browser")
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 5


@pytest.mark.cold
@pytest.mark.parametrize(
    "arguments",
    [
        ("--bogus",),
        ("--lang", "xx"),
        ("--link-file", "missing.txt"),
        ("--backend", "http://activation.example"),
        ("no link at all",),
        ("--link-file", LINK),
        ("--lang", LINK),
        ("--demo", "--scenario", LINK),
    ],
    ids=" ".join,
)
def test_a_wrong_call_tells_2_and_quotes_no_token(start: Start, arguments: tuple[str, ...]) -> None:
    terminal = start(*arguments)
    assert terminal.wait_exit() == 2
    assert terminal.picture.split()[0] == "unify-activate:"
    assert TOKEN.encode() not in terminal.raw
    assert b"\x1b" not in terminal.raw
    assert terminal.is_restored()


def test_a_strangers_link_is_not_asked_about_and_tells_2(start: Start) -> None:
    terminal = start(STRANGER)
    Walk(terminal).wait_for("This link leads to an unknown server")
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 2


def test_a_server_that_is_not_there_is_told_and_tells_5(start: Start) -> None:
    terminal = start("--backend", "http://127.0.0.1:9", f"12345:{TOKEN}")
    Walk(terminal).wait_for("The server cannot be reached")
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 5


@pytest.mark.cold
def test_a_hostile_environment_writes_no_file_and_shows_nothing(
    start: Start, link: Link, home: Path
) -> None:
    log, keys = home / "textual.log", home / "keys.log"
    terminal = start(
        link(),
        env={
            "TEXTUAL": "debug,devtools",
            "TEXTUAL_LOG": str(log),
            "TEXTUAL_DEBUG": "1",
            "TEXTUAL_SCREENSHOT": "1",
            "TEXTUAL_SCREENSHOT_LOCATION": str(home),
            "TEXTUAL_PRESS": "ctrl+q",
            "TEXTUAL_DRIVER": "no.such:Driver",
            "SSLKEYLOGFILE": str(keys),
            "PYTHONASYNCIODEBUG": "1",
        },
    )
    walk = Walk(terminal)
    walk.to("done")
    assert walk.finish() == 0
    assert list(home.iterdir()) == []
    assert not any(terminal.received(secret) for secret in SECRETS)


@pytest.mark.cold
def test_the_process_leaves_no_core(start: Start, link: Link) -> None:
    terminal = start(link())
    Walk(terminal).at("account")
    limits = Path(f"/proc/{terminal.pid}/limits").read_text()
    core = next(line for line in limits.splitlines() if line.startswith("Max core file size"))
    assert core.split()[4:6] == ["0", "0"]
