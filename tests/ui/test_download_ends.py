"""The end of a download that comes when its page is gone."""

import asyncio
from pathlib import Path

import pytest
from textual.widgets import Static

from api_client.download import (
    AppFile,
    DownloadFailed,
    DownloadProgress,
    TellProgress,
    app_file,
    part_path,
)
from tests.downloads import CONTENT
from tests.ui.download_page import FOLDERS, SIZE, offered, onto, telling
from tests.ui.stage import Stage, screen_text, settled, to_end
from tui.app.screens.download import Fetch
from tui.i18n import _


def ending_too_late(rounds: int, then: DownloadFailed | Path) -> Fetch:
    """A download that ends so when it is cancelled, some rounds of the loop later."""

    async def fetched(file: AppFile, folder: Path, tell: TellProgress) -> Path:
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            for _round in range(rounds):
                await asyncio.sleep(0)
        tell(DownloadProgress("receiving", 1, SIZE))
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

    async def fetched(file: AppFile, folder: Path, tell: TellProgress) -> Path:
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


@pytest.mark.parametrize("folders", [FOLDERS, FOLDERS[:1]])
async def test_another_folder_is_spoken_of_only_where_there_is_one(
    english: Stage, folders: tuple[Path, ...]
) -> None:
    app = english.app(english.link("ok"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await onto(pilot, telling(then=DownloadFailed("disk-full")), folders=folders)
        text = screen_text(pilot)
        assert _("Free some space, then continue.") in text
        assert (_("You can also use another folder.") in text) is (len(folders) > 1)
        assert (_("Another folder") in text) is (len(folders) > 1)
