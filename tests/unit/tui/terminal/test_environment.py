"""Where the program runs, read off environment and machine; and which place to work that means."""

from pathlib import Path

import pytest

from api_client.models import Workspace, WorkspaceKind
from tui.browser.workspace import ProposalReason, proposed_workspace
from tui.terminal.environment import (
    Machine,
    OperatingSystem,
    SessionPlace,
    Surroundings,
    home_folder,
    surroundings,
)

LINUX = Machine("linux", "6.1.0-18-amd64")
CONTAINER = Machine("linux", "6.1.0-18-amd64", in_container=True)
MAC = Machine("darwin", "23.5.0")
WSL = Machine("linux", "5.15.153.1-microsoft-standard-WSL2")
SSH = {"SSH_CONNECTION": "192.0.2.7 50000 192.0.2.1 22", "SSH_TTY": "/dev/pts/0"}
TERMUX = {"TERMUX_VERSION": "0.118", "PREFIX": "/data/data/com.termux/files/usr"}
VSCODE = {"VSCODE_IPC_HOOK_CLI": "/run/user/1000/vscode.sock", "BROWSER": "/opt/code/browser.sh"}

PLACES: dict[str, tuple[dict[str, str], Machine, SessionPlace, OperatingSystem | None, bool]] = {
    "X11": ({"DISPLAY": ":0"}, LINUX, "desktop", "linux", True),
    "Wayland": ({"WAYLAND_DISPLAY": "wayland-0"}, LINUX, "desktop", "linux", True),
    "an empty DISPLAY": ({"DISPLAY": ""}, LINUX, "console", None, False),
    "a text console": ({"TERM": "linux"}, LINUX, "console", None, False),
    "SSH": (SSH, LINUX, "ssh", None, False),
    "SSH with a forwarded display": (
        SSH | {"DISPLAY": "localhost:10.0"},
        LINUX,
        "ssh",
        None,
        False,
    ),
    "SSH without a terminal of its own": ({"SSH_CLIENT": "a 1 2"}, LINUX, "ssh", None, False),
    "SSH to a Mac": (SSH, MAC, "ssh", None, False),
    "SSH into WSL": (SSH | {"WSL_DISTRO_NAME": "Debian"}, WSL, "ssh", None, False),
    "an agent's socket is no SSH": (
        {"SSH_AUTH_SOCK": "/run/agent", "SSH_AGENT_PID": "7", "DISPLAY": ":0"},
        LINUX,
        "desktop",
        "linux",
        True,
    ),
    "a Mac": ({"TERM_PROGRAM": "iTerm.app"}, MAC, "desktop", "macos", True),
    "WSL": ({"WSL_DISTRO_NAME": "Debian"}, WSL, "wsl", "windows", True),
    "WSL with WSLg's display": (
        {"WSL_INTEROP": "/run/WSL/8_interop", "DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"},
        WSL,
        "wsl",
        "windows",
        True,
    ),
    "WSL, after sudo took its variables": ({}, WSL, "wsl", "windows", True),
    "Termux": (TERMUX, Machine("linux", "5.10.157-android13"), "termux", "android", True),
    "a container": ({}, CONTAINER, "container", None, False),
    "a container on WSL's kernel": (
        {},
        Machine("linux", WSL.release, in_container=True),
        "container",
        None,
        False,
    ),
    "a container with the desktop's display": (
        {"DISPLAY": ":0"},
        CONTAINER,
        "desktop",
        "linux",
        True,
    ),
    "an editor's remote window": (SSH | VSCODE, LINUX, "ssh", None, True),
    "an editor's container": (VSCODE, CONTAINER, "container", None, True),
    "BROWSER alone over SSH": (SSH | {"BROWSER": "firefox"}, LINUX, "ssh", None, False),
    "another system": ({}, Machine("freebsd14"), "console", None, False),
    "nothing known at all": ({}, Machine(""), "console", None, False),
}


@pytest.mark.parametrize("name", PLACES)
def test_where_one_sits_and_what_can_open_there(name: str) -> None:
    environment, machine, place, platform, opens = PLACES[name]
    found = surroundings(environment, machine)
    assert (found.place, found.platform, found.opens_browser) == (place, platform, opens)


@pytest.mark.parametrize(
    ("environment", "multiplexer", "hyperlinks", "clipboard"),
    [
        ({"TERM": "xterm-256color"}, None, True, True),
        ({"TERM": "linux"}, None, False, False),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"}, None, True, False),
        ({"TERM": "tmux-256color", "TMUX": "/tmp/tmux-0/default,1,0"}, "tmux", True, True),
        ({"TERM": "linux", "TMUX": "/tmp/tmux-0/default,1,0"}, "tmux", True, True),
        ({"TERM": "screen-256color", "TMUX": "x", "STY": "1.pts"}, "tmux", True, True),
        ({"TERM": "screen", "STY": "1234.pts-0.host"}, "screen", False, True),
        ({"TERM": "tmux-256color", "TMUX": ""}, None, True, True),
    ],
)
def test_what_the_terminal_can_be_asked_for(
    environment: dict[str, str], multiplexer: str | None, hyperlinks: bool, clipboard: bool
) -> None:
    found = surroundings(environment, LINUX)
    assert found.multiplexer == multiplexer
    assert (found.hyperlinks, found.clipboard) == (hyperlinks, clipboard)


@pytest.mark.parametrize(
    ("environment", "machine", "draws"),
    [
        ({"LANG": "de_DE.UTF-8"}, LINUX, True),
        ({"LANG": "C.utf8"}, LINUX, True),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": "C"}, LINUX, False),
        ({"LANG": "C", "LC_CTYPE": "en_US.UTF-8"}, LINUX, True),
        ({"LANG": "de_DE.ISO-8859-1"}, LINUX, False),
        ({}, LINUX, False),
        ({}, MAC, True),
    ],
)
def test_block_characters_need_a_locale_that_has_them(
    environment: dict[str, str], machine: Machine, draws: bool
) -> None:
    assert surroundings(environment, machine).unicode is draws


@pytest.mark.parametrize(
    ("value", "command"),
    [
        ("firefox", ("firefox",)),
        ("w3m:firefox", ("firefox",)),
        ("/usr/bin/lynx", ()),
        ("firefox --new-tab %s", ("firefox", "--new-tab")),
        ("'/opt/my browser/run' -a", ("/opt/my browser/run", "-a")),
        ("'unclosed", ()),
        ("", ()),
    ],
)
def test_browser_names_the_first_that_leaves_the_terminal_alone(
    value: str, command: tuple[str, ...]
) -> None:
    found = surroundings({"DISPLAY": ":0", "BROWSER": value}, LINUX)
    assert found.browser_command == command


# Which place to work is proposed

WINDOWS_APP = Workspace(kind="desktop_app", platform="windows", url="https://apps.example/a.exe")
MAC_APP = Workspace(kind="desktop_app", platform="macos", url="https://apps.example/a.dmg")
ANY_APP = Workspace(kind="desktop_app", url="https://apps.example/a")
BROWSER = Workspace(kind="web_browser", url="https://app.example/")

PROPOSALS: list[tuple[Surroundings, tuple[Workspace, ...], WorkspaceKind, ProposalReason]] = [
    (Surroundings("desktop", "macos"), (WINDOWS_APP, MAC_APP), "desktop_app", "runs-here"),
    (Surroundings("wsl", "windows"), (WINDOWS_APP, MAC_APP), "desktop_app", "runs-here"),
    (Surroundings("desktop", "linux"), (ANY_APP,), "desktop_app", "runs-here"),
    (Surroundings("desktop", "linux"), (WINDOWS_APP, MAC_APP), "web_browser", "platform"),
    (Surroundings("termux", "android"), (WINDOWS_APP,), "web_browser", "platform"),
    (Surroundings("ssh"), (WINDOWS_APP, MAC_APP), "web_browser", "ssh"),
    (Surroundings("ssh"), (ANY_APP,), "web_browser", "ssh"),
    (Surroundings("container"), (WINDOWS_APP,), "web_browser", "container"),
    (Surroundings("console"), (WINDOWS_APP,), "web_browser", "no-display"),
]


@pytest.mark.parametrize(("where", "apps", "kind", "reason"), PROPOSALS)
def test_the_app_is_proposed_where_it_runs_and_the_browser_elsewhere(
    where: Surroundings, apps: tuple[Workspace, ...], kind: WorkspaceKind, reason: ProposalReason
) -> None:
    proposal = proposed_workspace(where, {"desktop_app": apps, "web_browser": (BROWSER,)})
    assert proposal is not None
    assert (proposal.kind, proposal.reason) == (kind, reason)


def test_a_single_offer_is_proposed_whatever_the_machine() -> None:
    only_app = proposed_workspace(Surroundings("ssh"), {"desktop_app": (WINDOWS_APP,)})
    assert only_app is not None
    assert (only_app.kind, only_app.reason) == ("desktop_app", "only")
    assert proposed_workspace(Surroundings("ssh"), {"desktop_app": ()}) is None


def test_a_user_whom_the_system_does_not_know_is_at_home_where_a_shell_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def unknown(_number: int) -> None:
        raise KeyError

    monkeypatch.delenv("HOME", raising=False)
    monkeypatch.setattr("pwd.getpwuid", unknown)
    assert home_folder({}) == Path("/")
    assert home_folder({"HOME": "/srv/eva"}) == Path("/srv/eva")
