"""Fetching the desktop app: tries with pauses, taken up where they broke off, checked at the end."""

import asyncio
import hashlib
import os
import shutil
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

from api_client.download.answer import NotFromThere
from api_client.download.app_file import AppFile
from api_client.download.blocking import beside
from api_client.download.errors import PASSING, DownloadFailed
from api_client.download.part_file import PartFile, WriteBytes
from api_client.download.progress import DownloadProgress, TellProgress
from api_client.http.settings import ClientSettings

PAUSES = (1.0, 2.0, 4.0, 8.0, 15.0)
"""Seconds before each further try."""

MAX_PAUSE = 60.0
"""Seconds; when a server wants more patience than that, a person decides."""

HEADWAY = 256 * 1024
"""Bytes; a try that brought this much starts the pauses anew, so tries stay bounded by the size."""

STRETCH = 1024 * 1024
"""Bytes hashed in one go, a few milliseconds of a thread's work."""

Sleep = Callable[[float], Awaitable[object]]


async def fetch(
    file: AppFile,
    folder: Path,
    tell: TellProgress,
    *,
    settings: ClientSettings | None = None,
    sleep: Sleep = asyncio.sleep,
    write: WriteBytes = os.write,
) -> Path:
    """Fetch a file into a folder; where it is in the end.

    What came another time is taken up. Until size and SHA-256 are proven the bytes stay in a
    part of mode 0600, which is kept when this fails or is cancelled, unless it is worthless. The
    file gets its own name, or `name (1).ending` where that is taken; nothing is replaced.

    Raises:
        DownloadFailed: why there is no file.
    """
    part = PartFile(folder, file, write)
    try:
        await beside(part.open)
        for _round in range(2):
            await beside(_check_room, folder, file.size - part.size)
            await _fill(part, file, tell, settings or ClientSettings(), sleep)
            if await _is_intact(part, file, tell):
                return await beside(part.settle, file.name)
            # Pieces that do not fit together are no proof that the whole is bad.
            was_pieced = part.is_pieced
            await beside(part.begin, None)
            if not was_pieced:
                break
        raise DownloadFailed("damaged")
    finally:
        await beside(part.close)


async def drop(file: AppFile, folder: Path) -> None:
    """Delete what was kept of a file.

    Raises:
        DownloadFailed: it cannot be deleted, or is `in-use`.
    """
    part = PartFile(folder, file)
    try:
        await beside(part.open)
        await beside(part.discard)
    finally:
        await beside(part.close)


async def _fill(
    part: PartFile, file: AppFile, tell: TellProgress, settings: ClientSettings, sleep: Sleep
) -> None:
    """Try until the part has the size of the file."""
    from api_client.download.transfer import transfer

    def on_bytes() -> None:
        tell(DownloadProgress("receiving", part.size, file.size))

    pauses, whole = iter(PAUSES), False
    while part.size < file.size:
        before = part.size
        tell(DownloadProgress("connecting", part.size, file.size))
        try:
            await transfer(file, part, settings, whole=whole, on_bytes=on_bytes)
        except NotFromThere:
            whole = True
            continue
        except DownloadFailed as failed:
            if part.size - before >= HEADWAY:
                pauses = iter(PAUSES)
            pause = _pause(failed, pauses)
            tell(DownloadProgress("waiting", part.size, file.size, failed.reason, pause))
        else:
            return
        whole = False
        await sleep(pause)


def _pause(failed: DownloadFailed, pauses: Iterator[float]) -> float:
    """Seconds before the next try.

    Raises:
        DownloadFailed: the one that is given, when another try is of no use.
    """
    patience = float(failed.retry_after or 0)
    pause = next(pauses, None) if failed.reason in PASSING and patience <= MAX_PAUSE else None
    if pause is None:
        raise failed
    return max(pause, patience)


async def _is_intact(part: PartFile, file: AppFile, tell: TellProgress) -> bool:
    """Whether the bytes on the disk are the file that was promised."""
    digest, done = hashlib.sha256(), 0
    while done < file.size:
        tell(DownloadProgress("checking", done, file.size))
        count = await beside(part.hash_into, digest, done, STRETCH)
        if count == 0:
            return False
        done += count
    tell(DownloadProgress("checking", done, file.size))
    return done == file.size and digest.hexdigest() == file.sha256


def _check_room(folder: Path, wanted: int) -> None:
    """Say at once that a disk is too full.

    Raises:
        DownloadFailed: `disk-full`, with what is lacking.
    """
    room = shutil.disk_usage(folder)
    # Some network file systems do not know how large they are.
    if room.total and room.free < wanted:
        raise DownloadFailed("disk-full", lacking=wanted - room.free)
