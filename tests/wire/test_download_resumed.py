"""A download that breaks off: taken up where it stopped, tried again with patience, given up."""

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
from tests.downloads import (
    CONTENT,
    ETAG,
    HOST,
    NAME,
    SIZE,
    STORED,
    Pauses,
    StoredFile,
    ToldProgress,
    cut,
    failure,
    fetched,
    file_server,
    names,
    offer,
    ranges,
)
from tests.scripted_server import RESET, End, ScriptedAnswer, ScriptedServer, answer

# Broken off, and taken up again


@settings(max_examples=40)
@given(cuts=st.lists(st.integers(0, SIZE), max_size=len(PAUSES)))
async def test_wherever_the_connection_breaks_the_same_file_arrives(
    tmp_path_factory: pytest.TempPathFactory, cuts: list[int]
) -> None:
    folder, told = tmp_path_factory.mktemp("cut"), ToldProgress()
    path = await fetched(file_server(*cut(*cuts)), folder, told)
    assert path.read_bytes() == CONTENT
    assert names(folder) == [NAME]
    received = [each.done for each in told if each.stage == "receiving"]
    assert received == sorted(received)


async def test_the_rest_is_asked_for_on_condition_that_the_file_is_the_same(
    tmp_path: Path,
) -> None:
    server = file_server(*cut(100, 50))
    await fetched(server, tmp_path)
    assert ranges(server) == [(None, None), ("bytes=100-", ETAG), ("bytes=150-", ETAG)]
    assert {each.headers["Accept-Encoding"] for each in server.requests} == {"identity"}


@pytest.mark.parametrize("etag", ['W/"weak"', "bare", '"' + "x" * 300 + '"'])
async def test_a_validator_that_proves_nothing_is_no_condition(tmp_path: Path, etag: str) -> None:
    file = StoredFile(etag=etag)
    server = file_server(file.cut(100), file=file)
    await fetched(server, tmp_path)
    assert ranges(server)[1] == ("bytes=100-", None)


async def test_another_run_of_the_program_takes_up_what_is_there(tmp_path: Path) -> None:
    broken = file_server(*cut(1000), *[httpx.ConnectError("")] * 9)
    assert (await failure(broken, tmp_path)).reason == "unreachable"
    part = part_path(tmp_path, offer())
    assert part.read_bytes() == CONTENT[:1000]
    assert part.stat().st_mode & 0o777 == 0o600
    assert NAME not in names(tmp_path)
    server = file_server()
    assert (await fetched(server, tmp_path)).read_bytes() == CONTENT
    assert ranges(server) == [("bytes=1000-", ETAG)]


async def test_a_part_of_another_file_is_not_taken_up(tmp_path: Path) -> None:
    for other in (offer(CONTENT + b"x"), offer(url=f"{HOST}/elsewhere/Unify%20Office.exe")):
        part_path(tmp_path, other).write_bytes(b"other")
    server = file_server()
    await fetched(server, tmp_path)
    assert ranges(server) == [(None, None)]
    assert len(names(tmp_path)) == 3


@pytest.mark.parametrize(
    "given",
    [
        ScriptedAnswer(body=CONTENT),
        answer(status=416, Content_Range=f"bytes */{SIZE}"),
        answer(CONTENT[7:], status=206, Content_Range=f"bytes 7-{SIZE - 1}/{SIZE}"),
        answer(CONTENT[100:], status=206, Content_Type="multipart/byteranges; boundary=x"),
    ],
    ids=["ignores-range", "refuses-range", "another-range", "several-ranges"],
)
async def test_a_server_that_cannot_go_on_is_asked_for_everything(
    tmp_path: Path, given: ScriptedAnswer
) -> None:
    part_path(tmp_path, offer()).write_bytes(CONTENT[:100])
    server = file_server(given)
    assert (await fetched(server, tmp_path)).read_bytes() == CONTENT
    assert all(asked == (None, None) for asked in ranges(server)[1:])


async def test_pieces_of_two_files_are_found_out_and_fetched_anew(tmp_path: Path) -> None:
    part_path(tmp_path, offer()).write_bytes(b"\0" * 5000)
    server = file_server()
    assert (await fetched(server, tmp_path)).read_bytes() == CONTENT
    assert ranges(server) == [("bytes=5000-", None), (None, None)]


async def test_a_file_that_changed_on_the_server_is_fetched_from_its_beginning(
    tmp_path: Path,
) -> None:
    old, new = StoredFile(content=b"\1" * SIZE), StoredFile(etag='"second"')
    server = file_server(old.cut(5000), new, file=old)
    assert (await fetched(server, tmp_path)).read_bytes() == CONTENT


async def test_a_file_that_changed_without_a_word_is_found_out_and_fetched_anew(
    tmp_path: Path,
) -> None:
    old, new = StoredFile(content=b"\1" * SIZE, etag="none"), StoredFile(etag="none")
    server = file_server(old.cut(5000), file=new)
    assert (await fetched(server, tmp_path)).read_bytes() == CONTENT
    assert ranges(server) == [(None, None), ("bytes=5000-", None), (None, None)]


# Patience


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (httpx.ConnectError("no"), "unreachable"),
        (httpx.ReadTimeout("slow"), "timeout"),
        (httpx.ConnectTimeout("slow"), "timeout"),
        (httpx.RemoteProtocolError("odd"), "unreachable"),
        (answer(status=500), "server-busy"),
        (answer(status=429), "server-busy"),
    ],
)
async def test_it_tries_again_with_growing_pauses_and_then_gives_up(
    tmp_path: Path, broken: ScriptedAnswer | Exception, reason: DownloadFailureReason
) -> None:
    server, told, slept = file_server(*[broken] * 50), ToldProgress(), Pauses()
    with pytest.raises(DownloadFailed) as caught:
        await fetch(offer(), tmp_path, told, settings=server.settings, sleep=slept)
    assert caught.value.reason == reason
    assert slept == told.pauses == list(PAUSES)
    assert len(server.requests) == len(PAUSES) + 1
    assert {each.reason for each in told if each.stage == "waiting"} == {reason}


async def test_a_try_that_brought_much_begins_the_pauses_anew(tmp_path: Path) -> None:
    file = StoredFile(b"\2" * (3 * HEADWAY))
    server = file_server(*cut(0, 0, HEADWAY, 1, HEADWAY, file=file), file=file)
    slept = Pauses()
    await fetch(
        offer(file.content), tmp_path, ToldProgress(), settings=server.settings, sleep=slept
    )
    assert slept == [1, 2, 1, 2, 1]


async def test_the_servers_wish_for_a_pause_is_granted_within_reason(tmp_path: Path) -> None:
    server, slept = file_server(answer(status=503, Retry_After="42")), Pauses()
    await fetch(offer(), tmp_path, ToldProgress(), settings=server.settings, sleep=slept)
    assert slept == [42]


async def test_a_server_that_falls_silent_or_resets_costs_a_try_on_a_real_socket(
    tmp_path: Path,
) -> None:
    silent = answer(CONTENT).cut(60, End.STALL)
    async with ScriptedServer(silent, RESET, STORED).on_a_port() as server:
        file, told = offer(url=f"{server.origin}/a.exe"), ToldProgress()
        impatient = ClientSettings(read_seconds=2.0)  # enough for the answers after it
        path = await fetch(file, tmp_path, told, settings=impatient, sleep=Pauses())
    assert path.read_bytes() == CONTENT
    waits = [each.reason for each in told if each.stage == "waiting"]
    assert waits == ["timeout", "unreachable"]
