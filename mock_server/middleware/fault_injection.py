"""Carries faults out: over a socket as they happen, in process as what httpx would have raised."""

import asyncio
import math
import socket
import struct
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api_client.problems import Maintenance, Problem, RateLimited
from mock_server.accounts.store import Store
from mock_server.api.responses import problem_response
from mock_server.clock import Clock
from mock_server.faults import POINTS, FaultName, FaultQueue, FaultSpec
from mock_server.middleware.journal import entry_of, head_of
from mock_server.scenarios.magic_links import read_name, ref_of
from mock_server.state.changes import ChangeNotifier
from mock_server.texts.problems import language_of

if TYPE_CHECKING:
    import httpx

TRANSPORT = "transport"
"""Under which name a connection's transport stands in the state of its calls."""

PIECES = 10
"""Into how many an answer is cut that dribbles."""

DEFAULT_SECONDS: dict[FaultName, float] = {"delay": 1, "dribble": 1, "503": 120, "429": 60}

PORTAL = (
    b"<!doctype html><title>Welcome</title><h1>Please accept our terms to use this Wi-Fi</h1>\n"
)
BAD_CHUNK = (
    b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
    b"Transfer-Encoding: chunked\r\n\r\nno chunk\r\n"
)
GARBAGE = b"\x16\x03\x01 this is no HTTP\r\n\r\n"

_RUN_FIRST: frozenset[FaultName] = frozenset({"truncate", "lost"})


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
        faults = self._due(scope)
        if not faults:
            await self._app(scope, receive, send)
            return
        entry = entry_of(scope)
        # A call that breaks off is not judged: whose it was would not be known otherwise.
        entry.account = self._ref(scope)
        entry.fault = ".".join(str(fault) for fault in faults)
        self._changes.notify()
        for fault in faults:
            if fault.fault == "delay":
                await asyncio.sleep(_seconds(fault))
            elif fault.fault == "dribble":
                send = _dribbling(send, _seconds(fault) / PIECES)
            elif fault.fault in _RUN_FIRST:
                await self._run_then_break(fault, scope, receive, send)
                return
            else:
                await _break(fault, scope, receive, send)
                return
        await self._app(scope, receive, send)

    def _due(self, scope: Scope) -> list[FaultSpec]:
        point = next((point for point in POINTS if point == entry_of(scope).operation), None)
        if point is None:
            return []
        queue, own = self._faults, _link_faults(scope)
        if not queue.rules and not own:
            return []
        ref = self._ref(scope)
        due = [] if ref is None else queue.of_link(own, point, ref, self._clock.now(ref))
        rule = queue.next_rule(point, ref)
        return due if rule is None else [*due, rule]

    def _ref(self, scope: Scope) -> str | None:
        """The account a call is for."""
        owner, bearer = entry_of(scope).account, head_of(scope).bearer
        return ref_of(self._store, bearer) if owner is None and bearer else owner

    async def _run_then_break(
        self, fault: FaultSpec, scope: Scope, receive: Receive, send: Send
    ) -> None:
        """Run the operation, then let its answer come to harm on the way."""
        messages: list[Message] = []

        async def keep(message: Message) -> None:
            messages.append(message)

        await self._app(scope, receive, keep)
        start, body = messages[0], b"".join(m.get("body", b"") for m in messages[1:])
        if fault.fault == "lost":
            if start["status"] >= 400:
                # Nothing was carried out, so there is nothing to lose.
                entry_of(scope).fault = None
                await send(start)
                await send({"type": "http.response.body", "body": body})
                return
            ref = self._ref(scope)
            if ref is not None:
                self._faults.spend(fault, ref)
        transport = _transport(scope)
        if transport is None:
            raise _in_process(fault.fault)
        if fault.fault == "lost":
            _reset(transport)
        elif len(body) > 1:
            at = len(body) // 2 if fault.argument is None else int(fault.argument)
            await send(start)
            await send({"type": "http.response.body", "body": body[:at], "more_body": True})
        transport.close()
        await _gone(receive)


async def _break(fault: FaultSpec, scope: Scope, receive: Receive, send: Send) -> None:
    """Answer with the fault; the operation does not run."""
    if fault.fault == "notjson":
        await _send_portal(send)
        return
    if fault.fault in ("503", "429"):
        kind: type[Problem] = Maintenance if fault.fault == "503" else RateLimited
        language = language_of(Headers(scope=scope).get("accept-language"))
        problem, entry = kind(retry_after=math.ceil(_seconds(fault))), entry_of(scope)
        entry.blame(problem)
        await problem_response(problem, language, entry.time)(scope, receive, send)
        return
    transport = _transport(scope)
    if transport is None:
        raise _in_process(fault.fault)
    await _whole_request(receive)
    match fault.fault:
        case "reset":
            _reset(transport)
        case "empty":
            transport.close()
        case "badchunk":
            transport.write(BAD_CHUNK)
            transport.close()
        case "garbage":
            transport.write(GARBAGE)
            transport.close()
    # After `stall`, it is the client that gives up.
    await _gone(receive)


def _seconds(fault: FaultSpec) -> float:
    return DEFAULT_SECONDS[fault.fault] if fault.argument is None else fault.argument


def _link_faults(scope: Scope) -> tuple[FaultSpec, ...]:
    """The faults that the link itself names, or the link that a download belongs to."""
    head, owner = head_of(scope), entry_of(scope).account or ""
    name = head.magic if head.bearer else read_name(owner.partition("#")[0])
    return () if name is None else name.faults


def _transport(scope: Scope) -> asyncio.Transport | None:
    """The connection a call came over; None if it came over none."""
    transport = scope.get("state", {}).get(TRANSPORT)
    assert transport is None or isinstance(transport, asyncio.Transport)
    return transport


def _in_process(fault: FaultName) -> "httpx.TransportError":
    """What httpx raises when the fault happens on a socket."""
    import httpx

    if fault == "stall":
        return httpx.ReadTimeout("stall")
    if fault in ("reset", "lost"):
        return httpx.ReadError(fault)
    return httpx.RemoteProtocolError(fault)


def _reset(transport: asyncio.Transport) -> None:
    """Drop the connection the rude way: RST instead of FIN."""
    connection = transport.get_extra_info("socket")
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    transport.abort()


def _dribbling(send: Send, pause: float) -> Callable[[Message], Awaitable[None]]:
    async def dribble(message: Message) -> None:
        body = message.get("body", b"")
        if message["type"] != "http.response.body" or not body:
            await send(message)
            return
        size = math.ceil(len(body) / PIECES)
        for at in range(0, len(body), size):
            await asyncio.sleep(pause)
            more = at + size < len(body) or message.get("more_body", False)
            await send({**message, "body": body[at : at + size], "more_body": more})

    return dribble


async def _send_portal(send: Send) -> None:
    headers = [
        (b"content-type", b"text/html; charset=utf-8"),
        (b"content-length", str(len(PORTAL)).encode()),
    ]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": PORTAL})


async def _whole_request(receive: Receive) -> None:
    while (await receive()).get("more_body", False):
        pass


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
