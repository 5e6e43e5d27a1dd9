"""A server on loopback that answers exactly what a test scripts, however odd.

An answer is a list of pieces: bytes are sent as they are, an `Act` does what a healthy server
never would. Each connection gets the next answer, the last one again and again.
"""

import asyncio
import socket
import ssl
import struct
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from enum import Enum


class Act(Enum):
    STALL = "say nothing more until the test is over"
    RESET = "break the connection with a TCP reset"


Answer = Sequence[bytes | Act]

CHUNKED = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
"""How an answer begins whose length is not told."""


class OddServer:
    def __init__(self, answers: Sequence[Answer], scheme: str) -> None:
        self._answers = list(answers)
        self._scheme = scheme
        self._over = asyncio.Event()
        self._talks: set[asyncio.Task[None]] = set()
        self.origin = ""
        self.requests: list[bytes] = []

    async def start(self, context: ssl.SSLContext | None) -> asyncio.Server:
        server = await asyncio.start_server(self._talk, "127.0.0.1", 0, ssl=context)
        port = server.sockets[0].getsockname()[1]
        self.origin = f"{self._scheme}://127.0.0.1:{port}"
        return server

    async def stop(self) -> None:
        self._over.set()
        await asyncio.gather(*self._talks)

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._talks.add(task)
        try:
            self.requests.append(await _read_request(reader))
            await self._answer(writer, self._next_answer())
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()
            self._talks.discard(task)

    def _next_answer(self) -> Answer:
        return self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]

    async def _answer(self, writer: asyncio.StreamWriter, answer: Answer) -> None:
        for piece in answer:
            if piece is Act.STALL:
                await self._over.wait()
            elif piece is Act.RESET:
                connection = writer.get_extra_info("socket")
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                writer.transport.abort()
            elif isinstance(piece, bytes):
                writer.write(piece)
                await writer.drain()


@asynccontextmanager
async def odd_server(
    *answers: Answer, context: ssl.SSLContext | None = None
) -> AsyncIterator[OddServer]:
    odd = OddServer(answers, "https" if context else "http")
    server = await odd.start(context)
    try:
        yield odd
    finally:
        server.close()
        await odd.stop()
        await server.wait_closed()


def response(
    body: bytes = b"",
    *,
    status: str = "200 OK",
    media_type: str = "application/json",
    more: str = "",
) -> bytes:
    """A whole HTTP answer; `more` holds further header lines."""
    head = f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\nContent-Type: {media_type}\r\n"
    return (head + more + "Connection: close\r\n\r\n").encode() + body


async def _read_request(reader: asyncio.StreamReader) -> bytes:
    head = await reader.readuntil(b"\r\n\r\n")
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return head + await reader.readexactly(int(line.partition(b":")[2]))
    return head
