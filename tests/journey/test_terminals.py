"""Terminals as they are: other drivers, other keyboards, few characters, no colours."""

import re

import pytest

from tests.journey.conftest import Link, Start
from tests.journey.walk import Walk

ALT_GR = "@{[]}\\~€|"
"""What a German keyboard types with AltGr."""

COLOUR = re.compile(rb"\x1b\[(?:\d+;)*(?:3[0-8]|4[0-8]|9\d|10\d)(?:;|m)")


@pytest.mark.parametrize("driver", ["lean", "textual"])
def test_the_characters_of_altgr_reach_a_password(start: Start, link: Link, driver: str) -> None:
    terminal = start(link(), env={"UNIFY_ACTIVATE_DRIVER": driver})
    walk = Walk(terminal)
    walk.to("password")
    terminal.send(ALT_GR)
    terminal.wait_for(f"{len(ALT_GR)}/32")
    terminal.press("f2")
    terminal.wait_for(ALT_GR)


@pytest.mark.parametrize("locale", ["C", "de_DE.ISO-8859-1"])
def test_without_a_locale_of_utf_8_only_ascii_is_written(
    start: Start, link: Link, locale: str
) -> None:
    terminal = start("--lang", "de", link("ok.de"), env={"LC_ALL": locale})
    terminal.wait_for("Ist das Ihr Konto?")
    terminal.press("enter")
    terminal.wait_for("Waehlen Sie Ihr Kennwort")
    terminal.send("Kranich1")
    terminal.wait_for("8/32")
    assert terminal.raw.isascii()


def test_without_a_locale_of_utf_8_lines_are_ascii_too(start: Start, link: Link) -> None:
    terminal = start("--lang", "de", "--plain", link("ok.de"), env={"LC_ALL": "C"})
    terminal.wait_for("Ist das Ihr Konto?")
    terminal.send("j\n")
    terminal.wait_for("Waehlen Sie Ihr Kennwort")
    assert terminal.raw.isascii()


@pytest.mark.parametrize(
    ("option", "theme"),
    [("--theme=light", "dark"), ("--ascii", "light")],
)
def test_the_screens_wear_the_theme_that_is_chosen(start: Start, option: str, theme: str) -> None:
    env = {"UNIFY_ACTIVATE_THEME": theme, "COLORFGBG": "15;0", "COLORTERM": "truecolor"}
    terminal = start(option, env=env)
    terminal.wait_for("Ctrl+Y")
    assert b"48;2;252;252;254" in terminal.raw  # the light background


@pytest.mark.parametrize(
    ("option", "env"),
    [("--ascii", {"NO_COLOR": "1", "TERM": "vt220"}), ("--no-color", {"COLORTERM": "truecolor"})],
)
def test_without_colours_none_is_sent_and_the_focus_is_reversed(
    start: Start, link: Link, option: str, env: dict[str, str]
) -> None:
    terminal = start(option, link(), env=env)
    Walk(terminal).at("account")
    assert not COLOUR.search(terminal.raw)
    assert re.search(rb"\x1b\[(?:\d+;)*7m *Yes, continue", terminal.raw)
