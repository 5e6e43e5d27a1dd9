"""Strangers at a server that others can reach exhaust nothing: not its memory, time or descriptors."""

import asyncio
import errno
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from api_client.operations import MAX_BODY_BYTES
from mock_server.app import create_app
from mock_server.clock import Clock
from mock_server.connection import (
    BODY_SECONDS,
    HEAD_SECONDS,
    LINGER_SECONDS,
    MOST_HEAD_BYTES,
    UNREAD_SECONDS,
    BoundedProtocol,
)
from mock_server.scenarios import magic_links
from mock_server.server import Listener, listen, most_connections
from mock_server.state import fault_queue
from mock_server.state.service import MockService
from tests.links import TOKEN
from tests.wire.asking import Asker, bearer_of

HEALTH = b"GET /healthz HTTP/1.1\r\nHost: any\r\n"


@dataclass
class Line:
    """A connection without an HTTP client."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def send(self, data: bytes) -> None:
        self.writer.write(data)
        await self.writer.drain()

    async def send_without_end(self, data: bytes) -> None:
        for _ in range(1_000):
            await self.send(data)

    async def status(self) -> int:
        return int((await self.reader.readline()).split()[1])

    async def rest(self) -> bytes:
        """All that still comes, until the other side has said all, or is gone."""
        try:
            return await self.reader.read()
        except ConnectionResetError:
            return b""

    def close(self) -> None:
        self.writer.close()


@pytest.fixture
async def listener(service: MockService) -> AsyncIterator[Listener]:
    listener = await listen(service)
    yield listener
    await listener.stop()


@asynccontextmanager
async def line(listener: Listener) -> AsyncIterator[Line]:
    opened = Line(*await asyncio.open_connection("127.0.0.1", listener.port))
    yield opened
    opened.close()


async def until(holds: Callable[[], bool]) -> None:
    """Let the server work until something holds."""
    while not holds():  # noqa: ASYNC110  # the protocol tells nobody
        await asyncio.sleep(0)


async def connected(listener: Listener, count: int = 1) -> list[BoundedProtocol]:
    """The server's side of the connections, once there are so many."""
    await until(lambda: len(listener._state.connections) >= count)
    return list(listener._state.connections)  # type: ignore[arg-type]


async def end_after(listener: Listener, seconds: float, since: float) -> None:
    """Let the server find that so many seconds went by."""
    for connection in await connected(listener):
        connection.end_if_due(since + seconds)


# Heads and bodies


@pytest.mark.parametrize(
    "head",
    [
        b"GET /" + b"a" * MOST_HEAD_BYTES + b" HTTP/1.1\r\nHost: any\r\n\r\n",
        HEALTH + b"X-Long: " + b"a" * MOST_HEAD_BYTES + b"\r\n\r\n",
        HEALTH + b"a: b\r\n" * (MOST_HEAD_BYTES // 6 + 1) + b"\r\n",
        # Never ended: what the parser holds back counts as well.
        HEALTH + b"X-Long: " + b"a" * MOST_HEAD_BYTES,
        b"GET /" + b"a" * MOST_HEAD_BYTES,
        b"a" * (MOST_HEAD_BYTES + 5),
    ],
    ids=["target", "header", "headers", "endless header", "endless target", "endless method"],
)
async def test_a_head_that_is_too_large_is_refused_before_anything_is_done(
    listener: Listener, service: MockService, head: bytes
) -> None:
    async with line(listener) as each:
        await each.send(head)
        assert await each.status() in (400, 431)
        assert b'"status":4' in await each.rest()
    assert len(service.journal.entries) == 0


async def test_a_head_of_many_pieces_is_counted_whole_and_one_that_fits_is_answered(
    listener: Listener,
) -> None:
    async with line(listener) as each:
        await each.send(HEALTH + b"X-Long: ")
        for _ in range(15):
            await each.send(b"a" * 4_000)
        await each.send(b"\r\n\r\n")
        assert await each.status() == 200


async def test_trailers_after_a_body_count_like_a_head(listener: Listener) -> None:
    async with line(listener) as each:
        await each.send(
            b"POST /v1/activation HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n"
        )
        await each.send(b"a: b\r\n" * (MOST_HEAD_BYTES // 6 + 1) + b"\r\n")
        assert b" 200 " not in await each.rest()


async def test_a_body_that_is_announced_too_large_is_refused_at_once(
    listener: Listener, service: MockService
) -> None:
    head = (
        f"POST /v1/activation/checks HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        f"Authorization: {bearer_of(service.link())}\r\nContent-Type: application/json\r\n"
    ).encode()
    for announced in (MAX_BODY_BYTES + 1, 10**12):
        async with line(listener) as each:
            expect = b"Content-Length: %d\r\nExpect: 100-continue\r\n\r\n" % announced
            await each.send(head + expect)
            # Not “100 Continue”, and not a byte of the body was sent.
            assert await each.status() == 413
    async with line(listener) as each:
        # Whoever goes on sending all the same is let go.
        await each.send(head + b"Content-Length: %d\r\n\r\n" % 10**12)
        with pytest.raises(ConnectionError):
            await each.send_without_end(b" " * 65_536)


# Time


async def test_who_sends_nothing_or_drips_is_let_go_and_who_waits_is_not(
    listener: Listener, service: MockService
) -> None:
    loop = asyncio.get_running_loop()
    post = b"POST /v1/activation HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9\r\n\r\n{"
    for sent, seconds in (
        (b"", HEAD_SECONDS),
        (b"GET /hea", HEAD_SECONDS),
        (HEALTH, HEAD_SECONDS),
        (HEALTH + b"\r\n", HEAD_SECONDS),
        (post, BODY_SECONDS),
    ):
        async with line(listener) as each:
            [side] = await connected(listener)
            await each.send(sent)
            if sent.endswith(b"\r\n\r\n"):
                assert await each.status() == 200
            await until(lambda: not sent or side._unended > 0 or side.cycle is not None)  # noqa: B023
            began = loop.time()
            await end_after(listener, seconds - 5, began)
            assert not side.transport.is_closing()
            await end_after(listener, seconds + 1, began)
            assert side.transport.is_closing()
            await each.rest()
        await until(lambda: not listener._state.connections)
    async with line(listener) as each:
        [side] = await connected(listener)
        bearer = bearer_of(service.link("ok.look-stall")).encode()
        await each.send(
            b"GET /v1/activation HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: %b\r\n\r\n" % bearer
        )
        await until(lambda: side.deadline is None)
        await end_after(listener, 10**6, loop.time())
        assert not side.transport.is_closing()


async def test_who_does_not_take_the_answer_is_let_go(listener: Listener) -> None:
    async with line(listener):
        [side] = await connected(listener)
        side.pause_writing()
        now = asyncio.get_running_loop().time()
        await end_after(listener, UNREAD_SECONDS - 5, now)
        assert not side.transport.is_closing()
        side.resume_writing()
        assert side.deadline is None
        side.pause_writing()
        await end_after(listener, UNREAD_SECONDS + 5, now)
        assert side.transport.is_closing()


async def test_what_drips_in_after_its_answer_ends_soon(
    listener: Listener, service: MockService
) -> None:
    async with line(listener) as each:
        [side] = await connected(listener)
        await each.send(
            b"POST /v1/activation/checks HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 99999\r\n\r\n"
        )
        # The token is missing, and that is said although the body is still on its way.
        assert await each.status() >= 400
        await each.send(b" ")
        await end_after(listener, LINGER_SECONDS + 1, asyncio.get_running_loop().time())
        assert side.transport.is_closing()


async def test_a_delay_that_anybody_may_ask_for_has_an_end(
    client: httpx.AsyncClient, service: MockService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mock_server.middleware.fault_injection.MOST_SECONDS", 0.01)
    for fault in ("delay-999999", "dribble-999999"):
        answer = await Asker(client)("look", service.link(f"ok.look-{fault}"))
        assert answer.status_code == 200


async def test_a_stall_that_anybody_may_ask_for_has_an_end(
    listener: Listener, service: MockService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mock_server.middleware.fault_injection.MOST_SECONDS", 0.01)
    async with line(listener) as each:
        bearer = bearer_of(service.link("ok.look-stall")).encode()
        await each.send(
            b"GET /v1/activation HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: %b\r\n\r\n" % bearer
        )
        assert await each.rest() == b""


# Connections and descriptors


async def test_where_there_are_too_many_connections_the_one_that_sends_nothing_goes(
    service: MockService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mock_server.server.MOST_CONNECTIONS", 4)
    listener = await listen(service)
    lines = [Line(*await asyncio.open_connection("127.0.0.1", listener.port)) for _ in range(4)]
    bearer = bearer_of(service.link("ok.look-stall")).encode()
    await lines[0].send(
        b"GET /v1/activation HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: %b\r\n\r\n" % bearer
    )
    sides = await connected(listener, 4)
    await until(lambda: any(side.deadline is None for side in sides))
    async with line(listener) as newest:
        await newest.send(HEALTH + b"\r\n")
        assert await newest.status() == 200
        assert await lines[1].rest() == b""
        assert len(listener._state.connections) == 4
    # The one that is being answered stays as long as another can go.
    assert not lines[0].reader.at_eof()
    await listener.stop()
    for each in lines:
        each.close()


@pytest.mark.parametrize(
    ("allowed", "most"), [(1024, 768), (256, 106), (64, 16), (-1, 1_000), (10**6, 1_000)]
)
def test_descriptors_are_kept_free_for_files(
    allowed: int, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("resource.getrlimit", lambda _: (allowed, allowed))
    assert most_connections() == most


async def test_no_more_descriptors_is_a_line(
    listener: Listener, caplog: pytest.LogCaptureFixture
) -> None:
    failure = OSError(errno.EMFILE, "secret text")
    context = {"message": "socket.accept() out of system resource", "exception": failure}
    for _ in range(100):
        asyncio.get_running_loop().call_exception_handler(context)
    assert [record.getMessage() for record in caplog.records] == [
        "socket.accept() out of system resource: Too many open files"
    ]


@pytest.mark.parametrize(
    "garbage",
    [
        b"\x16\x03\x01\x02\x00" * 20,
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"CONNECT a:1 HTTP/1.1\r\n\r\n",
        b"\0" * 99,
    ],
)
async def test_what_is_no_http_is_answered_and_fills_no_log(
    listener: Listener, caplog: pytest.LogCaptureFixture, garbage: bytes
) -> None:
    caplog.set_level(logging.DEBUG)
    async with line(listener) as each:
        await each.send(garbage)
        assert await each.status() == 400
    assert [r for r in caplog.records if r.name != "asyncio"] == []


async def test_who_offers_another_protocol_is_answered_in_this_one(
    listener: Listener, service: MockService
) -> None:
    # As Java's own client does; its second call comes on the same connection.
    body = b'{"pin":"482913"}'
    head = (
        f"POST /v1/activation/checks HTTP/1.1\r\nConnection: Upgrade, HTTP2-Settings\r\n"
        f"Content-Length: {len(body)}\r\nHost: 127.0.0.1\r\nHTTP2-Settings: AAEAAEAAAAIAAAAB\r\n"
        f"Upgrade: h2c\r\nAuthorization: {bearer_of(service.link())}\r\n"
        "Content-Type: application/json\r\n\r\n"
    ).encode()
    async with line(listener) as each:
        for _ in range(2):
            await each.send(head + body)
            assert await each.status() == 200
            while (await each.reader.readline()).strip():
                pass
            await each.reader.readuntil(b"]}")


# Accounts


async def test_the_oldest_accounts_that_nobody_committed_are_let_go(
    service: MockService, ask: Asker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(magic_links, "MOST_UNCOMMITTED", 5)
    monkeypatch.setattr(magic_links, "BETWEEN", 1)
    kept = service.link("ok")
    assert (await ask.commit(kept)).status_code == 200
    links = [service.link(name) for name in ("clock-skew", "used", "pending", "expired") * 3]
    for link in links:
        await ask("look", link)
    [(count,)] = service.store.db.execute(
        "SELECT count(*) FROM accounts WHERE scenario IS NOT NULL"
    )
    assert count == 6
    assert len(service.clock.account_offsets) <= 5
    # What was activated stays, with its receipt; so does the demo tenant.
    assert (await ask.commit(kept)).status_code == 200
    assert (await ask("look", service.demo_link())).status_code == 200
    # Whoever comes back begins anew.
    assert (await ask("look", links[0])).status_code == 200


async def test_what_links_faults_did_is_not_remembered_without_end(
    service: MockService, ask: Asker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fault_queue, "MOST_KEYS", 3)
    for _ in range(6):
        assert (await ask("look", service.link("ok.look-503-7.look-lost"))).status_code == 503
    assert len(service.faults._until) == 3


def test_finding_the_oldest_needs_no_search_through_all(service: MockService) -> None:
    plan = service.store.db.execute(
        """EXPLAIN QUERY PLAN SELECT pk FROM accounts
           WHERE scenario IS NOT NULL AND (commit_key IS NULL) = ?
           ORDER BY pk DESC LIMIT -1 OFFSET ?""",
        (True, 10),
    ).fetchall()
    assert "magic_accounts" in plan[0]["detail"]
    assert len(plan) == 1


# What the system refuses, and what goes away meanwhile


async def test_a_full_disk_is_a_line_and_nothing_half(
    service: MockService, ask: Asker, caplog: pytest.LogCaptureFixture
) -> None:
    db = service.store.db
    link = service.link("ok")
    assert (await ask("look", link)).status_code == 200
    [(pages,)] = db.execute("PRAGMA page_count")
    db.execute(f"PRAGMA max_page_count = {pages}")
    # Each makes an account, a link and more: what fails is undone as a whole.
    while (await ask("look", service.link("revoked"))).status_code == 410:
        pass
    [(accounts,)] = db.execute("SELECT count(*) FROM accounts")
    [(links,)] = db.execute("SELECT count(DISTINCT account) FROM links")
    assert accounts == links
    assert not db.in_transaction
    said = [record.getMessage() for record in caplog.records]
    assert said == ["look: no more room for the database"]
    db.execute("PRAGMA max_page_count = 1000000")
    assert (await ask.commit(link)).status_code == 200


class _AtACommit:
    """A hasher during whose work something else happens."""

    def __init__(self, hasher: Any, happens: Any) -> None:
        self._hasher, self._happens = hasher, happens

    async def digest(self, secret: str) -> str:
        happens, self._happens = self._happens, None
        if happens is not None:
            await happens()
        return str(await self._hasher.digest(secret))

    async def matches(self, digest: str, secret: str) -> bool:
        return bool(await self._hasher.matches(digest, secret))


@pytest.mark.parametrize("who", ["ok", "pwned", "policy-changed", "demo"])
async def test_a_reset_during_a_commit_leaves_nothing_half(
    who: str, caplog: pytest.LogCaptureFixture
) -> None:
    service = MockService.in_memory(Clock.real())

    async def reset() -> None:
        assert (await client.post("/_mock/reset")).status_code == 200

    service.hasher = _AtACommit(service.hasher, reset)  # type: ignore[assignment]
    link = service.demo_link() if who == "demo" else service.link(who, token=TOKEN)
    transport = httpx.ASGITransport(create_app(service))
    async with httpx.AsyncClient(transport=transport, base_url=service.origin) as client:
        ask = Asker(client)
        first = await ask.commit(link)
        state = service.store.db.execute(
            "SELECT activated_at IS NULL, password_hash IS NULL, receipt IS NULL FROM accounts"
        ).fetchall()
        # The next one is judged as any other.
        again = await ask("look", link)
    assert first.status_code in (200, 404, 422)
    assert all(len(set(row)) == 1 for row in map(tuple, state))
    assert again.status_code in (200, 404, 410)
    assert caplog.records == []
    assert not service.committing
    service.close()
