"""A mistake in the program costs a sentence and the exit code 1, and shows no secret."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journey.conftest import Link, Start
from tests.journey.crash import CRASHING, assert_only_a_sentence
from tests.journey.walk import PASSWORD, Walk

To = Callable[[Walk], object]


def looking(walk: Walk) -> None:
    walk.wait_for("Checking your link …")


def committing(walk: Walk) -> None:
    walk.to("review").press("enter")
    walk.wait_for("Activating your account …")


def done(walk: Walk) -> None:
    walk.to("done")


def with_password_typed(walk: Walk) -> None:
    terminal = walk.to("password")
    terminal.send(PASSWORD)
    terminal.wait_for("•" * len(PASSWORD))


def finish_password(walk: Walk) -> None:
    walk.to("password")
    walk.through("password")


def leaving(walk: Walk) -> None:
    with_password_typed(walk)
    walk.terminal.press("ctrl+q")
    walk.wait_for("Quit without activating?")


def covered(walk: Walk) -> None:
    with_password_typed(walk)
    walk.terminal.resize(40, 10)
    walk.terminal.wait_for("This window is too small.")
    walk.terminal.press("tab")


def suggested(walk: Walk) -> None:
    walk.to("password").press("f3")
    walk.wait_for("A suggestion for your password")


def disowning(walk: Walk) -> None:
    walk.at("account").press("tab", "enter")
    walk.wait_for("Do you really want to give the link back?")


def disown(walk: Walk) -> None:
    disowning(walk)
    walk.terminal.press("tab", "enter")


def disowned(walk: Walk) -> None:
    disown(walk)
    walk.wait_for("You have given the link back")


def problem(walk: Walk) -> None:
    walk.wait_for("This link has expired")


SCREENS: dict[str, tuple[str, To]] = {
    "looking": ("ok.look-stall", looking),
    "account": ("ok", lambda walk: walk.at("account")),
    "password": ("ok", with_password_typed),
    "pin": ("ok", lambda walk: walk.to("pin")),
    "security-question": ("ok", lambda walk: walk.to("security_question")),
    "workspace": ("ok", lambda walk: walk.to("workspace")),
    "review": ("ok", lambda walk: walk.to("review")),
    "commit": ("ok.commit-stall", committing),
    "done": ("ok", done),
    "problem": ("expired", problem),
    "leave": ("ok", leaving),
    "suggestion": ("ok", suggested),
    "disown": ("ok", disowning),
    "ended": ("ok", disowned),
}
"""How to get to each screen, and with which scenario."""


@pytest.mark.parametrize("screen", SCREENS)
def test_crash_on_a_screen_shows_no_secret(
    start: Start, link: Link, token: str, home: Path, screen: str
) -> None:
    scenario, to = SCREENS[screen]
    (home / "link.txt").write_text(link(scenario), encoding="utf-8")
    terminal = start("key", "link.txt", program=CRASHING)
    to(Walk(terminal))
    terminal.press("f12")
    assert_only_a_sentence(terminal, token)
    assert "RuntimeError crashing.py:" in terminal.left_behind


def test_crash_on_the_first_screen_shows_no_secret(start: Start, link: Link, token: str) -> None:
    terminal = start("key", program=CRASHING)
    Walk(terminal).at("link").press("f12")
    assert_only_a_sentence(terminal, token)


FAULTS: dict[str, To] = {
    "tui.cli.sources:read_sources": lambda walk: None,
    "tui.app.app:ActivateApp.on_mount": lambda walk: None,
    "tui.journey.journey:Journey.begin": lambda walk: None,
    "tui.journey.journey:Journey.look": lambda walk: None,
    "tui.app.screens.account:AccountScreen.compose_body": lambda walk: None,
    "tui.journey.form:Form.type": lambda walk: walk.to("password").send(PASSWORD),
    "textual.widgets:Input.insert_text_at_cursor": lambda walk: walk.to("password").send(PASSWORD),
    "tui.journey.journey:Journey.check": finish_password,
    "tui.journey.journey:Journey.commit": lambda walk: walk.to("review").press("enter"),
    "tui.journey.journey:Journey.disown": disown,
    "tui.app.screens.too_small:TooSmallScreen.takes": covered,
    "tui.app.driver.driver:KeyReader": lambda walk: None,
    "tui.app.driver.reader:KeyReader.feed": lambda walk: walk.at("account").press("tab"),
}
"""Where else a fault may be, and how to get there: at the start, in a handler, in a worker, while a
screen is drawn, where keys are read."""


@pytest.mark.parametrize("where", FAULTS)
def test_crash_anywhere_shows_no_secret(
    start: Start, link: Link, token: str, home: Path, where: str
) -> None:
    (home / "link.txt").write_text(link(), encoding="utf-8")
    terminal = start(where, "link.txt", program=CRASHING)
    FAULTS[where](Walk(terminal))
    assert_only_a_sentence(terminal, token)
