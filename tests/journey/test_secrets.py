"""Nothing typed leaves the program by the clipboard, whichever keys are pressed."""

import pytest

from tests.journey.conftest import Link, Start
from tests.journey.terminal import Terminal
from tests.journey.walk import ANSWER, PASSWORD, PIN, SECRETS, Place, Walk

CLIPBOARD = b"\x1b]52;"


def try_to_copy(walk: Walk, terminal: Terminal) -> None:
    """Select and copy in every way, cut, and be asked whether to leave."""
    terminal.press("home", "shift+end", "ctrl+x", "home", "shift+end", "ctrl+c")
    walk.wait_for("Quit without activating?")
    terminal.press("enter")
    walk.wait_gone("Quit without activating?")
    terminal.press("ctrl+a", "ctrl+x", "ctrl+a", "ctrl+c")
    walk.wait_for("Quit without activating?")
    terminal.press("enter")
    walk.wait_gone("Quit without activating?")
    # A drag with the mouse, from left to right over the field, and a double click.
    terminal.send("\x1b[<0;5;7M\x1b[<32;40;7M\x1b[<0;40;7m")
    terminal.send("\x1b[<0;8;7M\x1b[<0;8;7m" * 2)


@pytest.mark.parametrize(
    ("place", "keys", "typed"),
    [
        ("password", PASSWORD, PASSWORD),
        ("password", f"{PASSWORD}\r{PASSWORD}", PASSWORD),
        ("pin", PIN, PIN),
        ("security_question", f"\r{ANSWER}", ANSWER),
    ],
    ids=["password", "its repeat", "PIN", "answer"],
)
def test_no_key_copies_or_cuts_a_secret(
    start: Start, link: Link, place: Place, keys: str, typed: str
) -> None:
    walk = Walk(start(link()))
    terminal = walk.to(place)
    terminal.send(keys)
    terminal.wait_for("•" * len(typed))
    try_to_copy(walk, terminal)
    terminal.press("ctrl+q")
    walk.wait_for("Quit without activating?")
    terminal.press("enter")
    terminal.wait_for("•" * len(typed))
    assert CLIPBOARD not in terminal.raw
    assert not any(terminal.received(secret) for secret in SECRETS)


def test_link_typed_by_hand_cannot_be_copied_out_again(start: Start, link: Link) -> None:
    terminal = start()
    walk = Walk(terminal)
    walk.at("link").send(link())
    terminal.wait_for("default.html?ok")
    terminal.press("home", "shift+end", "ctrl+x", "ctrl+a", "ctrl+x", "enter")
    walk.at("account")
    assert CLIPBOARD not in terminal.raw


def test_link_typed_by_hand_is_not_left_on_the_terminal(
    start: Start, link: Link, token: str
) -> None:
    terminal = start()
    Walk(terminal).at("link").send(link())
    terminal.wait_for("default.html?ok")
    terminal.press("ctrl+c")
    assert terminal.wait_exit() == 130
    assert token not in terminal.left_behind
    assert CLIPBOARD not in terminal.raw
    assert terminal.is_restored()


def test_revealed_secret_hides_when_its_field_is_left(start: Start, link: Link) -> None:
    walk = Walk(start(link()))
    terminal = walk.to("password")
    terminal.send(PASSWORD)
    terminal.wait_for("•" * len(PASSWORD))
    terminal.press("f2")
    terminal.wait_for(PASSWORD, "shown")
    terminal.press("tab")
    terminal.wait_gone(PASSWORD)
    terminal.press("shift+tab", "f2")
    terminal.wait_for(PASSWORD)
    terminal.press("escape")
    walk.at("account")
    assert PASSWORD not in terminal.picture
    terminal.press("ctrl+q")
    walk.wait_for("Quit without activating?")
    terminal.press("tab", "enter")
    assert terminal.wait_exit() == 130
    assert PASSWORD not in terminal.left_behind
