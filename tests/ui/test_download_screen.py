"""The download's page: how it goes, how it ends, and what one can do then."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Button, Static

from api_client.download import (
    AppFile,
    DownloadFailed,
    Progress,
    Reason,
    Tell,
    app_file,
    fetch,
    part_path,
)
from api_client.models import Workspace
from tests.downloads import CONTENT, cut, file_server, offer
from tests.scripted_server import ScriptedServer
from tests.ui.stage import Shot, Stage, in_one_line, screen_text, settled, to_end
from tui.app.screens.download import DownloadScreen, Fetch
from tui.app.widgets.percent_bar import Bar
from tui.app.widgets.status_line import Line
from tui.i18n import _

SIZE = 149_600_000
APP = Workspace(
    kind="desktop_app",
    platform="windows",
    url="https://files.example/apps/UnifyOffice-x64.exe",
    size=SIZE,
    sha256="ab" * 32,
)
FOLDERS = (Path("/media/stick"), Path("/tmp"))

Scripted = Callable[[Tell], Awaitable[Path]]


class Seconds:
    """A steady clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def telling(*progress: Progress, then: DownloadFailed | Path | None = None) -> Fetch:
    """A download that goes so and ends so; without an end it goes on for ever."""

    async def fetched(file: AppFile, folder: Path, tell: Tell) -> Path:
        for each in progress:
            tell(each)
        if isinstance(then, Path):
            return then
        if then is not None:
            raise then
        await asyncio.Event().wait()
        raise AssertionError("not reached")

    return fetched


async def onto(
    pilot: Pilot[int],
    fetched: Fetch,
    *,
    workspace: Workspace = APP,
    folders: tuple[Path, ...] = FOLDERS,
    now: Callable[[], float] | None = None,
) -> DownloadScreen:
    """Open the page over the one that is there."""
    await settled(pilot)
    app = pilot.app
    screen = DownloadScreen(
        app.journey,  # type: ignore[attr-defined]
        workspace,
        fetch=fetched,
        folders=folders,
        now=now or Seconds(),
    )
    await app.push_screen(screen)
    for _round in range(3):
        await pilot.pause()
    return screen


def ways(pilot: Pilot[int]) -> list[str]:
    """The buttons that are offered."""
    return [button.id or "" for button in pilot.app.screen.query(Button) if button.display]


async def until(pilot: Pilot[int], is_so: Callable[[], bool]) -> None:
    """Wait for what a thread brings about; a program that broke is not waited for."""
    while not is_so():
        assert pilot.app.is_running
        await pilot.pause(0.01)


# Pictures


@pytest.mark.parametrize("size", [(80, 24)], ids=["80x24"])
@pytest.mark.parametrize("language", ["de"], indirect=True)
def test_it_shows_how_far_how_fast_and_how_long_still(shot: Shot) -> None:
    async def play(pilot: Pilot[int]) -> None:
        seconds = Seconds()

        async def fetched(file: AppFile, folder: Path, tell: Tell) -> Path:
            for second in range(4):
                seconds.now = float(second)
                tell(Progress("receiving", 40_000_000 + second * 4_000_000, SIZE))
            await asyncio.Event().wait()
            raise AssertionError("not reached")

        await onto(pilot, fetched, now=seconds)
        assert ways(pilot) == ["cancel"]
        assert pilot.app.focused is None

    text = in_one_line(shot("ok", play, unfinished=True))
    assert "52,0 MB von 150 MB · 4,0 MB/s · noch etwa 25 Sekunden" in text
    assert "34 %" in text


@pytest.mark.parametrize("size", [(80, 24)], ids=["80x24"])
@pytest.mark.parametrize("language", ["de"], indirect=True)
def test_a_full_disk_says_what_is_needed_and_offers_another_folder(shot: Shot) -> None:
    async def play(pilot: Pilot[int]) -> None:
        failed = DownloadFailed("disk-full", lacking=27_000_000)
        await onto(pilot, telling(Progress("connecting", 0, SIZE), then=failed))
        assert ways(pilot) == ["resume", "elsewhere", "back"]

    assert "27" in shot("ok", play, unfinished=True)


@pytest.mark.parametrize("size", [(120, 40)], ids=["120x40"])
@pytest.mark.parametrize("language", ["en"], indirect=True)
def test_in_the_end_it_says_where_the_file_is_and_what_to_do_with_it(shot: Shot) -> None:
    async def play(pilot: Pilot[int]) -> None:
        there = FOLDERS[0] / "UnifyOffice-x64 (1).exe"
        await onto(pilot, telling(Progress("checking", SIZE, SIZE), then=there))
        assert ways(pilot) == ["back"]

    text = shot("ok", play, unfinished=True)
    assert "/media/stick/UnifyOffice-x64 (1).exe" in text
    assert _("Size and checksum are those that were announced.") in in_one_line(text)


# What one can do


@pytest.fixture
def english() -> Iterator[Stage]:
    """In one language: these prove what happens, not what it looks like."""
    with closing(Stage("en")) as stage:
        yield stage


async def test_escape_stops_first_and_leaves_then(english: Stage) -> None:
    app = english.app(english.link("ok"))
    async with app.run_test() as pilot:
        await settled(pilot)
        below = app.screen
        await onto(pilot, telling(Progress("receiving", 5, SIZE)))
        await pilot.press("escape")
        await pilot.pause()
        assert _("The download is stopped") in screen_text(pilot)
        assert ways(pilot) == ["resume", "back"]
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen is below


@pytest.mark.parametrize("key", ["enter", "space"])
async def test_a_key_that_is_still_held_from_before_cancels_nothing(
    english: Stage, key: str
) -> None:
    app = english.app(english.link("ok"))
    async with app.run_test() as pilot:
        await settled(pilot)
        await onto(pilot, telling(Progress("receiving", 5, SIZE)))
        await pilot.press(key, key)
        assert ways(pilot) == ["cancel"]
        await pilot.press("tab", "enter")
        await pilot.pause()
        assert ways(pilot)[0] == "resume"


async def test_another_folder_is_the_next_one_and_the_first_comes_again(english: Stage) -> None:
    tried: list[Path] = []

    async def refused(file: AppFile, folder: Path, tell: Tell) -> Path:
        tried.append(folder)
        raise DownloadFailed("no-permission")

    app = english.app(english.link("ok"))
    async with app.run_test() as pilot:
        await settled(pilot)
        await onto(pilot, refused)
        for folder in ("/tmp", "/media/stick"):
            app.screen.query_one("#elsewhere", Button).press()
            await pilot.pause()
            await until(pilot, lambda: "elsewhere" in ways(pilot))
            assert folder in screen_text(pilot)
    assert tried == [FOLDERS[0], FOLDERS[1], FOLDERS[0]]


@pytest.mark.parametrize("reason", ["unreachable", "damaged", "in-use", "gone"])
async def test_where_no_folder_is_to_blame_none_is_offered(english: Stage, reason: Reason) -> None:
    app = english.app(english.link("ok"))
    async with app.run_test() as pilot:
        await settled(pilot)
        await onto(pilot, telling(then=DownloadFailed(reason)))
        assert ways(pilot) == ["resume", "back"]


@pytest.mark.parametrize("change", [{"url": "http://files.example/a.exe"}, {"sha256": None}])
async def test_an_offer_that_is_not_safe_is_refused_without_a_request(
    english: Stage, change: dict[str, str | None]
) -> None:
    def never(file: AppFile, folder: Path, tell: Tell) -> Awaitable[Path]:
        raise AssertionError("fetched")

    app = english.app(english.link("ok"))
    async with app.run_test() as pilot:
        await settled(pilot)
        await onto(pilot, never, workspace=APP.model_copy(update=change))
        assert ways(pilot) == ["back"]


async def test_words_from_a_server_are_drawn_harmless(english: Stage) -> None:
    hostile = APP.model_copy(
        update={"platform": "\x1b[2J[b]os[/b]", "url": "https://f.example/%1b"}
    )
    app = english.app(english.link("ok"))
    async with app.run_test() as pilot:
        await settled(pilot)
        await onto(pilot, telling(then=Path("/tmp/x")), workspace=hostile)
        assert "\x1b" not in screen_text(pilot)
        assert "[b]os[/b]" in screen_text(pilot)


async def test_it_is_drawn_a_few_times_a_second_however_often_it_is_told(english: Stage) -> None:
    seconds, said = Seconds(), []

    async def fetched(file: AppFile, folder: Path, tell: Tell) -> Path:
        for step in range(2000):
            seconds.now = step / 1000
            tell(Progress("receiving", step * 1000, SIZE))
            said.append(screen.query_one("#state", Line).text)
        return folder / "x"

    app = english.app(english.link("ok"))
    async with app.run_test() as pilot:
        await settled(pilot)
        screen = DownloadScreen(app.journey, APP, fetch=fetched, folders=FOLDERS, now=seconds)
        await app.push_screen(screen)
        await pilot.pause()
    assert len(said) == 2000
    assert 2 < len(set(said)) <= 10


# An end that comes when the page is gone


def ending_too_late(rounds: int, then: DownloadFailed | Path) -> Fetch:
    """A download that ends so when it is cancelled, some rounds of the loop later."""

    async def fetched(file: AppFile, folder: Path, tell: Tell) -> Path:
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            for _round in range(rounds):
                await asyncio.sleep(0)
        tell(Progress("receiving", 1, SIZE))
        if isinstance(then, Path):
            return then
        raise then

    return fetched


@pytest.mark.parametrize("rounds", [0, 1, 8])
@pytest.mark.parametrize("then", [DownloadFailed("unreachable"), Path("/tmp/x")], ids=str)
async def test_an_end_while_the_program_is_left_does_not_undo_that_the_account_is_active(
    english: Stage, rounds: int, then: DownloadFailed | Path
) -> None:
    app = english.app(english.link("ok"), at="review")
    async with app.run_test() as pilot:
        await to_end(pilot)
        await onto(pilot, ending_too_late(rounds, then))
        await pilot.press("ctrl+q")
    assert app.return_code == 0


async def test_a_failure_right_after_one_left_is_not_drawn(english: Stage) -> None:
    titles: list[object] = []

    async def fetched(file: AppFile, folder: Path, tell: Tell) -> Path:
        titles.append(app.screen.query_one("#dialog-title", Static))
        app.action_leave()
        raise DownloadFailed("unreachable")

    app = english.app(english.link("ok"), at="review")
    async with app.run_test() as pilot:
        await to_end(pilot)
        await onto(pilot, fetched)
    [title] = titles
    assert isinstance(title, Static)
    assert title.content == _("Downloading the desktop app")
    assert app.return_code == 0


async def test_an_end_while_one_goes_back_leaves_the_page_below_alone(english: Stage) -> None:
    app = english.app(english.link("ok"))
    async with app.run_test() as pilot:
        await settled(pilot)
        below = app.screen
        screen = await onto(pilot, ending_too_late(1, DownloadFailed("unreachable")))
        screen.back()
        await settled(pilot)
        assert app.screen is below
        assert app.is_running


async def test_deleting_that_ends_when_one_left_draws_nothing(
    english: Stage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    async def refused(file: AppFile, folder: Path) -> None:
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            raise DownloadFailed("no-permission") from None

    monkeypatch.setattr("tui.app.screens.download.drop", refused)
    part_path(tmp_path, app_file(offered())).write_bytes(CONTENT[:5000])
    app = english.app(english.link("ok"), at="review")
    async with app.run_test() as pilot:
        await to_end(pilot)
        failed = telling(then=DownloadFailed("unreachable"))
        await onto(pilot, failed, workspace=offered(), folders=(tmp_path,))
        await pilot.click("#drop")
        await pilot.pause()
        await pilot.press("ctrl+q")
    assert app.return_code == 0


# With the real engine


def at(server: ScriptedServer) -> Fetch:
    """The real download, from a scripted server."""
    return lambda file, folder, tell: fetch(file, folder, tell, settings=server.settings)


def contents(folder: Path) -> list[bytes]:
    """What is in all the files of a folder."""
    return [path.read_bytes() for path in folder.iterdir()]


def offered() -> Workspace:
    """The stored file, as a backend offers it."""
    file = offer()
    return APP.model_copy(
        update={"url": file.address.url(), "size": file.size, "sha256": file.sha256}
    )


async def test_what_has_arrived_is_kept_taken_up_and_can_be_deleted(
    english: Stage, tmp_path: Path
) -> None:
    part = part_path(tmp_path, app_file(offered()))
    part.write_bytes(CONTENT[:5000])
    refused, app = file_server(*cut(*[0] * 9)), english.app(english.link("ok"))
    async with app.run_test() as pilot:
        await settled(pilot)
        await onto(pilot, at(refused), workspace=offered(), folders=(tmp_path,))
        await until(pilot, lambda: "Trying again" in screen_text(pilot))
        await pilot.press("escape")
        await until(pilot, lambda: "drop" in ways(pilot))
        assert "5 kB of 10 kB are kept." in screen_text(pilot)
        await pilot.click("#drop")
        await until(pilot, lambda: "drop" not in ways(pilot))
        assert contents(tmp_path) == []
        assert "Nothing has arrived yet." in screen_text(pilot)
        await pilot.press("escape")
        await onto(pilot, at(file_server()), workspace=offered(), folders=(tmp_path,))
        await until(pilot, lambda: ways(pilot) == ["back"])
    assert contents(tmp_path) == [CONTENT]


async def test_a_failure_shows_how_much_is_kept(english: Stage, tmp_path: Path) -> None:
    async def fetched(file: AppFile, folder: Path, tell: Tell) -> Path:
        tell(Progress("connecting", 0, file.size))
        part_path(folder, file).write_bytes(CONTENT[: len(CONTENT) // 2])
        raise DownloadFailed("disk-full")

    app = english.app(english.link("ok"))
    async with app.run_test() as pilot:
        await settled(pilot)
        await onto(pilot, fetched, workspace=offered(), folders=(tmp_path,))
        await until(pilot, lambda: "drop" in ways(pilot))
        assert pilot.app.screen.query_one(Bar).per_mille == 500


async def test_leaving_the_program_leaves_nothing_running_and_keeps_the_part(
    english: Stage, tmp_path: Path
) -> None:
    ended = asyncio.Event()
    server = file_server(*cut(5000, *[0] * 9))

    async def fetched(file: AppFile, folder: Path, tell: Tell) -> Path:
        try:
            return await at(server)(file, folder, tell)
        finally:
            ended.set()

    app = english.app(english.link("ok"))
    async with app.run_test() as pilot:
        await settled(pilot)
        await onto(pilot, fetched, workspace=offered(), folders=(tmp_path,))
        await until(pilot, lambda: "Trying again" in screen_text(pilot))
        await pilot.press("ctrl+q")
    await asyncio.wait_for(ended.wait(), 30)
    assert part_path(tmp_path, app_file(offered())).read_bytes() == CONTENT[:5000]
