"""In tmux: other sizes on every screen, detaching and attaching, and what stays behind."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

import pytest

from tests.journey.conftest import PROGRAM, Link, Start
from tests.journey.terminal import Terminal
from tests.journey.tmux import Tmux
from tests.journey.walk import ANSWER, PASSWORD, PIN, SECRETS, TITLES, Place, stored

SIZES = cycle(((60, 20), (120, 40)))
"""One screen becomes small, the next large; all become too small and come back."""

TOO_SMALL, USUAL = (40, 10), (80, 24)


@pytest.fixture
def tmux(home: Path, environment: dict[str, str], link: Link) -> Iterator[Tmux]:
    """The program in tmux, before any link."""
    with Tmux(PROGRAM, env=environment, cwd=home, size=USUAL) as window:
        yield window


@dataclass(frozen=True)
class Stop:
    """A screen on the way: what is typed there, what then shows, and what leads on."""

    place: Place
    typed: str = ""
    shows: tuple[str, ...] = ()
    on: tuple[str, ...] = ("Enter",)


def dots(text: str) -> str:
    return "•" * len(text)


ONCE_MORE = "Please type it again."

WAY = (
    Stop("account"),
    Stop(
        "password", PASSWORD, (dots(PASSWORD), "Strength", ONCE_MORE), ("Enter", PASSWORD, "Enter")
    ),
    Stop("pin", PIN, (dots(PIN), ONCE_MORE), ("Enter", PIN, "Enter")),
    Stop("security_question", f"\r{ANSWER}", (dots(ANSWER),)),
    Stop("workspace", "\x1b[H\x1b[B", ("Web browser",), ("Enter", "Enter")),
    Stop("review"),
    Stop("done", on=("\t\t", "Enter")),
)


def in_other_sizes(tmux: Tmux, title: str) -> None:
    """Change the window's size, and find the same picture again."""
    tmux.wait_for("Ctrl+Q")  # the line of keys comes last
    before = tmux.at_rest()
    tmux.resize(*next(SIZES))
    tmux.wait_for(title)
    tmux.resize(*TOO_SMALL)
    tmux.wait_for("at least 60×20")
    tmux.resize(*USUAL)
    tmux.wait_same(before)


def test_another_size_on_every_screen_keeps_what_was_typed(
    tmux: Tmux, link: Link, token: str
) -> None:
    tmux.wait_for(TITLES["link"])
    tmux.send(link())
    tmux.wait_for("default.html?ok")
    in_other_sizes(tmux, TITLES["link"])
    tmux.press("Enter")
    for stop in WAY:
        tmux.wait_for(TITLES[stop.place])
        if stop.typed:
            tmux.send(stop.typed)
            tmux.wait_for(*stop.shows)
        in_other_sizes(tmux, TITLES[stop.place])
        if stop.place == "password":
            tmux.press("C-r")
            tmux.wait_for(PASSWORD)
        for keys in stop.on:
            tmux.press(keys) if keys == "Enter" else tmux.send(keys)
    assert tmux.wait_exit() == 0
    believed = {"password": PASSWORD, "pin": PIN, "answer": ANSWER, "workspace": "web_browser"}
    assert stored(link(), **believed) == dict.fromkeys(believed, True)
    left = tmux.scrollback
    assert "Confirmation: " in left
    assert not any(secret in left for secret in (*SECRETS, token))


def test_a_window_that_grew_keeps_no_line_of_a_screen_that_was_left(tmux: Tmux, link: Link) -> None:
    """Tmux moves lines of the picture to the shell's when it puts the window's first size back."""
    tmux.wait_for(TITLES["link"])
    tmux.paste(link() + "\r")
    tmux.wait_for(TITLES["account"])
    tmux.resize(120, 40)
    tmux.wait_for("╭")
    tmux.press("C-q")
    assert tmux.wait_exit() == 130
    assert tmux.scrollback.strip() == "Exit code: 130"


def test_attaching_draws_all_of_it_in_any_terminal(tmux: Tmux, start: Start, link: Link) -> None:
    tmux.wait_for(TITLES["link"])
    tmux.paste(link() + "\r")
    tmux.wait_for(TITLES["account"])
    tmux.press("Enter")
    tmux.wait_for(TITLES["password"])
    tmux.send(PASSWORD)
    tmux.wait_for(dots(PASSWORD))
    for size in (USUAL, (100, 32)):
        look_in(start(program=(*tmux.attach,), size=size), tmux)
        tmux.send("x")
        tmux.wait_for(dots(PASSWORD) + "•")
        tmux.press("BSpace")


def look_in(terminal: Terminal, tmux: Tmux) -> None:
    """Attach, see everything, and detach."""
    terminal.wait_for(TITLES["password"], dots(PASSWORD))
    terminal.wait_until(lambda: terminal.picture.rstrip() == tmux.picture, "the same picture")
    terminal.press("ctrl+b")
    terminal.send("d")
    assert terminal.wait_exit() == 0
