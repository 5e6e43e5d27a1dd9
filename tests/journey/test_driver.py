"""Little goes over the line, and both drivers show the same."""

from tests.journey.conftest import Link, Start
from tests.journey.terminal import Terminal
from tests.journey.walk import PASSWORD, Walk

WHOLE_FRAME = 6_000
"""Bytes of the first picture at 80 by 24; Textual's own driver sends about 36,000."""

ONE_KEY = 250
"""Bytes for a key of a password with all its rules, on average; Textual's own sends 1,250."""


def bytes_until(terminal: Terminal, text: str) -> int:
    before = len(terminal.raw)
    terminal.wait_for(text)
    return len(terminal.raw) - before


def test_the_first_picture_and_a_key_cost_little(start: Start, link: Link) -> None:
    walk = Walk(start(link()))
    walk.at("account")
    assert len(walk.terminal.raw) < WHOLE_FRAME
    terminal = walk.to("password")
    before = len(terminal.raw)
    for number, key in enumerate(PASSWORD, 1):
        terminal.send(key)
        terminal.wait_for("•" * number)
    terminal.press("tab")
    assert (len(terminal.raw) - before) / len(PASSWORD) < ONE_KEY


def test_textuals_own_driver_shows_the_same(
    start: Start, link: Link, environment: dict[str, str]
) -> None:
    pictures = []
    for choice in ("", "textual"):
        environment["UNIFY_ACTIVATE_DRIVER"] = choice
        walk = Walk(start(link()))
        walk.to("password").send(PASSWORD)
        walk.wait_for("•" * len(PASSWORD), "Strength: strong.")
        pictures.append(walk.terminal.picture)
    assert pictures[0] == pictures[1]
