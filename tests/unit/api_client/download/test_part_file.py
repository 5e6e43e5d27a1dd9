"""The folder a download goes to, when it is full, closed, gone or taken."""

import errno
import os
import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from api_client.download import (
    DownloadFailed,
    DownloadFailureReason,
    drop,
    fetch,
    kept_bytes,
    part_path,
)
from api_client.download.errors import reason_of
from api_client.download.part_file import PartFile
from tests.downloads import (
    CONTENT,
    NAME,
    Pauses,
    ToldProgress,
    cut,
    file_server,
    names,
    offer,
    ranges,
)

FILE = offer()


async def reason(
    folder: Path, write: Callable[[int, memoryview], int] = os.write
) -> DownloadFailureReason:
    server = file_server()
    with pytest.raises(DownloadFailed) as caught:
        await fetch(
            FILE, folder, ToldProgress(), settings=server.settings, sleep=Pauses(), write=write
        )
    return caught.value.reason


def fails_after(count: int, number: int) -> Callable[[int, memoryview], int]:
    """A disk that takes so many bytes, in short writes too, and then fails."""
    left = [count]

    def write(descriptor: int, data: memoryview) -> int:
        if not left[0]:
            raise OSError(number, os.strerror(number))
        written = os.write(descriptor, data[: left[0]])
        left[0] -= written
        return written

    return write


@pytest.mark.parametrize("room", [0, 1, 5000, len(CONTENT) - 1])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
async def test_a_disk_that_fills_up_says_so_and_what_fits_is_kept_for_later(
    tmp_path: Path, room: int, number: int
) -> None:
    assert await reason(tmp_path, fails_after(room, number)) == "disk-full"
    assert NAME not in names(tmp_path)
    assert kept_bytes(tmp_path, FILE) == room
    server = file_server()
    await fetch(FILE, tmp_path, ToldProgress(), settings=server.settings)
    assert ranges(server)[0][0] == (f"bytes={room}-" if room else None)
    assert (tmp_path / NAME).read_bytes() == CONTENT


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """The system itself refuses to let a file grow."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


async def test_a_file_the_system_will_not_let_grow_is_a_full_disk(tmp_path: Path) -> None:
    with files_of_at_most(5000):
        found = await reason(tmp_path)
    assert (found, kept_bytes(tmp_path, FILE)) == ("disk-full", 5000)


async def test_a_disk_known_to_be_too_full_is_not_begun_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    free = os.statvfs_result((4096, 4096, 1, 1, 1, 9, 9, 9, 0, 255))
    monkeypatch.setattr("os.statvfs", lambda path: free)
    server = file_server()
    with pytest.raises(DownloadFailed) as caught:
        await fetch(FILE, tmp_path, ToldProgress(), settings=server.settings)
    assert (caught.value.reason, caught.value.lacking) == ("disk-full", len(CONTENT) - 4096)
    assert server.requests == []
    assert names(tmp_path) == []


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (errno.EACCES, "no-permission"),
        (errno.EPERM, "no-permission"),
        (errno.EROFS, "read-only"),
        (errno.ENOENT, "vanished"),
        (errno.ESTALE, "vanished"),
        (errno.EIO, "disk-error"),
    ],
)
async def test_each_failure_of_a_disk_has_its_name(
    tmp_path: Path, number: int, expected: DownloadFailureReason
) -> None:
    assert reason_of(OSError(number, "")) == expected
    assert await reason(tmp_path, fails_after(10, number)) == expected
    assert NAME not in names(tmp_path)


async def test_a_folder_that_is_not_there_or_is_none(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert await reason(tmp_path / "missing") == "folder-missing"
    assert await reason(tmp_path / "file") == "folder-missing"
    assert names(tmp_path) == ["file"]


@pytest.mark.skipif(not Path("/sys/kernel").is_dir(), reason="needs a folder closed even to root")
async def test_a_folder_that_may_not_be_written_to() -> None:
    assert await reason(Path("/sys/kernel")) in ("no-permission", "read-only")


async def test_a_folder_that_vanishes_meanwhile(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()

    def write(descriptor: int, data: memoryview) -> int:
        if folder.exists():
            for path in folder.iterdir():
                path.unlink()
            folder.rmdir()
        return os.write(descriptor, data)

    assert await reason(folder, write) == "vanished"
    assert not folder.exists()


async def test_a_part_that_was_exchanged_meanwhile_is_not_taken_for_the_file(
    tmp_path: Path,
) -> None:
    def write(descriptor: int, data: memoryview) -> int:
        part = part_path(tmp_path, FILE)
        part.unlink()
        part.write_bytes(b"exchanged")
        return os.write(descriptor, data)

    assert await reason(tmp_path, write) == "vanished"
    assert NAME not in names(tmp_path)


@pytest.mark.parametrize("kind", ["symlink", "folder", "fifo"])
async def test_what_is_no_plain_file_is_not_written_through(tmp_path: Path, kind: str) -> None:
    part, victim = part_path(tmp_path, FILE), tmp_path / "victim"
    victim.write_bytes(b"precious")
    match kind:
        case "symlink":
            part.symlink_to(victim)
        case "folder":
            part.mkdir()
        case "fifo":
            os.mkfifo(part)
    assert await reason(tmp_path) in ("no-permission", "disk-error")
    assert victim.read_bytes() == b"precious"


async def test_a_file_of_two_names_does_not_change_under_the_other(tmp_path: Path) -> None:
    (tmp_path / "victim").write_bytes(b"precious")
    os.link(tmp_path / "victim", part_path(tmp_path, FILE))
    await fetch(FILE, tmp_path, ToldProgress(), settings=file_server().settings)
    assert (tmp_path / "victim").read_bytes() == b"precious"
    assert names(tmp_path) == [NAME, "victim"]


async def test_two_programs_do_not_write_the_same_part(tmp_path: Path) -> None:
    first = PartFile(tmp_path, FILE)
    first.open()
    assert await reason(tmp_path) == "in-use"
    with pytest.raises(DownloadFailed, match="in-use"):
        await drop(FILE, tmp_path)
    first.close()
    await fetch(FILE, tmp_path, ToldProgress(), settings=file_server().settings)


async def test_a_folder_with_every_name_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api_client.download.destination.MOST_COPIES", 1)
    for name in (NAME, "Unify Office (1).exe"):
        (tmp_path / name).write_text("")
    assert await reason(tmp_path) == "name-taken"
    assert kept_bytes(tmp_path, FILE) == len(CONTENT)


async def test_a_part_longer_than_the_file_is_begun_anew(tmp_path: Path) -> None:
    part_path(tmp_path, FILE).write_bytes(CONTENT + b"more")
    server = file_server()
    await fetch(FILE, tmp_path, ToldProgress(), settings=server.settings)
    assert ranges(server) == [(None, None)]


async def test_a_whole_part_is_only_checked(tmp_path: Path) -> None:
    part_path(tmp_path, FILE).write_bytes(CONTENT)
    server, told = file_server(), ToldProgress()
    await fetch(FILE, tmp_path, told, settings=server.settings)
    assert (server.requests, told.stages) == ([], ["checking"])


async def test_what_was_kept_is_deleted_on_request_with_its_note(tmp_path: Path) -> None:
    server = file_server(*cut(100, *[0] * 9))
    with pytest.raises(DownloadFailed):
        await fetch(FILE, tmp_path, ToldProgress(), settings=server.settings, sleep=Pauses())
    assert [(tmp_path / name).stat().st_mode & 0o777 for name in names(tmp_path)] == [0o600] * 2
    await drop(FILE, tmp_path)
    await drop(FILE, tmp_path)
    assert names(tmp_path) == []
