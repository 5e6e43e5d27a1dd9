"""Browsers as data, and how each opens an address: as usual, privately, in a profile of its own.

Sources for the options: Mozilla's page on Firefox's command line parameters, Chromium's list of
command line switches (Chrome has the same), Microsoft's page on InPrivate for Edge.
"""

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tui.terminal.environment import Surroundings, home_folder

Window = Literal["usual", "private", "profile"]
"""How an address is opened: as a click would, in a private window, in a profile of its own."""

Find = Callable[[str], str | None]
"""The path of a program, or a path if it exists; None where there is no such thing."""

FOLDER = "{folder}"
"""Stands in a command for the folder of a profile."""


@dataclass(frozen=True, slots=True)
class Browser:
    """One browser: its programs by preference, its names elsewhere, and its options.

    `mac` is the application's name on macOS, `windows` its path on a Windows drive.
    """

    name: str
    programs: tuple[str, ...]
    mac: str
    windows: tuple[str, ...]
    private: tuple[str, ...]
    profile: tuple[str, ...]


_CHROMIUM_PROFILE = (f"--user-data-dir={FOLDER}", "--no-first-run", "--no-default-browser-check")

BROWSERS: tuple[Browser, ...] = (
    Browser(
        "Firefox",
        ("firefox", "firefox-esr"),
        "Firefox",
        ("Program Files/Mozilla Firefox/firefox.exe",),
        ("--private-window",),
        ("--new-instance", "--profile", FOLDER),
    ),
    Browser(
        "Chromium",
        ("chromium", "chromium-browser"),
        "Chromium",
        (),
        ("--incognito",),
        _CHROMIUM_PROFILE,
    ),
    Browser(
        "Chrome",
        ("google-chrome", "google-chrome-stable"),
        "Google Chrome",
        ("Program Files/Google/Chrome/Application/chrome.exe",),
        ("--incognito",),
        _CHROMIUM_PROFILE,
    ),
    Browser(
        "Edge",
        ("microsoft-edge", "microsoft-edge-stable"),
        "Microsoft Edge",
        ("Program Files (x86)/Microsoft/Edge/Application/msedge.exe",),
        ("--inprivate",),
        _CHROMIUM_PROFILE,
    ),
)

_OPENERS: tuple[tuple[str, ...], ...] = (("xdg-open",), ("gio", "open"))
_WSL_OPENERS: tuple[tuple[str, ...], ...] = (
    ("wslview",),
    ("rundll32.exe", "url.dll,FileProtocolHandler"),
)
_TERMUX_OPENERS: tuple[tuple[str, ...], ...] = (("termux-open-url",),)
_WINDOWS_DRIVE = "/mnt/c/"


@dataclass(frozen=True, slots=True)
class Opening:
    """One way to open an address: the command it is the last argument of.

    `browser` is empty where the system picks one. `snap` is the name of the snap package the
    browser comes as, which reads no hidden folders.
    """

    window: Window
    browser: str
    command: tuple[str, ...]
    snap: str = ""

    def arguments(self, url: str, folder: str = "") -> tuple[str, ...]:
        """The whole argument list; `folder` is that of a profile of its own."""
        return (*(word.replace(FOLDER, folder) for word in self.command), url)


def found(name: str) -> str | None:
    """The path of a program on PATH, or of a file or folder named by its whole path."""
    if name.startswith("/"):
        return name if os.path.exists(name) else None
    return shutil.which(name)


def openings(surroundings: Surroundings, find: Find = found) -> tuple[Opening, ...]:
    """Every way to open an address here: as usual first, then private windows, then profiles."""
    usual = _usual(surroundings, find)
    ways = [] if usual is None else [usual]
    if surroundings.place == "desktop":
        on_mac = surroundings.platform == "macos"
        known = list(_on_mac(find) if on_mac else _on_linux(find))
        ways += known
        if usual is None and known:  # nothing names the usual browser, so it is the first one
            first = known[0]
            program = first.command[:1]
            ways.insert(0, Opening("usual", first.browser, program))
    elif surroundings.place == "wsl":
        ways += _on_windows(find)
    order: tuple[Window, ...] = ("usual", "private", "profile")
    return tuple(sorted(ways, key=lambda way: order.index(way.window)))


def _usual(surroundings: Surroundings, find: Find) -> Opening | None:
    command = surroundings.browser_command
    if command and find(command[0]):
        return Opening("usual", "", command)
    if surroundings.place == "desktop" and surroundings.platform == "macos":
        return Opening("usual", "", ("open",))
    openers = {"desktop": _OPENERS, "wsl": _WSL_OPENERS, "termux": _TERMUX_OPENERS}
    for opener in openers.get(surroundings.place, ()):
        path = find(opener[0])
        if path is not None:
            return Opening("usual", "", (path, *opener[1:]))
    return None


def _on_linux(find: Find) -> Iterator[Opening]:
    for browser in BROWSERS:
        for program in browser.programs:
            path = find(program)
            if path is not None:
                snap = program if find(f"/snap/bin/{program}") else ""
                yield Opening("private", browser.name, (path, *browser.private))
                yield Opening("profile", browser.name, (path, *browser.profile), snap)
                break


def _on_mac(find: Find) -> Iterator[Opening]:
    for browser in BROWSERS:
        if find(f"/Applications/{browser.mac}.app"):
            start = ("open", "-n", "-a", browser.mac, "--args")
            yield Opening("private", browser.name, (*start, *browser.private))
            yield Opening("profile", browser.name, (*start, *browser.profile))


def _on_windows(find: Find) -> Iterator[Opening]:
    for browser in BROWSERS:
        for place in browser.windows:
            path = find(_WINDOWS_DRIVE + place)
            if path is not None:
                yield Opening("private", browser.name, (path, *browser.private))


def profile_folder(account: str, environment: Mapping[str, str], *, snap: str = "") -> Path:
    """Where an account's browser profile lives, below the folder for programs' data (XDG).

    The folder's name tells nothing of the account, since it stands in an argument list. A browser
    that is a snap package can write only below its own folder.
    """
    home = home_folder(environment)
    name = hashlib.sha256(account.strip().lower().encode()).hexdigest()[:12]
    if snap:
        return home / "snap" / snap / "common" / "unify-activate" / name
    data = environment.get("XDG_DATA_HOME", "")
    base = Path(data) if data.startswith("/") else home / ".local" / "share"
    return base / "unify-activate" / "profiles" / name


def make_profile_folder(folder: Path) -> None:
    """Make the folder, for its owner alone.

    Raises:
        OSError: it cannot be made.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
