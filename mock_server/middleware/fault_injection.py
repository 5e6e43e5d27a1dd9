"""Carries faults out: over a socket as they happen, in process as what httpx would have raised."""

import asyncio
import math
import socket
import struct
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mock_server.accounts.store import Store
from mock_server.api.request_head import RequestHead
from mock_server.api.responses import problem_response
from mock_server.clock import Clock
from mock_server.faults import (
    MOST_SECONDS,
    POINTS,
    Break,
    BreakAfter,
    ConnectionEnd,
    Delay,
    Dribble,
    FaultSpec,
    PageAnswer,
    Point,
    ProblemAnswer,
)
from mock_server.middleware.journal import entry_of, head_of
from mock_server.scenarios.magic_links import read_name, ref_of
from mock_server.state.changes import ChangeNotifier
from mock_server.state.fault_queue import FaultQueue
from mock_server.state.journal import JournalEntry
from mock_server.texts.problems import language_of

if TYPE_CHECKING:
    import httpx

TRANSPORT = "transport"
"""Under which name a connection's transport stands in the state of its calls."""


class FaultInjectionMiddleware:
    """Lets a call's faults happen."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        store: Store,
        clock: Clock,
        faults: FaultQueue,
        changes: ChangeNotifier,
    ) -> None:
        self._app = app
        self._store = store
        self._clock = clock
        self._faults = faults
        self._changes = changes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, with what goes wrong at this call."""
        entry = entry_of(scope)
        point = next((point for point in POINTS if point == entry.operation), None)
        faults = [] if point is None else self._due(point, entry, head_of(scope))
        if not faults:
            await self._app(scope, receive, send)
            return
        # A call that breaks off is not judged: whose it was would not be known otherwise.
        entry.account = self._ref(entry, head_of(scope))
        entry.fault = ".".join(str(fault) for fault in faults)
        self._changes.notify()
        for fault in faults:
            match fault.definition.effect:
                case Delay():
                    await asyncio.sleep(min(fault.seconds, MOST_SECONDS))
                case Dribble(pieces):
                    send = _dribbling(send, pieces, min(fault.seconds, MOST_SECONDS) / pieces)
                case BreakAfter() as effect:
                    await self._run_then_break(fault, effect, scope, receive, send)
                    return
                case effect:
                    await _answer_instead(fault, effect, scope, receive, send)
                    return
        await self._app(scope, receive, send)

    def _due(self, point: Point, entry: JournalEntry, head: RequestHead) -> list[FaultSpec]:
        own = _link_faults(entry, head)
        if not self._faults.rules and not own:
            return []
        ref = self._ref(entry, head)
        due = [] if ref is None else self._faults.of_link(own, point, ref, self._clock.now(ref))
        rule = self._faults.next_rule(point, ref)
        return due if rule is None else [*due, rule]

    def _ref(self, entry: JournalEntry, head: RequestHead) -> str | None:
        """The account a call is for."""
        owner, bearer = entry.account, head.bearer
        return ref_of(self._store, bearer) if owner is None and bearer else owner

    async def _run_then_break(
        self, fault: FaultSpec, effect: BreakAfter, scope: Scope, receive: Receive, send: Send
    ) -> None:
        """Run the operation, then let its answer come to harm on the way."""
        messages: list[Message] = []

        async def keep(message: Message) -> None:
            messages.append(message)

        await self._app(scope, receive, keep)
        start, body = messages[0], b"".join(m.get("body", b"") for m in messages[1:])
        if effect.spares_refusals:
            if start["status"] >= 400:
                # Nothing was carried out, so there is nothing to lose.
                entry_of(scope).fault = None
                await send(start)
                await send({"type": "http.response.body", "body": body})
                return
            ref = self._ref(entry_of(scope), head_of(scope))
            if ref is not None:
                self._faults.spend(fault, ref)
        transport = _transport(scope)
        if transport is None:
            raise _in_process(fault.fault, effect.ending)
        if effect.begins and len(body) > 1:
            at = len(body) // 2 if fault.argument is None else int(fault.argument)
            await send(start)
            await send({"type": "http.response.body", "body": body[:at], "more_body": True})
        await _end(transport, effect.ending, receive)


async def _answer_instead(
    fault: FaultSpec,
    effect: ProblemAnswer | PageAnswer | Break,
    scope: Scope,
    receive: Receive,
    send: Send,
) -> None:
    """Answer with the fault; the operation does not run."""
    match effect:
        case PageAnswer(html):
            await _send_page(send, html)
        case ProblemAnswer(kind):
            language = language_of(Headers(scope=scope).get("accept-language"))
            problem, entry = kind(retry_after=math.ceil(fault.seconds)), entry_of(scope)
            entry.blame(problem)
            await problem_response(problem, language, entry.time)(scope, receive, send)
        case Break(ending, sent):
            transport = _transport(scope)
            if transport is None:
                raise _in_process(fault.fault, ending)
            await _whole_request(receive)
            if sent:
                transport.write(sent)
            await _end(transport, ending, receive)


def _link_faults(entry: JournalEntry, head: RequestHead) -> tuple[FaultSpec, ...]:
    """The faults that the link itself names, or the link that a download belongs to."""
    name = head.magic if head.bearer else read_name((entry.account or "").partition("#")[0])
    return () if name is None else name.faults


def _transport(scope: Scope) -> asyncio.Transport | None:
    """The connection a call came over; None if it came over none."""
    transport = scope.get("state", {}).get(TRANSPORT)
    assert transport is None or isinstance(transport, asyncio.Transport)
    return transport


def _in_process(fault: str, ending: ConnectionEnd) -> "httpx.TransportError":
    """What httpx raises when the fault happens on a socket."""
    import httpx

    kinds: dict[ConnectionEnd, type[httpx.TransportError]] = {
        "silence": httpx.ReadTimeout,
        "reset": httpx.ReadError,
        "close": httpx.RemoteProtocolError,
    }
    return kinds[ending](fault)


async def _end(transport: asyncio.Transport, ending: ConnectionEnd, receive: Receive) -> None:
    """End a connection, and wait until it is gone."""
    if ending == "reset":
        # The rude way: RST instead of FIN.
        connection = transport.get_extra_info("socket")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        transport.abort()
    elif ending == "close":
        transport.close()
    with suppress(TimeoutError):
        async with asyncio.timeout(MOST_SECONDS):
            await _gone(receive)
    transport.abort()


def _dribbling(send: Send, pieces: int, pause: float) -> Callable[[Message], Awaitable[None]]:
    async def dribble(message: Message) -> None:
        body = message.get("body", b"")
        if message["type"] != "http.response.body" or not body:
            await send(message)
            return
        size = math.ceil(len(body) / pieces)
        for at in range(0, len(body), size):
            await asyncio.sleep(pause)
            more = at + size < len(body) or message.get("more_body", False)
            await send({**message, "body": body[at : at + size], "more_body": more})

    return dribble


async def _send_page(send: Send, html: bytes) -> None:
    headers = [
        (b"content-type", b"text/html; charset=utf-8"),
        (b"content-length", str(len(html)).encode()),
    ]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": html})


async def _whole_request(receive: Receive) -> None:
    while (await receive()).get("more_body", False):
        pass


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
