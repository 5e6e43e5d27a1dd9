"""Where the program runs: what can be opened, drawn and copied there.

One pure function reads it off the environment and a few facts of the machine; nothing is asked of
the terminal. The variables: sshd(8) for SSH_*, the XDG and Wayland documentation for DISPLAY and
WAYLAND_DISPLAY, tmux(1) and screen(1) for TMUX and STY, Microsoft's for WSL_*, the Termux wiki
for TERMUX_VERSION, Python's `webbrowser` for BROWSER.
"""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tui.terminal.charset import given_environment, takes_utf8

SessionPlace = Literal["desktop", "wsl", "termux", "ssh", "container", "console"]
"""Where a person sits: at a desktop (or Windows, around a Linux of its own), at a phone, elsewhere
(SSH), or at a terminal without any display (a container's, a text console)."""

OperatingSystem = Literal["linux", "macos", "windows", "android"]
"""What a person's programs run on, as backends name platforms."""

Multiplexer = Literal["tmux", "screen"]

TEXT_BROWSERS = frozenset(
    {"browsh", "carbonyl", "elinks", "links", "links2", "lynx", "w3m", "www-browser"}
)
"""Browsers that draw on the terminal, which is ours while the program runs."""

_REMOTE = ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY")
_IN_WSL = ("WSL_DISTRO_NAME", "WSL_INTEROP")
_WITHOUT_STRINGS = ("linux", "dumb", "vt100", "vt220")
"""Values of TERM whose terminals print what they do not know of OSC sequences."""


@dataclass(frozen=True, slots=True)
class Machine:
    """What is known of a machine beside the environment.

    `system` is Python's `sys.platform`, `release` the kernel's.
    """

    system: str
    release: str = ""
    in_container: bool = False


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What can be done here.

    `platform` is None where no desktop program could show itself. `browser_command` is what
    BROWSER names, if it can be started here. `unicode` says whether block characters can be
    drawn, `hyperlinks` whether OSC 8 does no harm, `clipboard` whether OSC 52 may be tried: no
    terminal says whether it obeyed.
    """

    place: SessionPlace
    platform: OperatingSystem | None = None
    browser_command: tuple[str, ...] = ()
    multiplexer: Multiplexer | None = None
    unicode: bool = True
    hyperlinks: bool = True
    clipboard: bool = True

    @property
    def opens_browser(self) -> bool:
        """Whether a browser started here would show itself to the person."""
        return self.place in ("desktop", "wsl", "termux") or bool(self.browser_command)


def surroundings(environment: Mapping[str, str], machine: Machine) -> Surroundings:
    """What can be done in an environment on a machine; a pure function."""
    place = _place(environment, machine)
    multiplexer = _multiplexer(environment)
    term = environment.get("TERM", "")
    takes_strings = multiplexer is not None or term not in _WITHOUT_STRINGS
    apple = environment.get("TERM_PROGRAM") == "Apple_Terminal" and multiplexer is None
    return Surroundings(
        place,
        platform=_platform(place, machine),
        browser_command=_browser_command(environment, place),
        multiplexer=multiplexer,
        unicode=takes_utf8(environment, machine.system),
        hyperlinks=takes_strings and multiplexer != "screen",
        clipboard=takes_strings and not apple,
    )


def home_folder(environment: Mapping[str, str]) -> Path:
    """The user's home; the root where neither HOME nor the system knows one, as for shells."""
    try:
        return Path(environment.get("HOME") or Path.home())
    except RuntimeError:
        return Path("/")


def here() -> Surroundings:
    """What can be done here and now."""
    release = os.uname().release
    marks = ("/.dockerenv", "/run/.containerenv")
    in_container = any(os.path.exists(mark) for mark in marks)
    return surroundings(given_environment(), Machine(sys.platform, release, in_container))


def _place(environment: Mapping[str, str], machine: Machine) -> SessionPlace:
    if any(environment.get(name) for name in _REMOTE):
        return "ssh"  # with a forwarded display too: a browser there is a slow, foreign one
    if environment.get("TERMUX_VERSION") or "com.termux" in environment.get("PREFIX", ""):
        return "termux"
    if machine.system == "darwin":
        return "desktop"
    if any(environment.get(name) for name in _IN_WSL):
        return "wsl"
    if "microsoft" in machine.release.lower() and not machine.in_container:
        return "wsl"
    if environment.get("WAYLAND_DISPLAY") or environment.get("DISPLAY"):
        return "desktop"
    return "container" if machine.in_container else "console"


def _platform(place: SessionPlace, machine: Machine) -> OperatingSystem | None:
    if place == "desktop":
        return "macos" if machine.system == "darwin" else "linux"
    return {"wsl": "windows", "termux": "android"}.get(place)  # type: ignore[return-value]


def _multiplexer(environment: Mapping[str, str]) -> Multiplexer | None:
    if environment.get("TMUX"):
        return "tmux"
    return "screen" if environment.get("STY") else None


def _browser_command(environment: Mapping[str, str], place: SessionPlace) -> tuple[str, ...]:
    """The first graphical browser of BROWSER.

    Away from a desktop it counts only where an editor's remote window set it: that one opens on
    the computer one sits at.
    """
    if place not in ("desktop", "wsl", "termux") and not environment.get("VSCODE_IPC_HOOK_CLI"):
        return ()
    for entry in environment.get("BROWSER", "").split(":"):
        command = _words(entry)
        if command and Path(command[0]).name not in TEXT_BROWSERS:
            return command
    return ()


def _words(entry: str) -> tuple[str, ...]:
    import shlex

    try:
        return tuple(word for word in shlex.split(entry) if word not in ("%s", "%u", "&"))
    except ValueError:
        return ()
