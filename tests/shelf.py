"""A server in process with one file on its shelf, which answers a download as a test scripts it."""

import hashlib
import re
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field

import httpx

from api_client.download import AppFile, DownloadProgress, app_file
from api_client.http.settings import ClientSettings
from api_client.models import Workspace

HOST = "https://files.example"
URL = f"{HOST}/apps/Unify%20Office.exe"
CONTENT = bytes(range(256)) * 40
ETAG = '"first"'

Answer = Callable[[httpx.Request], httpx.Response]


def offer(content: bytes = CONTENT, *, url: str = URL) -> AppFile:
    """The file as a backend offers it."""
    sha256 = hashlib.sha256(content).hexdigest()
    return app_file(Workspace(kind="desktop_app", url=url, size=len(content), sha256=sha256))


class Cut(httpx.AsyncByteStream):
    """Bytes in chunks, after which the connection breaks or the answer ends."""

    def __init__(self, data: bytes, *, breaks: bool = True, chunk: int = 4096) -> None:
        self._data, self._breaks, self._chunk = data, breaks, chunk

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for at in range(0, len(self._data), self._chunk):
            yield self._data[at : at + self._chunk]
        if self._breaks:
            raise httpx.ReadError("cut")


@dataclass
class Shelf(httpx.AsyncBaseTransport):
    """Answers with the next of `answers`, and when there is none left with the file itself."""

    answers: Sequence[Answer | Exception] = ()
    content: bytes = CONTENT
    etag: str = ETAG
    requests: list[httpx.Request] = field(default_factory=list)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        at = len(self.requests)
        self.requests.append(request)
        if at >= len(self.answers):
            return self.serve(request)
        answer = self.answers[at]
        if isinstance(answer, Exception):
            raise answer
        return answer(request)

    def serve(self, request: httpx.Request, cut_after: int | None = None) -> httpx.Response:
        """The file, or the rest that was asked for, whole or cut after some bytes of it."""
        headers, status, begin = {"ETag": self.etag}, 200, 0
        asked = re.fullmatch(r"bytes=(\d+)-", request.headers.get("Range", ""))
        if asked and request.headers.get("If-Range", self.etag) == self.etag:
            begin, status = int(asked[1]), 206
            size = len(self.content)
            headers["Content-Range"] = f"bytes {begin}-{size - 1}/{size}"
        body = self.content[begin:]
        headers["Content-Length"] = str(len(body))
        whole = cut_after is None or cut_after >= len(body)
        return httpx.Response(
            status, headers=headers, stream=Cut(body[:cut_after], breaks=not whole)
        )

    def cut(self, after: int) -> Answer:
        """An answer that breaks off after so many bytes."""
        return lambda request: self.serve(request, after)

    @property
    def settings(self) -> ClientSettings:
        """How a client reaches this shelf."""
        return ClientSettings(transport=self)

    @property
    def ranges(self) -> list[tuple[str | None, str | None]]:
        """What of the file was asked for, and on which condition."""
        return [(r.headers.get("Range"), r.headers.get("If-Range")) for r in self.requests]


def saying(status: int, body: bytes = b"", **headers: str) -> Answer:
    """An answer whose header names are written with underscores."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda request: httpx.Response(
        status, headers={"Content-Length": str(len(body)), **named}, stream=Cut(body, breaks=False)
    )


class Told(list[DownloadProgress]):
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
