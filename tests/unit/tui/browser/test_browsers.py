"""How each browser opens an address, which of them are there, and what may not be offered."""

import asyncio
from pathlib import Path

import pytest

from tests.links import activation_link
from tui.browser.actions import Handoff, Tools, offers, open_address
from tui.browser.address import Address
from tui.browser.browsers import Find, Opening, Window, found, openings, profile_folder
from tui.terminal.environment import Surroundings

URL = "https://login.example/"
SECRET_URL = activation_link("https://secure.example").url()
LINUX = Surroundings("desktop", "linux")
MAC = Surroundings("desktop", "macos")
WSL = Surroundings("wsl", "windows")
EDGE_ON_WINDOWS = "/mnt/c/Program Files (x86)/Microsoft/Edge/Application/msedge.exe"


def having(*programs: str) -> Find:
    """A machine with these programs and paths."""
    return {name: name if name[0] == "/" else f"/usr/bin/{name}" for name in programs}.get


def commands(where: Surroundings, window: Window, *programs: str) -> list[list[str]]:
    """The argument lists for a window, with `F` for the profile's folder."""
    ways = openings(where, having(*programs))
    return [list(way.arguments(URL, "F")) for way in ways if way.window == window]


@pytest.mark.parametrize(
    ("where", "window", "programs", "expected"),
    [
        (LINUX, "usual", ["xdg-open"], ["/usr/bin/xdg-open"]),
        (LINUX, "usual", ["gio"], ["/usr/bin/gio", "open"]),
        (LINUX, "usual", ["chromium"], ["/usr/bin/chromium"]),
        (LINUX, "private", ["firefox"], ["/usr/bin/firefox", "--private-window"]),
        (LINUX, "private", ["firefox-esr"], ["/usr/bin/firefox-esr", "--private-window"]),
        (LINUX, "private", ["chromium"], ["/usr/bin/chromium", "--incognito"]),
        (LINUX, "private", ["google-chrome"], ["/usr/bin/google-chrome", "--incognito"]),
        (LINUX, "private", ["microsoft-edge"], ["/usr/bin/microsoft-edge", "--inprivate"]),
        (
            LINUX,
            "profile",
            ["firefox"],
            ["/usr/bin/firefox", "--new-instance", "--profile", "F"],
        ),
        (
            LINUX,
            "profile",
            ["chromium-browser"],
            [
                "/usr/bin/chromium-browser",
                "--user-data-dir=F",
                "--no-first-run",
                "--no-default-browser-check",
            ],
        ),
        (MAC, "usual", [], ["open"]),
        (
            MAC,
            "private",
            ["/Applications/Google Chrome.app"],
            ["open", "-n", "-a", "Google Chrome", "--args", "--incognito"],
        ),
        (WSL, "usual", ["wslview"], ["/usr/bin/wslview"]),
        (
            WSL,
            "usual",
            ["rundll32.exe"],
            ["/usr/bin/rundll32.exe", "url.dll,FileProtocolHandler"],
        ),
        (WSL, "private", [EDGE_ON_WINDOWS], [EDGE_ON_WINDOWS, "--inprivate"]),
        (
            Surroundings("termux", "android"),
            "usual",
            ["termux-open-url"],
            ["/usr/bin/termux-open-url"],
        ),
        (
            Surroundings("desktop", "linux", browser_command=("firefox", "-new-tab")),
            "usual",
            ["xdg-open", "firefox"],
            ["firefox", "-new-tab"],
        ),
        (
            Surroundings("ssh", browser_command=("/opt/code/browser.sh",)),
            "usual",
            ["/opt/code/browser.sh"],
            ["/opt/code/browser.sh"],
        ),
    ],
)
def test_the_address_is_the_last_argument_of_the_right_program(
    where: Surroundings, window: Window, programs: list[str], expected: list[str]
) -> None:
    assert commands(where, window, *programs) == [[*expected, URL]]


@pytest.mark.parametrize("place", ["ssh", "container", "console"])
def test_without_a_desktop_no_browser_is_offered_whatever_is_installed(place: str) -> None:
    where = Surroundings(place)  # type: ignore[arg-type]
    assert openings(where, having("firefox", "xdg-open", "wslview", "open")) == ()


def test_a_desktop_without_any_program_offers_none() -> None:
    assert openings(LINUX, having()) == ()


def test_of_several_browsers_each_has_a_private_window_and_the_usual_one_comes_first() -> None:
    ways = openings(LINUX, having("chromium", "firefox", "xdg-open"))
    assert [(way.window, way.browser) for way in ways] == [
        ("usual", ""),
        ("private", "Firefox"),
        ("private", "Chromium"),
        ("profile", "Firefox"),
        ("profile", "Chromium"),
    ]


def test_programs_are_looked_up_on_the_path_and_paths_as_they_are(tmp_path: Path) -> None:
    assert found("sh") is not None
    assert found("no-such-browser-here") is None
    assert found(str(tmp_path)) == str(tmp_path)
    assert found(str(tmp_path / "missing")) is None


# Profiles


def test_each_account_has_a_profile_folder_whose_name_tells_nothing_of_it() -> None:
    home = {"HOME": "/home/eva"}
    eva = profile_folder("eva.luehe@beispiel-gmbh.de", home)
    assert eva == profile_folder("Eva.Luehe@beispiel-gmbh.de ", home)
    assert eva != profile_folder("joerg.amsel@beispiel-gmbh.de", home)
    assert eva.parent == Path("/home/eva/.local/share/unify-activate/profiles")
    assert "eva.luehe" not in str(eva)


def test_data_folder_and_snap_packages_have_their_own_places() -> None:
    home = {"HOME": "/home/eva", "XDG_DATA_HOME": "/data"}
    assert str(profile_folder("a", home)).startswith("/data/unify-activate/profiles/")
    assert str(profile_folder("a", home, snap="firefox")).startswith(
        "/home/eva/snap/firefox/common/unify-activate/"
    )
    ways = openings(LINUX, having("firefox", "/snap/bin/firefox", "chromium"))
    assert {way.snap for way in ways if way.browser == "Firefox"} == {"", "firefox"}
    assert {way.snap for way in ways if way.browser == "Chromium"} == {""}


def test_a_profile_is_made_for_its_owner_alone_before_the_browser_starts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    started: list[list[str]] = []

    async def start(command: object) -> bool:
        started.append(list(command))  # type: ignore[call-overload]
        return True

    opening = Opening("profile", "Firefox", ("firefox", "--profile", "{folder}"))
    handoff = Handoff("", Address(URL), "eva@beispiel.example")
    tools = Tools(LINUX, having(), start)
    assert asyncio.run(open_address(handoff, opening, tools))
    [[_program, _option, folder, url]] = started
    assert url == URL
    assert Path(folder).stat().st_mode & 0o777 == 0o700

    monkeypatch.setenv("XDG_DATA_HOME", "/proc/nowhere")
    assert not asyncio.run(open_address(handoff, opening, tools))
    assert len(started) == 1


# What is offered for which address

EVERYTHING = having("xdg-open", "firefox", "chromium")


def offered(
    handoff: Handoff, where: Surroundings = LINUX, *, hands_over: bool = True
) -> list[tuple[str, str]]:
    """Kind and window of each offer."""
    tools = Tools(where, EVERYTHING, hands_over=lambda _where: hands_over)
    return [
        (offer.kind, offer.opening.window if offer.opening else "")
        for offer in offers(handoff, tools)
    ]


PERSONAL = Handoff("", Address(SECRET_URL, secret=True), "815")


def test_an_address_to_sign_in_at_has_every_window_copy_and_code() -> None:
    assert offered(Handoff("", Address(URL), "eva@beispiel.example")) == [
        ("open", "usual"),
        ("open", "private"),
        ("open", "private"),
        ("open", "profile"),
        ("open", "profile"),
        ("copy", ""),
        ("qr", ""),
    ]


def test_without_an_account_there_is_no_profile_to_tell_apart() -> None:
    assert ("open", "profile") not in offered(Handoff("", Address(URL)))


def test_a_download_is_fetched_here_first_on_a_desktop_and_last_elsewhere() -> None:
    app = Handoff("", Address(URL), download=True)
    assert offered(app)[:2] == [("download", ""), ("open", "usual")]
    assert ("open", "private") not in offered(app)
    assert offered(app, Surroundings("ssh"))[-1] == ("download", "")


def test_a_personal_link_goes_to_no_clipboard_and_into_no_common_history() -> None:
    for where in (LINUX, MAC, WSL, Surroundings("ssh"), Surroundings("container")):
        for hands_over in (True, False):
            kinds = offered(PERSONAL, where, hands_over=hands_over)
            assert ("copy", "") not in kinds
            assert ("open", "usual") not in kinds
            assert kinds[-2:] == [("show", ""), ("qr", "")]
    assert ("open", "private") in offered(PERSONAL)


def test_a_personal_link_is_only_shown_where_it_cannot_be_handed_over_safely() -> None:
    assert offered(PERSONAL, hands_over=False) == [("show", ""), ("qr", "")]


def test_a_terminal_without_a_clipboard_is_not_asked_to_copy() -> None:
    console = Surroundings("console", clipboard=False)
    assert offered(Handoff("", Address(URL)), console) == [("qr", "")]


def test_an_address_of_this_machine_is_offered_to_no_phone() -> None:
    here = Handoff("", Address("http://127.0.0.1:8025/signin"))
    assert "qr" not in [kind for kind, _browser in offered(here, Surroundings("console"))]
