"""A download that breaks off: taken up where it stopped, tried again with patience, given up."""

from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api_client.download import (
    DownloadFailed,
    DownloadFailureReason,
    fetch,
    part_path,
)
from api_client.download.fetch import HEADWAY, PAUSES
from api_client.http.settings import ClientSettings
from tests.odd_server import Act, odd_server, response
from tests.shelf import CONTENT, ETAG, HOST, Cut, Pauses, Shelf, Told, offer, saying
from tests.wire.downloading import NAME, SIZE, failure, fetched, names

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
    tmp_path: Path, broken: object, reason: DownloadFailureReason
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
        impatient = ClientSettings(read_seconds=2.0)  # enough for the answers after it
        path = await fetch(file, tmp_path, told, settings=impatient, sleep=Pauses())
    assert path.read_bytes() == CONTENT
    waits = [each.reason for each in told if each.stage == "waiting"]
    assert waits == ["timeout", "unreachable"]
