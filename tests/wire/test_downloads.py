"""The desktop apps: always the same bytes, whole or in pieces, and what may go wrong on the way."""

import hashlib
import re
from datetime import timedelta

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from api_client.models import Activation
from mock_server.installers import DOWNLOADS, Unsatisfiable, read_range
from mock_server.server import RunningMock
from mock_server.state.service import MockService
from tests.wire.asking import Asker

APP = DOWNLOADS[0]
PATH = f"/downloads/{APP.name}"


async def urls(ask: Asker, link: str) -> list[str]:
    """Where an account's desktop apps are."""
    look = await ask("look", link)
    workspaces = Activation.model_validate(look.json()).workspaces
    return [each.url for each in workspaces if each.kind == "desktop_app"]


@pytest.mark.parametrize("app", DOWNLOADS, ids=lambda app: app.platform)
async def test_the_bytes_are_what_was_promised(client: httpx.AsyncClient, app: object) -> None:
    answer = await client.get(f"/downloads/{app.name}")  # type: ignore[attr-defined]
    assert len(answer.content) == app.size  # type: ignore[attr-defined]
    assert hashlib.sha256(answer.content).hexdigest() == app.sha256  # type: ignore[attr-defined]
    assert answer.headers["accept-ranges"] == "bytes"


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-0", 0, 0),
        ("bytes=100-199", 100, 199),
        ("bytes=2097151-", 2_097_151, 2_097_151),
        ("bytes=2097000-9999999", 2_097_000, 2_097_151),
        ("bytes=-100", 2_097_052, 2_097_151),
        ("bytes=-99999999", 0, 2_097_151),
        ("Bytes= 5-6", 5, 6),
    ],
)
async def test_a_piece_is_sent(
    client: httpx.AsyncClient, asked: str, first: int, last: int
) -> None:
    answer = await client.get(PATH, headers={"Range": asked})
    assert answer.status_code == 206
    assert answer.headers["content-range"] == f"bytes {first}-{last}/{APP.size}"
    assert answer.content == APP.content()[first : last + 1]
    assert answer.headers["content-length"] == str(last - first + 1)


@pytest.mark.parametrize("asked", ["bytes=2097152-", "bytes=9999999-10000000", "bytes=-0"])
async def test_a_piece_beyond_the_end_is_refused(client: httpx.AsyncClient, asked: str) -> None:
    answer = await client.get(PATH, headers={"Range": asked})
    assert (answer.status_code, answer.content) == (416, b"")
    assert answer.headers["content-range"] == f"bytes */{APP.size}"


@pytest.mark.parametrize(
    "asked", ["bytes=5-4", "bytes=-", "bytes=a-b", "lines=1-2", "bytes=0-1,5-6", "bytes=١-٢", ""]
)
async def test_what_is_no_single_range_brings_everything(
    client: httpx.AsyncClient, asked: str
) -> None:
    answer = await client.get(PATH, headers=[(b"Range", asked.encode())])
    assert answer.status_code == 200
    assert len(answer.content) == APP.size


@given(first=st.integers(0, 10**19), last=st.integers(0, 10**19), size=st.integers(1, 10**7))
def test_a_range_never_leaves_the_file(first: int, last: int, size: int) -> None:
    try:
        piece = read_range(f"bytes={first}-{last}", size)
    except Unsatisfiable:
        assert first >= size
        return
    assert piece is None or 0 <= piece.first <= piece.last < size


async def test_a_head_tells_the_size_and_sends_nothing(client: httpx.AsyncClient) -> None:
    answer = await client.head(PATH, headers={"Range": "bytes=0-9"})
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["content-length"] == str(APP.size)
    assert answer.headers["etag"] == APP.etag


async def test_a_piece_of_another_file_is_never_sent(client: httpx.AsyncClient) -> None:
    asked = {"Range": "bytes=0-9"}
    same = await client.get(PATH, headers=asked | {"If-Range": APP.etag})
    assert same.status_code == 206
    for validator in ('"another"', f"W/{APP.etag}", "Thu, 01 Jan 2026 09:00:00 GMT"):
        answer = await client.get(PATH, headers=asked | {"If-Range": validator})
        assert (answer.status_code, len(answer.content)) == (200, APP.size)


async def test_who_has_it_already_gets_nothing(client: httpx.AsyncClient) -> None:
    answer = await client.get(PATH, headers={"If-None-Match": f'"x", {APP.etag}'})
    assert (answer.status_code, answer.content) == (304, b"")


async def test_there_is_no_other_file(client: httpx.AsyncClient) -> None:
    for path in ("/downloads/x.exe", "/downloads/", f"{PATH}/x", "/downloads/..%2Fx"):
        assert (await client.get(path)).status_code == 404


EXPECTED: dict[str, type[Exception] | int] = {
    "delay-1ms": 200,
    "dribble-10ms": 200,
    "stall": httpx.ReadTimeout,
    "reset": httpx.ReadError,
    "empty": httpx.RemoteProtocolError,
    "truncate": httpx.RemoteProtocolError,
    "badchunk": httpx.RemoteProtocolError,
    "garbage": httpx.RemoteProtocolError,
    "notjson": 200,
    "503-7": 503,
    "429-7": 429,
    "lost": httpx.ReadError,
}


async def outcome(
    client: httpx.AsyncClient, url: str, fault: str | None = None
) -> type[Exception] | int:
    """What comes of a download; it is waited for unless waiting is what the fault is about."""
    patience = httpx.Timeout(60, read=0.3 if fault == "stall" else 60)
    try:
        return (await client.get(url, timeout=patience)).status_code
    except httpx.TransportError as error:
        return type(error)


@pytest.mark.parametrize("fault", EXPECTED)
async def test_a_fault_is_the_same_on_a_socket_and_in_process(
    running: RunningMock,
    service: MockService,
    ask: Asker,
    ask_socket: Asker,
    fault: str,
) -> None:
    for asker, server in ((ask, service), (ask_socket, running.service)):
        [url, _] = await urls(asker, server.link(f"ok.download-{fault}"))
        assert await outcome(asker.client, url, fault) == EXPECTED[fault]
        [other, _] = await urls(asker, server.link("ok"))
        assert await outcome(asker.client, other) == 200


async def test_a_download_that_breaks_off_can_be_taken_up_again(
    running: RunningMock, ask_socket: Asker
) -> None:
    link = running.service.link("ok")
    [url, _] = await urls(ask_socket, link)
    client, got = ask_socket.client, bytearray()
    name = f"{link.partition('?')[2]}"
    rule = {"operation": "download", "fault": "truncate", "account": name}
    await client.post("/_mock/faults", json=rule)
    etag, broken_off = "", False
    try:
        async with client.stream("GET", url) as answer:
            etag = answer.headers["etag"]
            async for piece in answer.aiter_raw():
                got += piece
    except httpx.RemoteProtocolError:
        broken_off = True
    assert broken_off
    assert 0 < len(got) < APP.size
    rest = await client.get(url, headers={"Range": f"bytes={len(got)}-", "If-Range": etag})
    assert rest.status_code == 206
    assert hashlib.sha256(bytes(got) + rest.content).hexdigest() == APP.sha256


async def test_a_rule_for_downloads_strikes_nothing_else_and_nobody_else(
    service: MockService, client: httpx.AsyncClient, ask: Asker
) -> None:
    mine, yours = service.link(), service.link()
    rule = {"operation": "download", "fault": "503", "account": mine.partition("?")[2]}
    assert (await client.post("/_mock/faults", json=rule)).status_code == 201
    [my_url, _], [your_url, _] = await urls(ask, mine), await urls(ask, yours)
    assert [(await client.get(url)).status_code for url in (your_url, my_url)] == [200, 503]


async def test_downloads_have_their_accounts_place_in_the_journal_and_time(
    service: MockService, ask: Asker
) -> None:
    link = service.link()
    [url, _] = await urls(ask, link)
    entry = service.journal.entries[-1]
    assert entry.account is not None
    service.clock.advance(timedelta(hours=1), entry.account)
    answer = await ask.client.get(url)
    assert answer.headers["date"] == "Thu, 01 Jan 2026 10:00:00 GMT"
    last = service.journal.entries[-1]
    assert (last.operation, last.account, last.status) == ("download", entry.account, 200)
    assert not re.search("[0-9a-f]{32}", url)
