"""A download of the desktop app: the file, a server that has it, and what is told and kept of it."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from api_client.download import AppFile, DownloadFailed, DownloadProgress, app_file, fetch
from api_client.models import Workspace
from tests.scripted_server import Received, Script, ScriptedAnswer, ScriptedServer, answer

HOST = "https://files.example"
URL = f"{HOST}/apps/Unify%20Office.exe"
NAME = "Unify Office.exe"
CONTENT = bytes(range(256)) * 40
SIZE = len(CONTENT)
ETAG = '"first"'


def offer(content: bytes = CONTENT, *, url: str = URL) -> AppFile:
    """The file as a backend offers it."""
    sha256 = hashlib.sha256(content).hexdigest()
    return app_file(Workspace(kind="desktop_app", url=url, size=len(content), sha256=sha256))


@dataclass(frozen=True)
class StoredFile:
    """The file on a server, which sends the whole of it or the rest that is asked for."""

    content: bytes = CONTENT
    etag: str = ETAG

    def __call__(self, request: Received) -> ScriptedAnswer:
        asked = re.fullmatch(r"bytes=(\d+)-", request.headers.get("Range", ""))
        if asked is None or request.headers.get("If-Range", self.etag) != self.etag:
            return answer(self.content, ETag=self.etag)
        begin, size = int(asked[1]), len(self.content)
        stretch = f"bytes {begin}-{size - 1}/{size}"
        return answer(self.content[begin:], status=206, ETag=self.etag, Content_Range=stretch)

    def cut(self, after: int) -> Callable[[Received], ScriptedAnswer]:
        """Answers that break off after so many bytes."""
        return lambda request: self(request).cut(after)


STORED = StoredFile()


def file_server(*script: Script, file: StoredFile = STORED) -> ScriptedServer:
    """A server that follows a script and then sends the file."""
    return ScriptedServer(*script, then=file)


def cut(*after: int, file: StoredFile = STORED) -> list[Script]:
    """Answers with the file that break off, each after so many bytes."""
    return [file.cut(each) for each in after]


def leading_to(*places: str) -> list[Script]:
    """Redirects, one after another."""
    return [answer(status=302, Location=place) for place in places]


def ranges(server: ScriptedServer) -> list[tuple[str | None, str | None]]:
    """What of the file was asked for, and on which condition."""
    return [(each.headers.get("Range"), each.headers.get("If-Range")) for each in server.requests]


async def fetched(server: ScriptedServer, folder: Path, told: "ToldProgress | None" = None) -> Path:
    """Fetch the file, without waiting between tries."""
    tell = ToldProgress() if told is None else told
    return await fetch(offer(), folder, tell, settings=server.settings, sleep=Pauses())


async def failure(server: ScriptedServer, folder: Path) -> DownloadFailed:
    """Why there is no file in the end."""
    with pytest.raises(DownloadFailed) as caught:
        await fetched(server, folder)
    return caught.value


def names(folder: Path) -> list[str]:
    """What is in a folder."""
    return sorted(path.name for path in folder.iterdir())


class ToldProgress(list[DownloadProgress]):
    """Everything that was told of a download."""

    def __call__(self, progress: DownloadProgress) -> None:
        self.append(progress)

    @property
    def stages(self) -> list[str]:
        """The stages in order, each once running."""
        found: list[str] = []
        for progress in self:
            if not found or found[-1] != progress.stage:
                found.append(progress.stage)
        return found

    @property
    def pauses(self) -> list[float]:
        """The seconds of each pause."""
        return [progress.pause for progress in self if progress.stage == "waiting"]


class Pauses(list[float]):
    """Waiting that costs a test nothing, and is noted."""

    async def __call__(self, seconds: float) -> None:
        self.append(seconds)
