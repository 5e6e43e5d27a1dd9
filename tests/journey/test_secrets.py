"""Nothing typed leaves the program by the clipboard, whichever keys are pressed."""

from tests.journey.conftest import Link, Start
from tests.journey.terminal import Terminal
from tests.journey.walk import ANSWER, PASSWORD, PIN, SECRETS, Walk

CLIPBOARD = b"\x1b]52;"


def try_to_copy(walk: Walk, terminal: Terminal) -> None:
    """Select and copy in every way, cut, and be asked whether to leave."""
    terminal.press("home", "shift+end", "ctrl+x", "home", "shift+end", "ctrl+c")
    walk.wait_for("Leave without activating?")
    terminal.press("enter")
    walk.wait_gone("Leave without activating?")
    terminal.press("ctrl+a", "ctrl+x", "ctrl+a", "ctrl+c")
    walk.wait_for("Leave without activating?")
    terminal.press("enter")
    walk.wait_gone("Leave without activating?")
    # A drag with the mouse, from left to right over the field, and a double click.
    terminal.send("\x1b[<0;5;7M\x1b[<32;40;7M\x1b[<0;40;7m")
    terminal.send("\x1b[<0;8;7M\x1b[<0;8;7m" * 2)


def test_no_key_copies_or_cuts_a_secret(start: Start, link: Link) -> None:
    terminal = start(link())
    walk = Walk(terminal)
    for place, typed in (("password", PASSWORD), ("pin", PIN)):
        walk.at("account").press("enter") if place == "password" else None
        walk.at("password" if place == "password" else "pin").send(typed)
        masked = "•" * len(typed)
        terminal.wait_for(masked)
        try_to_copy(walk, terminal)
        terminal.wait_for(masked)
        terminal.send(f"\r{typed}")
        walk.wait_for("Both are the same.")
        try_to_copy(walk, terminal)
        terminal.wait_until(lambda m=masked: terminal.picture.count(m) == 2, "both fields")
        terminal.press("enter")
    walk.at("security_question").send(f"\r{ANSWER}")
    terminal.wait_for("•" * len(ANSWER))
    try_to_copy(walk, terminal)
    terminal.press("enter")
    walk.at("workspace")
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
    walk.wait_for("Leave without activating?")
    terminal.press("tab", "enter")
    assert terminal.wait_exit() == 130
    assert PASSWORD not in terminal.left_behind
