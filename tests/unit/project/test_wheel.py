"""What is handed out: a wheel that holds everything, and works where it is installed."""

import subprocess
import sys
import urllib.request
import zipfile
from pathlib import Path

import pytest

from api_client.version import VERSION
from tests.checkout import ROOT
from tests.handed_out import PACKAGES, source_faults, try_commands, wheel_faults
from tests.installed import Installed, run
from tests.manual import PAGES


def test_the_wheel_holds_the_packages_whole_and_nothing_else(installed: Installed) -> None:
    assert wheel_faults(installed.wheel) == set()
    with zipfile.ZipFile(installed.wheel) as wheel:
        names = wheel.namelist()
    for needed in (
        "tui/app/app.tcss",
        "tui/app/screens/account.tcss",
        "tui/locale/de/LC_MESSAGES/unify_activate.mo",
        "mock_server/locale/de/LC_MESSAGES/unify_mock.mo",
        "api_client/openapi.json",
        "api_client/passwords/words/de.txt",
        "mock_server/website/frame.html",
        "mock_server/mail/letter.html",
        *(f"{package}/py.typed" for package in PACKAGES),
    ):
        assert needed in names


def test_the_wheel_names_its_commands_and_its_licence(installed: Installed) -> None:
    with zipfile.ZipFile(installed.wheel) as wheel:
        about = f"unify_activate-{VERSION}.dist-info"
        commands = wheel.read(f"{about}/entry_points.txt").decode()
        assert "unify-activate = tui.launch:main" in commands
        assert "unify-mock = mock_server.cli:main" in commands
        assert "MIT" in wheel.read(f"{about}/licenses/LICENSE").decode()
        assert "Requires-Dist: textual==" in wheel.read(f"{about}/METADATA").decode()


def test_the_manual_is_installed_where_man_looks_for_it(installed: Installed) -> None:
    for page in PAGES.iterdir():
        found = installed.environment / "share" / "man" / "man1" / page.name
        assert found.read_bytes() == page.read_bytes()


def test_what_runs_is_the_installed_copy(installed: Installed) -> None:
    for package in PACKAGES:
        where = installed.python(f"import {package}; print({package}.__file__)")
        assert Path(where).is_relative_to(installed.packages)


def test_every_module_compiles(installed: Installed) -> None:
    folders = [installed.packages / package for package in PACKAGES]
    python = installed.command("python")
    run(python, "-W", "error", "-m", "compileall", "-q", *folders, cwd=installed.environment)


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("de_DE.UTF-8", ("Aufruf: ", "diese Hilfe")),
        ("en_GB.UTF-8", ("usage: ", "show this help")),
    ],
)
@pytest.mark.parametrize("name", ["unify-activate", "unify-mock"])
def test_the_commands_help_in_both_languages(
    installed: Installed, name: str, locale: str, words: tuple[str, ...]
) -> None:
    said = run(installed.command(name), "--help", cwd=installed.environment, LC_ALL=locale)
    assert said.startswith(f"{words[0]}{name}")
    assert [word for word in words if word not in said] == []


def test_the_commands_know_their_version_and_activate_an_account_together(
    installed: Installed, tmp_path: Path
) -> None:
    try_commands(installed.environment, tmp_path)


def test_the_installed_app_draws_in_its_own_styles(installed: Installed) -> None:
    drawn = installed.python(
        """
import asyncio
from api_client.connect import BackendSettings, open_backend
from mock_server.server import RunningMock
from api_client.link import find_links
from tui.app.app import ActivateApp
from tui.journey.clock import SystemClock
from tui.journey.invitation import Invitation
from tui.journey.journey import Journey
from tui.journey.account_queue import AccountQueue

async def draw(link):
    journey = Journey(lambda link, mail: open_backend(link, BackendSettings(), mail), SystemClock())
    app = ActivateApp(journey, AccountQueue([Invitation(link)]))
    async with app.run_test() as pilot:
        while type(app.screen).__name__ not in ("AccountScreen", "ProblemScreen"):
            await pilot.pause()
        print(type(app.screen).__name__)

with RunningMock() as mock:
    asyncio.run(draw(find_links(mock.service.demo_link())[0]))
"""
    )
    assert drawn == "AccountScreen"


def test_the_installed_mock_server_answers_and_stops(installed: Installed) -> None:
    command = [str(installed.command("unify-mock")), "serve", "--port", "0", "--cheap-hash"]
    with subprocess.Popen(
        command, cwd=installed.environment, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            ready, _, origin = process.stdout.readline().strip().partition(" ")
            assert ready == "READY"
            direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
            with direct.open(f"{origin}/healthz") as answer:
                assert answer.status == 200
            with direct.open(f"{origin}/signin") as page:
                assert b"<form" in page.read()
            process.terminate()
            assert process.wait() == 0
        finally:
            process.kill()


def test_the_source_archive_can_be_built_and_checked_again(tmp_path: Path) -> None:
    build = (sys.executable, "-m", "hatchling", "build", "--target", "sdist")
    run(*build, "--directory", tmp_path, cwd=ROOT)
    (archive,) = tmp_path.glob("*.tar.gz")
    assert source_faults(archive) == set()
