"""The download's page: how it goes, how it ends, and what one can do then."""

import asyncio
from collections.abc import Awaitable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Button

from api_client.download import (
    AppFile,
    DownloadFailed,
    DownloadFailureReason,
    DownloadProgress,
    TellProgress,
)
from tests.ui.download_page import APP, FOLDERS, SIZE, Seconds, buttons, onto, telling, until
from tests.ui.stage import Shot, Stage, in_one_line, screen_text, settled
from tui.app.screens.download import DownloadScreen
from tui.app.widgets.status_line import StatusLine
from tui.i18n import _

# Pictures


@pytest.mark.parametrize("size", [(80, 24)], ids=["80x24"])
@pytest.mark.parametrize("language", ["de"], indirect=True)
def test_it_shows_how_far_how_fast_and_how_long_still(shot: Shot) -> None:
    async def play(pilot: Pilot[int]) -> None:
        seconds = Seconds()

        async def fetched(file: AppFile, folder: Path, tell: TellProgress) -> Path:
            for second in range(4):
                seconds.now = float(second)
                tell(DownloadProgress("receiving", 40_000_000 + second * 4_000_000, SIZE))
            await asyncio.Event().wait()
            raise AssertionError("not reached")

        await onto(pilot, fetched, now=seconds)
        assert buttons(pilot) == ["cancel"]
        assert pilot.app.focused is None

    text = in_one_line(shot("ok", play, unfinished=True))
    told = "52,0 MB von 150 MB · 4,0 MB/s · noch etwa 25 Sekunden"
    assert told in text.replace("\xa0", " ")
    assert "34 %" in text


@pytest.mark.parametrize("size", [(80, 24)], ids=["80x24"])
@pytest.mark.parametrize("language", ["de"], indirect=True)
def test_a_full_disk_says_what_is_needed_and_offers_another_folder(shot: Shot) -> None:
    async def play(pilot: Pilot[int]) -> None:
        failed = DownloadFailed("disk-full", lacking=27_000_000)
        await onto(pilot, telling(DownloadProgress("connecting", 0, SIZE), then=failed))
        assert buttons(pilot) == ["resume", "elsewhere", "back"]

    assert "27" in shot("ok", play, unfinished=True)


@pytest.mark.parametrize("size", [(120, 40)], ids=["120x40"])
@pytest.mark.parametrize("language", ["en"], indirect=True)
def test_in_the_end_it_says_where_the_file_is_and_what_to_do_with_it(shot: Shot) -> None:
    async def play(pilot: Pilot[int]) -> None:
        there = FOLDERS[0] / "UnifyOffice-x64 (1).exe"
        await onto(pilot, telling(DownloadProgress("checking", SIZE, SIZE), then=there))
        assert buttons(pilot) == ["back"]

    text = shot("ok", play, unfinished=True)
    assert "/media/stick/UnifyOffice-x64 (1).exe" in text
    assert _("The file is complete and unchanged.") in in_one_line(text)


# What one can do


async def test_escape_stops_first_and_leaves_then(english: Stage) -> None:
    app = english.app(english.link("ok"))
    async with app.run_test() as pilot:
        await settled(pilot)
        below = app.screen
        await onto(pilot, telling(DownloadProgress("receiving", 5, SIZE)))
        await pilot.press("escape")
        await pilot.pause()
        assert _("The download has been stopped") in screen_text(pilot)
        assert buttons(pilot) == ["resume", "back"]
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
        await onto(pilot, telling(DownloadProgress("receiving", 5, SIZE)))
        await pilot.press(key, key)
        assert buttons(pilot) == ["cancel"]
        await pilot.press("tab", "enter")
        await pilot.pause()
        assert buttons(pilot)[0] == "resume"


async def test_another_folder_is_the_next_one_and_the_first_comes_again(english: Stage) -> None:
    tried: list[Path] = []

    async def refused(file: AppFile, folder: Path, tell: TellProgress) -> Path:
        tried.append(folder)
        raise DownloadFailed("no-permission")

    app = english.app(english.link("ok"))
    async with app.run_test() as pilot:
        await settled(pilot)
        await onto(pilot, refused)
        for folder in ("/tmp", "/media/stick"):
            app.screen.query_one("#elsewhere", Button).press()
            await pilot.pause()
            await until(pilot, lambda: "elsewhere" in buttons(pilot))
            assert folder in screen_text(pilot)
    assert tried == [FOLDERS[0], FOLDERS[1], FOLDERS[0]]


@pytest.mark.parametrize("reason", ["unreachable", "damaged", "in-use", "gone"])
async def test_where_no_folder_is_to_blame_none_is_offered(
    english: Stage, reason: DownloadFailureReason
) -> None:
    app = english.app(english.link("ok"))
    async with app.run_test() as pilot:
        await settled(pilot)
        await onto(pilot, telling(then=DownloadFailed(reason)))
        assert buttons(pilot) == ["resume", "back"]


@pytest.mark.parametrize("change", [{"url": "http://files.example/a.exe"}, {"sha256": None}])
async def test_an_offer_that_is_not_safe_is_refused_without_a_request(
    english: Stage, change: dict[str, str | None]
) -> None:
    def never(file: AppFile, folder: Path, tell: TellProgress) -> Awaitable[Path]:
        raise AssertionError("fetched")

    app = english.app(english.link("ok"))
    async with app.run_test() as pilot:
        await settled(pilot)
        await onto(pilot, never, workspace=APP.model_copy(update=change))
        assert buttons(pilot) == ["back"]


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

    async def fetched(file: AppFile, folder: Path, tell: TellProgress) -> Path:
        for step in range(2000):
            seconds.now = step / 1000
            tell(DownloadProgress("receiving", step * 1000, SIZE))
            said.append(screen.query_one("#state", StatusLine).text)
        return folder / "x"

    app = english.app(english.link("ok"))
    async with app.run_test() as pilot:
        await settled(pilot)
        screen = DownloadScreen(app.journey, APP, fetch=fetched, folders=FOLDERS, now=seconds)
        await app.push_screen(screen)
        await pilot.pause()
    assert len(said) == 2000
    assert 2 < len(set(said)) <= 10
