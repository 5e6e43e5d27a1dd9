"""A server that answers as a test scripts it, however odd: on a port, or in process for any host.

The script is data: a `ScriptedAnswer`, a `Raw` that is no HTTP at all, in process also an
exception of httpx; or a function of the request that gives one of these. Each request gets the
next one, and when there is none left `then`, or without it the last one again.
"""

import asyncio
import json
import socket
import ssl
import struct
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from enum import Enum
from http import HTTPStatus

import httpx

from api_client.http.settings import ClientSettings

CHUNK = 4096


class End(Enum):
    """What becomes of the connection when all was said."""

    CLOSE = "it is closed"
    STALL = "it stays, and nothing more is said until the test is over"
    RESET = "it breaks with a TCP reset"


@dataclass(frozen=True)
class ScriptedAnswer:
    """An HTTP answer, nothing added: what it promises in its headers need not be what comes."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    end: End = End.CLOSE

    def cut(self, after: int, end: End = End.CLOSE) -> "ScriptedAnswer":
        """The same, of whose body only so many bytes come; a negative number leaves some out."""
        return replace(self, body=self.body[:after], end=end)

    @property
    def is_short(self) -> bool:
        """Whether less comes than was promised."""
        return len(self.body) < int(self.headers.get("Content-Length", 0))

    @property
    def on_the_wire(self) -> bytes:
        """As it is sent."""
        known = self.status in list(HTTPStatus)
        line = f"{self.status} {HTTPStatus(self.status).phrase if known else 'Odd'}"
        headers = {**self.headers, "Connection": "close"}
        fields = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        return f"HTTP/1.1 {line}\r\n{fields}\r\n".encode() + self.body


@dataclass(frozen=True)
class Raw:
    """Bytes instead of an answer; without any, the connection ends at once."""

    sent: bytes = b""
    end: End = End.CLOSE


NOTHING, RESET, STALL = Raw(), Raw(end=End.RESET), Raw(end=End.STALL)


@dataclass(frozen=True)
class Received:
    """What was asked. On a port `raw` is all that came; in process it is empty."""

    method: str
    url: httpx.URL
    headers: httpx.Headers
    body: bytes
    raw: bytes = b""


Turn = ScriptedAnswer | Raw | Exception
Script = Turn | Callable[[Received], Turn]


def answer(body: bytes = b"", *, status: int = 200, **headers: str) -> ScriptedAnswer:
    """An answer that is as long as it says. Header names are written with underscores."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return ScriptedAnswer(status, {"Content-Length": str(len(body)), **named}, body)


def json_answer(value: object, *, status: int = 200, **headers: str) -> ScriptedAnswer:
    """An answer in JSON; bytes are its body as they are."""
    body = value if isinstance(value, bytes) else json.dumps(value).encode()
    return answer(body, status=status, **{"Content_Type": "application/json", **headers})


def chunked(body: bytes = b"", end: End = End.CLOSE) -> ScriptedAnswer:
    """JSON whose length is not told; what is in the body makes chunks of itself, or not."""
    headers = {"Content-Type": "application/json", "Transfer-Encoding": "chunked"}
    return ScriptedAnswer(200, headers, body, end)


class ScriptedServer(httpx.AsyncBaseTransport):
    """As a transport it answers for every host; `on_a_port` serves one origin on loopback."""

    def __init__(self, *script: Script, then: Script | None = None) -> None:
        self._script = list(script)
        self._then = then or (script[-1] if script else None)
        self._over = asyncio.Event()
        self._talks: set[asyncio.Task[None]] = set()
        self.origin = ""
        self.requests: list[Received] = []

    @property
    def settings(self) -> ClientSettings:
        """How a client reaches it in process."""
        return ClientSettings(transport=self)

    def _next(self, request: Received) -> Turn:
        self.requests.append(request)
        reply = self._script.pop(0) if self._script else self._then
        assert reply is not None, f"nothing may be asked: {request.method} {request.url}"
        return reply(request) if callable(reply) else reply

    # In process

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        body = await request.aread()
        turn = self._next(Received(request.method, request.url, request.headers, body))
        if isinstance(turn, Exception):
            raise turn
        if isinstance(turn, Raw):
            raise _failure(turn.end)
        return httpx.Response(turn.status, headers=dict(turn.headers), stream=_Body(turn))

    # On a port

    @asynccontextmanager
    async def on_a_port(
        self, context: ssl.SSLContext | None = None
    ) -> AsyncIterator["ScriptedServer"]:
        """Listen on a free port of loopback until the context ends."""
        server = await asyncio.start_server(self._talk, "127.0.0.1", 0, ssl=context)
        scheme, port = "https" if context else "http", server.sockets[0].getsockname()[1]
        self.origin = f"{scheme}://127.0.0.1:{port}"
        try:
            yield self
        finally:
            server.close()
            self._over.set()
            await asyncio.gather(*self._talks)
            await server.wait_closed()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._talks.add(task)
        try:
            await self._say(writer, self._next(await _read_request(reader, self.origin)))
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()
            self._talks.discard(task)

    async def _say(self, writer: asyncio.StreamWriter, turn: Turn) -> None:
        if isinstance(turn, Exception):
            raise TypeError("an exception of httpx cannot be sent through a port")
        writer.write(turn.sent if isinstance(turn, Raw) else turn.on_the_wire)
        await writer.drain()
        if turn.end is End.STALL:
            await self._over.wait()
        elif turn.end is End.RESET:
            connection = writer.get_extra_info("socket")
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            writer.transport.abort()


class _Body(httpx.AsyncByteStream):
    """The body of an answer in process, and the failure that a client meets at its end."""

    def __init__(self, answer: ScriptedAnswer) -> None:
        self._answer = answer

    async def __aiter__(self) -> AsyncIterator[bytes]:
        body = self._answer.body
        for at in range(0, len(body), CHUNK):
            yield body[at : at + CHUNK]
        if self._answer.end is not End.CLOSE or self._answer.is_short:
            raise _failure(self._answer.end)


def _failure(end: End) -> httpx.TransportError:
    """What httpx raises where a connection ends in this way in the middle of an answer."""
    kinds = {End.STALL: httpx.ReadTimeout, End.RESET: httpx.ReadError}
    return kinds.get(end, httpx.RemoteProtocolError)("scripted")


async def _read_request(reader: asyncio.StreamReader, origin: str) -> Received:
    head = await reader.readuntil(b"\r\n\r\n")
    line, *fields = head.decode("latin-1").strip().split("\r\n")
    parted = [each.partition(": ") for each in fields]
    headers = httpx.Headers([(name, value) for name, _colon, value in parted])
    body = await reader.readexactly(int(headers.get("Content-Length", 0)))
    method, target, _version = line.split(" ")
    url = httpx.URL(origin + target if target.startswith("/") else f"//{target}")
    return Received(method, url, headers, body, head + body)
