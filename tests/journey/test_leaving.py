"""However the program ends, the terminal is as it was and the shell is told why."""

import signal
from pathlib import Path

import pytest

from tests.journey.conftest import Link, Start
from tests.journey.walk import PASSWORD, SECRETS, Walk

STRANGER = "https://evil.example/rc-web/confirmation/default.html?12:" + "0123456789abcdef" * 2


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)], ids=["SIGTERM", "SIGHUP"]
)
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


def test_a_terminal_that_hangs_up_ends_the_program(start: Start, link: Link) -> None:
    walk = Walk(start(link()))
    terminal = walk.to("password")
    terminal.hang_up()
    assert terminal.wait_exit() == 129


def test_leaving_with_something_typed_asks_and_tells_130(start: Start, link: Link) -> None:
    walk = Walk(start(link()))
    terminal = walk.to("password")
    terminal.send("Xk7")
    terminal.wait_for("•••")
    terminal.press("ctrl+q")
    walk.wait_for("Leave without activating?")
    terminal.press("tab", "enter")
    assert terminal.wait_exit() == 130
    assert terminal.is_restored()


@pytest.mark.parametrize(
    ("scenario", "title", "code"),
    [
        ("expired", "This link has expired", 3),
        ("unknown", "This link is not known", 3),
        ("maintenance", "The service is being maintained", 5),
    ],
)
def test_leaving_a_problems_page_tells_which(
    start: Start, link: Link, scenario: str, title: str, code: int
) -> None:
    terminal = start(link(scenario))
    Walk(terminal).wait_for(title)
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == code


def test_a_strangers_link_is_not_asked_about_and_tells_2(start: Start) -> None:
    terminal = start(STRANGER)
    Walk(terminal).wait_for("This link leads to a stranger")
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 2


def test_a_server_that_is_not_there_is_told_and_tells_5(start: Start) -> None:
    terminal = start("--backend", "http://127.0.0.1:9", "12345:" + "0123456789abcdef" * 2)
    Walk(terminal).wait_for("The server cannot be reached")
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 5


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


def test_the_process_leaves_no_core(start: Start, link: Link) -> None:
    terminal = start(link())
    Walk(terminal).at("account")
    limits = Path(f"/proc/{terminal.pid}/limits").read_text()
    core = next(line for line in limits.splitlines() if line.startswith("Max core file size"))
    assert core.split()[4:6] == ["0", "0"]
