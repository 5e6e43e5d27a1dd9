"""A mistake in the program shows no secret in lines either, nor on screens off the usual way."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journey.conftest import Link, Start
from tests.journey.crash import CRASHING, assert_only_a_sentence
from tests.journey.terminal import Terminal
from tests.journey.walk import ANSWER, PASSWORD, PIN, Walk

IN_LINES = {
    "tui.plain.renderer:PlainRenderer.run": False,
    "tui.journey.journey:Journey.begin": False,
    "tui.journey.journey:Journey.look": False,
    "tui.journey.form:Form.type": True,
    "tui.journey.journey:Journey.check": True,
    "tui.journey.journey:Journey.commit": True,
    "tui.plain.renderer:active_words": True,
}
"""Where a fault is, from the start to the receipt, and whether anything is asked before it."""


@pytest.mark.parametrize("where", IN_LINES)
def test_in_lines_a_crash_shows_no_secret(
    start: Start, link: Link, token: str, home: Path, where: str
) -> None:
    (home / "link.txt").write_text(link(), encoding="utf-8")
    terminal = start(where, "--plain", "link.txt", program=CRASHING)
    if IN_LINES[where]:
        terminal.wait_for("Is this your account?")
        lines = ("y", PASSWORD, PASSWORD, PIN, PIN, "1", ANSWER, "2", "5")
        terminal.send("".join(f"{line}\r" for line in lines))
    assert_only_a_sentence(terminal, token)


def helped(walk: Walk) -> None:
    walk.at("account").send("\x1bOP")
    walk.wait_for("Keys")


def handed_over(walk: Walk) -> None:
    walk.to("done")
    walk.rest()
    walk.terminal.press("enter")
    walk.wait_for("Copy the address")


STRANGER = "https://stranger.example/rc-web/confirmation/default.html?ok:{token}"
PROVIDER = "https://secure.ringcentral.com/rc-web/confirmation/default.html?815:{token}"

PLACES: dict[str, tuple[str, Callable[[Walk], object]]] = {
    "card": (STRANGER, lambda walk: walk.wait_for("This link leads to an unknown server")),
    "browser-only": (PROVIDER, lambda walk: walk.wait_for("Please activate in your browser")),
    "several-links": (
        f"{STRANGER}\n{PROVIDER}",
        lambda walk: walk.wait_for("Several links found"),
    ),
    "help": ("", helped),
    "handoff": ("", handed_over),
}
"""Screens that no usual walk comes by: what stands in the file, and how to get there."""


@pytest.mark.parametrize("place", PLACES)
def test_on_other_screens_a_crash_shows_no_secret(
    start: Start, link: Link, token: str, home: Path, place: str
) -> None:
    text, to = PLACES[place]
    (home / "link.txt").write_text(text.format(token=token) or link(), encoding="utf-8")
    terminal: Terminal = start("key", "link.txt", program=CRASHING)
    to(Walk(terminal))
    terminal.press("f12")
    assert_only_a_sentence(terminal, token)
