"""What has arrived of a download is kept and taken up: the page with the real download."""

import asyncio
from pathlib import Path

from api_client.download import (
    AppFile,
    DownloadFailed,
    DownloadProgress,
    TellProgress,
    app_file,
    part_path,
)
from tests.downloads import CONTENT, cut, file_server
from tests.ui.download_page import at, buttons, contents, offered, onto, until
from tests.ui.stage import Stage, screen_text, settled
from tui.app.widgets.percent_bar import PercentBar
from tui.i18n import _
from tui.wording.download import amount


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
        await until(pilot, lambda: "drop" in buttons(pilot))
        kept = _("{done} of {size} downloaded so far. This part is kept.")
        assert kept.format(done=amount(5000), size=amount(10_000)) in screen_text(pilot)
        await pilot.click("#drop")
        await until(pilot, lambda: "drop" not in buttons(pilot))
        assert contents(tmp_path) == []
        assert "Nothing has been downloaded yet." in screen_text(pilot)
        await pilot.press("escape")
        await onto(pilot, at(file_server()), workspace=offered(), folders=(tmp_path,))
        await until(pilot, lambda: buttons(pilot) == ["back"])
    assert contents(tmp_path) == [CONTENT]


async def test_a_failure_shows_how_much_is_kept(english: Stage, tmp_path: Path) -> None:
    async def fetched(file: AppFile, folder: Path, tell: TellProgress) -> Path:
        tell(DownloadProgress("connecting", 0, file.size))
        part_path(folder, file).write_bytes(CONTENT[: len(CONTENT) // 2])
        raise DownloadFailed("disk-full")

    app = english.app(english.link("ok"))
    async with app.run_test() as pilot:
        await settled(pilot)
        await onto(pilot, fetched, workspace=offered(), folders=(tmp_path,))
        await until(pilot, lambda: "drop" in buttons(pilot))
        assert pilot.app.screen.query_one(PercentBar).per_mille == 500


async def test_leaving_the_program_leaves_nothing_running_and_keeps_the_part(
    english: Stage, tmp_path: Path
) -> None:
    ended = asyncio.Event()
    server = file_server(*cut(5000, *[0] * 9))

    async def fetched(file: AppFile, folder: Path, tell: TellProgress) -> Path:
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
