"""The desktop app's way to the disk: what breaks on it, and that only the whole file arrives."""

import asyncio
import hashlib
import os
import re
import threading
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api_client.backend import BackendSettings, open_backend
from api_client.download import (
    DownloadFailed,
    Progress,
    Reason,
    app_file,
    drop,
    fetch,
    kept_bytes,
    part_path,
)
from api_client.download.address import MOST_REDIRECTS
from api_client.download.fetch import HEADWAY, PAUSES
from api_client.link import find_links
from mock_server.downloads import DOWNLOADS
from mock_server.faults import FaultSpec, parse_modifier
from mock_server.runner import RunningMock
from tests.odd_server import Act, odd_server, response
from tests.shelf import CONTENT, ETAG, HOST, Cut, Pauses, Shelf, Told, offer, saying

NAME = "Unify Office.exe"
SIZE = len(CONTENT)


async def fetched(shelf: Shelf, folder: Path, told: Told | None = None) -> Path:
    return await fetch(
        offer(), folder, Told() if told is None else told, settings=shelf.settings, sleep=Pauses()
    )


async def failure(shelf: Shelf, folder: Path) -> DownloadFailed:
    with pytest.raises(DownloadFailed) as caught:
        await fetched(shelf, folder)
    return caught.value


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# The good way


async def test_the_file_arrives_whole_private_and_alone(tmp_path: Path) -> None:
    told = Told()
    path = await fetched(Shelf(), tmp_path, told)
    assert path == tmp_path / NAME
    assert path.read_bytes() == CONTENT
    assert path.stat().st_mode & 0o777 == 0o600
    assert names(tmp_path) == [NAME]
    assert told.stages == ["connecting", "receiving", "checking"]
    assert (told[-1].done, told[-1].size) == (SIZE, SIZE)


async def test_what_has_the_name_already_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"mine")
    (tmp_path / "Unify Office (1).exe").symlink_to("nowhere")
    assert (await fetched(Shelf(), tmp_path)).name == "Unify Office (2).exe"
    assert (tmp_path / NAME).read_bytes() == b"mine"


async def test_a_folder_without_hard_links_gets_its_file_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise PermissionError(1, "no links here")

    monkeypatch.setattr(os, "link", refuse)
    (tmp_path / NAME).write_bytes(b"mine")
    path = await fetched(Shelf(), tmp_path)
    assert (path.name, path.read_bytes()) == ("Unify Office (1).exe", CONTENT)
    assert names(tmp_path) == ["Unify Office (1).exe", NAME]


# Broken off, and taken up again


@settings(max_examples=40)
@given(cuts=st.lists(st.integers(0, SIZE), max_size=len(PAUSES)))
async def test_wherever_the_connection_breaks_the_same_file_arrives(
    tmp_path_factory: pytest.TempPathFactory, cuts: list[int]
) -> None:
    folder, shelf, told = tmp_path_factory.mktemp("cut"), Shelf(), Told()
    shelf.answers = [shelf.cut(after) for after in cuts]
    path = await fetched(shelf, folder, told)
    assert path.read_bytes() == CONTENT
    assert names(folder) == [NAME]
    received = [each.done for each in told if each.stage == "receiving"]
    assert received == sorted(received)


async def test_the_rest_is_asked_for_on_condition_that_the_file_is_the_same(
    tmp_path: Path,
) -> None:
    shelf = Shelf()
    shelf.answers = [shelf.cut(100), shelf.cut(50)]
    await fetched(shelf, tmp_path)
    assert shelf.ranges == [(None, None), ("bytes=100-", ETAG), ("bytes=150-", ETAG)]
    assert {each.headers["Accept-Encoding"] for each in shelf.requests} == {"identity"}


@pytest.mark.parametrize("etag", ['W/"weak"', "bare", '"' + "x" * 300 + '"'])
async def test_a_validator_that_proves_nothing_is_no_condition(tmp_path: Path, etag: str) -> None:
    shelf = Shelf(etag=etag)
    shelf.answers = [shelf.cut(100)]
    await fetched(shelf, tmp_path)
    assert shelf.ranges[1] == ("bytes=100-", None)


async def test_another_run_of_the_program_takes_up_what_is_there(tmp_path: Path) -> None:
    broken = Shelf()
    broken.answers = [broken.cut(1000), *[httpx.ConnectError("")] * 9]
    assert (await failure(broken, tmp_path)).reason == "unreachable"
    part = part_path(tmp_path, offer())
    assert part.read_bytes() == CONTENT[:1000]
    assert part.stat().st_mode & 0o777 == 0o600
    assert NAME not in names(tmp_path)
    shelf = Shelf()
    assert (await fetched(shelf, tmp_path)).read_bytes() == CONTENT
    assert shelf.ranges == [("bytes=1000-", ETAG)]


async def test_a_part_of_another_file_is_not_taken_up(tmp_path: Path) -> None:
    for other in (offer(CONTENT + b"x"), offer(url=f"{HOST}/elsewhere/Unify%20Office.exe")):
        part_path(tmp_path, other).write_bytes(b"other")
    shelf = Shelf()
    await fetched(shelf, tmp_path)
    assert shelf.ranges == [(None, None)]
    assert len(names(tmp_path)) == 3


@pytest.mark.parametrize(
    "answer",
    [
        lambda shelf: lambda request: httpx.Response(200, stream=Cut(CONTENT, breaks=False)),
        lambda shelf: saying(416, Content_Range=f"bytes */{SIZE}"),
        lambda shelf: saying(206, CONTENT[7:], Content_Range=f"bytes 7-{SIZE - 1}/{SIZE}"),
        lambda shelf: saying(206, CONTENT[100:], Content_Type="multipart/byteranges; boundary=x"),
    ],
    ids=["ignores-range", "refuses-range", "another-range", "several-ranges"],
)
async def test_a_server_that_cannot_go_on_is_asked_for_everything(
    tmp_path: Path, answer: Callable[[Shelf], object]
) -> None:
    part_path(tmp_path, offer()).write_bytes(CONTENT[:100])
    shelf = Shelf()
    shelf.answers = [answer(shelf)]  # type: ignore[list-item]
    assert (await fetched(shelf, tmp_path)).read_bytes() == CONTENT
    assert all(asked == (None, None) for asked in shelf.ranges[1:])


async def test_pieces_of_two_files_are_found_out_and_fetched_anew(tmp_path: Path) -> None:
    part_path(tmp_path, offer()).write_bytes(b"\0" * 5000)
    shelf = Shelf()
    assert (await fetched(shelf, tmp_path)).read_bytes() == CONTENT
    assert shelf.ranges == [("bytes=5000-", None), (None, None)]


async def test_a_file_that_changed_on_the_server_is_fetched_from_its_beginning(
    tmp_path: Path,
) -> None:
    shelf = Shelf(content=b"\1" * SIZE)
    shelf.answers = [shelf.cut(5000), lambda request: Shelf(etag='"second"').serve(request)]
    assert (await fetched(shelf, tmp_path)).read_bytes() == CONTENT


async def test_a_file_that_changed_without_a_word_is_found_out_and_fetched_anew(
    tmp_path: Path,
) -> None:
    old = Shelf(content=b"\1" * SIZE, etag="none")
    shelf = Shelf([old.cut(5000)], etag="none")
    assert (await fetched(shelf, tmp_path)).read_bytes() == CONTENT
    assert shelf.ranges == [(None, None), ("bytes=5000-", None), (None, None)]


# What never gets the file's name


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (saying(200, b"\0" * SIZE), "damaged"),
        (saying(200, CONTENT + b"x"), "changed"),
        (saying(200, CONTENT[:-1]), "changed"),
        (lambda request: httpx.Response(200, stream=Cut(CONTENT * 2, breaks=False)), "changed"),
        (saying(200, b"<html>", Content_Type="text/html"), "another-answer"),
        (saying(200, CONTENT, Content_Encoding="gzip"), "another-answer"),
        (saying(204), "another-answer"),
        (saying(206, CONTENT, Content_Range=f"bytes 0-{SIZE - 1}/{SIZE}"), "another-answer"),
        (saying(404), "gone"),
        (saying(403), "gone"),
        (saying(416), "gone"),
        (saying(503, Retry_After="120"), "server-busy"),
    ],
)
async def test_what_is_not_the_file_is_refused_at_once_and_leaves_nothing(
    tmp_path: Path, answer: object, reason: Reason
) -> None:
    shelf = Shelf([answer])  # type: ignore[list-item]
    failed = await failure(shelf, tmp_path)
    assert failed.reason == reason
    assert len(shelf.requests) == 1
    assert names(tmp_path) == []
    assert failed.retry_after == (120 if reason == "server-busy" else None)


@pytest.mark.parametrize(
    "answer",
    [
        saying(200, b"<html>", Content_Type="text/html; charset=utf-8"),
        saying(206, CONTENT[100:], Content_Range=f"bytes 100-{SIZE}/{SIZE + 1}"),
        saying(404),
    ],
    ids=["portal", "another-size", "gone"],
)
async def test_what_was_kept_is_not_given_up_for_something_else(
    tmp_path: Path, answer: object
) -> None:
    part_path(tmp_path, offer()).write_bytes(CONTENT[:100])
    await failure(Shelf([answer]), tmp_path)  # type: ignore[list-item]
    assert kept_bytes(tmp_path, offer()) == 100


# Patience


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (httpx.ConnectError("no"), "unreachable"),
        (httpx.ReadTimeout("slow"), "timeout"),
        (httpx.ConnectTimeout("slow"), "timeout"),
        (httpx.RemoteProtocolError("odd"), "unreachable"),
        (saying(500), "server-busy"),
        (saying(429), "server-busy"),
    ],
)
async def test_it_tries_again_with_growing_pauses_and_then_gives_up(
    tmp_path: Path, broken: object, reason: Reason
) -> None:
    shelf, told, slept = Shelf([broken] * 50), Told(), Pauses()  # type: ignore[list-item]
    with pytest.raises(DownloadFailed) as caught:
        await fetch(offer(), tmp_path, told, settings=shelf.settings, sleep=slept)
    assert caught.value.reason == reason
    assert slept == told.pauses == list(PAUSES)
    assert len(shelf.requests) == len(PAUSES) + 1
    assert {each.reason for each in told if each.stage == "waiting"} == {reason}


async def test_a_try_that_brought_much_begins_the_pauses_anew(tmp_path: Path) -> None:
    content = b"\2" * (3 * HEADWAY)
    shelf = Shelf(content=content)
    shelf.answers = [
        shelf.cut(0),
        shelf.cut(0),
        shelf.cut(HEADWAY),
        shelf.cut(1),
        shelf.cut(HEADWAY),
    ]
    slept = Pauses()
    await fetch(offer(content), tmp_path, Told(), settings=shelf.settings, sleep=slept)
    assert slept == [1, 2, 1, 2, 1]


async def test_the_servers_wish_for_a_pause_is_granted_within_reason(tmp_path: Path) -> None:
    shelf, slept = Shelf([saying(503, Retry_After="42")]), Pauses()
    await fetch(offer(), tmp_path, Told(), settings=shelf.settings, sleep=slept)
    assert slept == [42]


async def test_a_server_that_falls_silent_or_resets_costs_a_try_on_a_real_socket(
    tmp_path: Path,
) -> None:
    head = f"HTTP/1.1 200 OK\r\nContent-Length: {SIZE}\r\n\r\n".encode()
    rest = response(
        CONTENT[60:],
        status="206 Partial",
        more=f"Content-Range: bytes 60-{SIZE - 1}/{SIZE}\r\n",
    )
    async with odd_server([head, CONTENT[:60], Act.STALL], [Act.RESET], [rest]) as server:
        file, told = offer(url=f"{server.origin}/a.exe"), Told()
        impatient = BackendSettings(read_seconds=2.0)  # enough for the answers after it
        path = await fetch(file, tmp_path, told, settings=impatient, sleep=Pauses())
    assert path.read_bytes() == CONTENT
    waits = [each.reason for each in told if each.stage == "waiting"]
    assert waits == ["timeout", "unreachable"]


# Redirects


def leading_to(*places: str) -> list[object]:
    return [saying(302, Location=place) for place in places]


async def test_redirects_to_https_are_followed_a_few_times(tmp_path: Path) -> None:
    shelf = Shelf(leading_to("/x", "//cdn.example/y", *["https://cdn.example/z"] * 3))  # type: ignore[arg-type]
    path = await fetched(shelf, tmp_path)
    assert path.name == NAME  # as the backend named it
    hosts = [request.url.host for request in shelf.requests]
    assert hosts == ["files.example"] * 2 + ["cdn.example"] * 4


@pytest.mark.parametrize(
    "places",
    [
        ["http://files.example/x"],
        ["http://127.0.0.1/x"],
        ["ftp://files.example/x"],
        ["https://user@files.example/x"],
        ["file:///etc/passwd"],
        ["javascript://files.example/x"],
        [""] * 9,
        ["/again"] * (MOST_REDIRECTS + 1),
    ],
)
async def test_other_redirects_are_not(tmp_path: Path, places: list[str]) -> None:
    shelf = Shelf(leading_to(*places))  # type: ignore[arg-type]
    assert (await failure(shelf, tmp_path)).reason == "unsafe-redirect"
    assert all(str(request.url).startswith("https://files.example/") for request in shelf.requests)


@pytest.mark.parametrize("place", ["javascript:alert(1)", "https://[::1", "https://\u00e4"])
async def test_a_redirect_to_no_address_costs_a_try_and_leads_nowhere(
    tmp_path: Path, place: str
) -> None:
    shelf = Shelf([saying(302, Location=place)])
    await fetched(shelf, tmp_path)
    assert {request.url.host for request in shelf.requests} == {"files.example"}
    assert len(shelf.requests) == 2


# Nobody learns what is none of their business


async def test_the_host_of_the_download_never_sees_the_links_token(
    running: RunningMock, tmp_path: Path
) -> None:
    shelf = Shelf(leading_to("https://cdn.example/x"))  # type: ignore[arg-type]
    await fetched(shelf, tmp_path)
    for request in shelf.requests:
        assert not {"authorization", "cookie", "referer"} & set(request.headers)
    link = find_links(running.service.link("ok"))[0]
    backend = open_backend(link, BackendSettings())
    activation = await backend.look()
    await backend.close()
    for workspace in activation.workspaces:
        assert link.token not in workspace.url
    journal = running.service.journal.entries
    begun = len(journal)
    file = app_file(activation.workspaces[0])
    await fetch(file, tmp_path, Told(), sleep=Pauses())
    assert len(journal) == begun + 1
    assert link.token not in repr(journal[-1])


async def test_a_signed_address_is_in_no_error_and_no_repr(tmp_path: Path) -> None:
    file = offer(url=f"{HOST}/a.exe?signature=s3cret")
    assert "s3cret" not in repr(file)
    shelf = Shelf([httpx.ConnectError("https://files.example/?s3cret")] * 9)
    with pytest.raises(DownloadFailed) as caught:
        await fetch(file, tmp_path, Told(), settings=shelf.settings, sleep=Pauses())
    error: BaseException | None = caught.value
    while error is not None:
        assert "s3cret" not in f"{error!r} {error}"
        error = error.__cause__ or error.__context__
    assert shelf.requests[0].url.query == b"signature=s3cret"


# The mock server, over a socket


async def bytes_before_it_breaks(client: httpx.AsyncClient, path: str) -> bytes:
    """What of an answer's content comes before the connection ends."""
    got = bytearray()
    try:
        async with client.stream("GET", path) as answer:
            async for piece in answer.aiter_raw():
                got += piece
    except httpx.RemoteProtocolError:
        return bytes(got)
    raise AssertionError("it did not break")


@pytest.mark.parametrize("at", [0, 1, 70_001])
async def test_the_mocks_answer_breaks_off_at_the_very_byte(
    running: RunningMock, socket_client: httpx.AsyncClient, at: int
) -> None:
    running.do(lambda: running.service.faults.add(FaultSpec("truncate", at, "download")))
    came = await bytes_before_it_breaks(socket_client, f"/downloads/{DOWNLOADS[0].name}")
    assert came == DOWNLOADS[0].content()[:at]


def test_a_cut_is_named_in_a_link_by_its_bytes() -> None:
    assert parse_modifier("download-truncate-2097151") == FaultSpec("truncate", 2097151, "download")


@pytest.mark.parametrize("scenario", ["ok.download-truncate-400000", "ok.download-delay-5ms"])
async def test_the_mocks_installer_survives_its_faults(
    running: RunningMock, tmp_path: Path, scenario: str
) -> None:
    backend = open_backend(find_links(running.service.link(scenario))[0], BackendSettings())
    offers = (await backend.look()).workspaces
    await backend.close()
    told = Told()
    path = await fetch(app_file(offers[0]), tmp_path, told, sleep=Pauses())
    assert hashlib.sha256(path.read_bytes()).hexdigest() == DOWNLOADS[0].sha256
    assert len(told.pauses) == (5 if "truncate" in scenario else 0)
    assert re.fullmatch(r"[\w.-]+\.exe", path.name)


# Cancelled


async def test_who_cancels_keeps_the_part_and_leaves_nothing_running(tmp_path: Path) -> None:
    head = f"HTTP/1.1 200 OK\r\nContent-Length: {SIZE}\r\n\r\n".encode()
    async with odd_server([head, CONTENT[:5000], Act.STALL]) as server:
        file, all_there = offer(url=f"{server.origin}/a.exe"), asyncio.Event()

        def tell(progress: Progress) -> None:
            if progress.done == 5000:
                all_there.set()

        others = asyncio.all_tasks()
        task = asyncio.create_task(fetch(file, tmp_path, tell))
        await all_there.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        left = {each for each in asyncio.all_tasks() - others if "_talk" not in repr(each)}
    assert left == set()
    assert kept_bytes(tmp_path, file) == 5000
    await drop(file, tmp_path)
    assert names(tmp_path) == []


async def test_a_file_is_not_closed_under_a_thread_that_still_writes(tmp_path: Path) -> None:
    begun, let_go, written = threading.Event(), threading.Event(), list[int]()

    def slow_write(descriptor: int, data: memoryview) -> int:
        begun.set()
        let_go.wait(60)
        written.append(os.write(descriptor, data))
        return written[-1]

    shelf = Shelf()
    task = asyncio.create_task(
        fetch(offer(), tmp_path, Told(), settings=shelf.settings, write=slow_write)
    )
    await asyncio.to_thread(begun.wait)
    task.cancel()
    for _turn in range(20):
        await asyncio.sleep(0)
    assert not task.done()
    let_go.set()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert kept_bytes(tmp_path, offer()) == sum(written) > 0


async def test_the_event_loop_is_never_held_by_the_disk(tmp_path: Path) -> None:
    content = os.urandom(4096) * 256
    beats, loop_thread = [], threading.get_ident()

    def slow_write(descriptor: int, data: memoryview) -> int:
        beats.append(threading.get_ident() != loop_thread)
        return os.write(descriptor, data)

    shelf = Shelf(content=content)
    await fetch(offer(content), tmp_path, Told(), settings=shelf.settings, write=slow_write)
    assert beats
    assert all(beats)
