"""Terminals and lines that many people sit at: tmux, screen, dtach, mosh, a console, PuTTY."""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journey.conftest import PROGRAM, Link, Start
from tests.journey.shell import NO_SHELL
from tests.journey.terminal import Terminal
from tests.journey.tmux import Tmux
from tests.journey.walk import PASSWORD, PIN, SECRETS, TITLES, Walk, stored
from tests.programs import needed_program

DOTS = "•" * len(PASSWORD)


@pytest.fixture
def sockets() -> Iterator[Path]:
    """A folder for sockets: their names may have 107 characters, which a test's own soon has."""
    with tempfile.TemporaryDirectory(prefix="unify-") as folder:
        Path(folder).chmod(0o700)
        yield Path(folder)


def from_the_pin_on(walk: Walk, link: str) -> Terminal:
    """Everything behind the password, and what the server stored of it."""
    for place in ("pin", "security_question", "workspace", "review"):
        walk.at(place)
        walk.through(place)
    walk.terminal.wait_for(walk.say(TITLES["done"]))
    walk.rest()
    walk.terminal.press("tab", "tab", "enter")
    assert stored(link, password=PASSWORD, pin=PIN) == {"password": True, "pin": True}
    return walk.terminal


def reveal(terminal: Terminal, f2: str | bytes) -> None:
    """Show a typed password with F2, as a terminal sends it."""
    terminal.send(PASSWORD)
    terminal.wait_for(DOTS)
    terminal.send(f2)
    terminal.wait_for(PASSWORD)


# GNU screen


@pytest.fixture
def in_screen(start: Start, sockets: Path, home: Path) -> Iterator[Terminal]:
    """A shell in GNU screen."""
    screen = needed_program("screen")
    (home / ".screenrc").write_text("startup_message off\n", encoding="ascii")
    shell = ("-s", "/bin/sh", "-U", "-S", "ours")
    env = {"SCREENDIR": str(sockets), "PS1": "PROMPT> ", "ENV": ""}
    terminal = start(program=(screen, *shell), env=env)
    terminal.wait_for("PROMPT>")
    yield terminal
    subprocess.run(
        [screen, "-S", "ours", "-X", "quit"],
        env={"SCREENDIR": str(sockets), "PATH": os.environ["PATH"]},
        check=False,
        capture_output=True,
    )


def test_in_screen_detached_attached_stopped_and_to_the_end(
    in_screen: Terminal, start: Start, link: Link, sockets: Path
) -> None:
    in_screen.send(" ".join([*PROGRAM, f"'{link()}'"]) + "\n")
    walk = Walk(in_screen)
    walk.to("password")
    reveal(in_screen, "\x1bOQ")
    in_screen.press("ctrl+z")
    in_screen.wait_for("PROMPT>")
    in_screen.wait_gone(TITLES["password"])
    in_screen.send("fg\n")
    walk.wait_for(TITLES["password"], DOTS)
    in_screen.press("ctrl+a")
    in_screen.send("d")
    in_screen.wait_exit()
    again = start(
        program=(needed_program("screen"), "-U", "-r", "ours"), env={"SCREENDIR": str(sockets)}
    )
    walk = Walk(again)
    again.wait_for(TITLES["password"], DOTS)
    again.press("ctrl+l")
    again.send(f"\r{PASSWORD}\r")
    from_the_pin_on(walk, link())
    again.wait_for("PROMPT>")


# tmux


def test_in_a_window_of_tmux_of_its_own_ctrl_z_is_refused(
    link: Link, environment: dict[str, str], home: Path
) -> None:
    with Tmux((*PROGRAM, link()), env=environment, cwd=home, size=(80, 24)) as window:
        window.wait_for(TITLES["account"])
        window.press("C-z")
        window.wait_for(NO_SHELL)
        window.press("Enter")
        window.wait_for(TITLES["password"])


# dtach


def test_in_dtach_detached_and_attached_all_is_there_and_ctrl_z_is_refused(
    start: Start, link: Link, sockets: Path
) -> None:
    dtach = needed_program("dtach")
    socket = str(sockets / "socket")
    first = start(program=(dtach, "-c", socket, "-r", "winch", "-z", *PROGRAM, link()))
    walk = Walk(first)
    walk.to("password").send(PASSWORD)
    first.wait_for(DOTS)
    first.press("ctrl+z")
    first.wait_for(NO_SHELL)
    first.send("\x1c")
    first.wait_exit()
    again = start(program=(dtach, "-a", socket, "-r", "winch", "-z"))
    again.wait_for(TITLES["password"], DOTS)
    again.send(f"\r{PASSWORD}\r")
    from_the_pin_on(Walk(again), link()).wait_exit()


def test_in_dtach_that_redraws_by_ctrl_l_all_is_there(
    start: Start, link: Link, sockets: Path
) -> None:
    dtach = needed_program("dtach")
    socket = str(sockets / "socket")
    first = start(program=(dtach, "-c", socket, "-r", "ctrl_l", "-z", *PROGRAM, link()))
    Walk(first).to("password").send(PASSWORD)
    first.wait_for(DOTS)
    first.hang_up()
    first.wait_exit()
    again = start(program=(dtach, "-a", socket, "-r", "ctrl_l", "-z"))
    again.wait_for(TITLES["password"], DOTS)
    again.press("ctrl+q")
    again.wait_for("Quit without activating?")
    again.press("tab", "enter")
    again.wait_exit()


# A text console, and PuTTY

CONSOLE = {"TERM": "linux"}
PUTTY = {"TERM": "putty-256color"}


def test_on_a_linux_console_to_the_end_with_its_keys_and_its_letters(
    start: Start, link: Link
) -> None:
    address = link("ok.de")
    terminal = start("--lang", "de", address, env=CONSOLE)
    walk = Walk(terminal, language="de")
    walk.at("account").send("\x1b[[A")  # F1
    walk.wait_for("Keys")
    terminal.send("\x1b[[A")
    walk.wait_gone("Keys")
    walk.to("password").send(PASSWORD)
    terminal.wait_for("11/32")
    terminal.send("\x1b[1~x\x1b[4~\x7f\x1b[1~\x1b[3~")  # Home, End, Backspace, Home, Delete
    terminal.wait_for("10/32")
    terminal.send("\x1b[4~\x15")
    terminal.wait_until(lambda: terminal.picture.count(" 0/32") == 2, "empty fields")
    walk.through("password")
    assert from_the_pin_on(walk, address).wait_exit() == 0
    assert not set("●○✓•╭━") & set(terminal.raw.decode())
    assert "Prüfen" in terminal.raw.decode()


F2_OF_PUTTY = {
    "ESC[n~": "\x1b[12~",
    "Linux": "\x1b[[B",
    "Xterm R6": "\x1bOQ",
    "VT400": "\x1b[12~",
    "VT100+": "\x1bOQ",
    "Xterm 216+": "\x1bOQ",
}
"""The choices of “The Function keys and keypad” in its manual, and what F2 sends; SCO's are others."""


@pytest.mark.parametrize("keys", F2_OF_PUTTY)
def test_each_way_in_which_putty_sends_function_keys(start: Start, link: Link, keys: str) -> None:
    walk = Walk(start(link(), env=PUTTY))
    reveal(walk.to("password"), F2_OF_PUTTY[keys])


def test_putty_that_is_set_to_latin_1_is_told_and_loses_nothing(start: Start, link: Link) -> None:
    walk = Walk(start(link(), env=PUTTY))
    terminal = walk.to("password")
    terminal.send("Xk7\x08\x7f7".encode("latin-1"))
    terminal.wait_for("2/32")
    terminal.send("ö".encode("latin-1"))
    terminal.wait_for("This terminal does not send UTF-8")
    terminal.send("v")
    terminal.wait_for("3/32")
    terminal.send("\x1b[1~\x1b[4~\x1b[11~")
    walk.wait_for("Keys")


# mosh


def test_over_mosh_to_the_end(start: Start, link: Link, home: Path) -> None:
    server, client = needed_program("mosh-server"), needed_program("mosh-client")
    address = link()
    # The session's terminal is the program's own.
    began = subprocess.run(
        [server, "new", "-i", "127.0.0.1", "-c", "256", "--", *PROGRAM, address],
        env={
            "PATH": os.environ["PATH"],
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            "LC_ALL": "C.UTF-8",
            "HOME": str(home),
            "PYTHONPATH": str(Path(__file__).parents[2]),
            "MOSH_SERVER_NETWORK_TMOUT": "600",
        },
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    connect = next(line for line in began.stdout.splitlines() if line.startswith("MOSH CONNECT"))
    port, key = connect.split()[2:]
    terminal = start(
        program=(client, "127.0.0.1", port),
        env={"MOSH_KEY": key, "LC_ALL": "C.UTF-8", "MOSH_PREDICTION_DISPLAY": "never"},
    )
    walk = Walk(terminal)
    walk.to("password").press("ctrl+z")
    terminal.wait_for(NO_SHELL)
    walk.through("password")
    from_the_pin_on(walk, address).wait_exit()
    assert not any(terminal.received(secret) for secret in SECRETS)
