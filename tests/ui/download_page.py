"""The download's page with a scripted or the real download, for tests."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Button

from api_client.download import (
    AppFile,
    DownloadFailed,
    DownloadProgress,
    TellProgress,
    fetch,
)
from api_client.models import Workspace
from tests.downloads import offer
from tests.scripted_server import ScriptedServer
from tests.ui.stage import settled
from tui.app.screens.download import DownloadScreen, Fetch

SIZE = 149_600_000
APP = Workspace(
    kind="desktop_app",
    platform="windows",
    url="https://files.example/apps/UnifyOffice-x64.exe",
    size=SIZE,
    sha256="ab" * 32,
)
FOLDERS = (Path("/media/stick"), Path("/tmp"))


class Seconds:
    """A steady clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def telling(*progress: DownloadProgress, then: DownloadFailed | Path | None = None) -> Fetch:
    """A download that goes so and ends so; without an end it goes on for ever."""

    async def fetched(file: AppFile, folder: Path, tell: TellProgress) -> Path:
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


def buttons(pilot: Pilot[int]) -> list[str]:
    """The buttons that are offered."""
    return [button.id or "" for button in pilot.app.screen.query(Button) if button.display]


async def until(pilot: Pilot[int], is_so: Callable[[], bool]) -> None:
    """Wait for what a thread brings about; a program that broke is not waited for."""
    while not is_so():
        assert pilot.app.is_running
        await pilot.pause(0.01)


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
