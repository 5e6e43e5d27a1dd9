"""The load generator: keep-alive connections that ask again as soon as they were answered.

It is the same for every server, and does as little as it can between two calls: no client library,
one write and one read for each.
"""

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass

from tests.bench.calls import HOST

CONNECTIONS = 4
GRACE_SECONDS = 30.0
"""How long after its end a run may still wait for answers."""

_END_OF_HEAD = b"\r\n\r\n"
_LENGTH = b"content-length:"
_LAST_CHUNK = b"0\r\n\r\n"


class BadAnswer(Exception):
    """A server answered with something else than success, or not at all."""


@dataclass(frozen=True, slots=True)
class Load:
    """What came of a run: how many calls were answered in how many seconds, and each one's time."""

    seconds: float
    times: tuple[float, ...]

    @property
    def per_second(self) -> float:
        """Calls answered per second."""
        return len(self.times) / self.seconds


def load_for(port: int, calls: Iterator[bytes], seconds: float) -> Load:
    """Ask for so many seconds.

    Raises:
        BadAnswer: a call was not answered with success.
    """
    end = time.perf_counter() + seconds

    def until_the_end() -> Iterator[bytes]:
        while time.perf_counter() < end:
            yield next(calls)

    return asyncio.run(_load(port, until_the_end(), seconds + GRACE_SECONDS))


def load_of(port: int, calls: Iterator[bytes], count: int, most_seconds: float) -> Load:
    """Ask so many times.

    Raises:
        BadAnswer: a call was not answered with success, or it took too long.
    """
    counted = (call for _, call in zip(range(count), calls, strict=False))
    return asyncio.run(_load(port, counted, most_seconds))


async def _load(port: int, calls: Iterator[bytes], most_seconds: float) -> Load:
    connect = asyncio.get_running_loop().create_connection
    begun, connections = time.perf_counter(), list[Connection]()
    try:
        async with asyncio.timeout(most_seconds):
            for _ in range(CONNECTIONS):
                _, connection = await connect(lambda: Connection(calls), HOST, port)
                connections.append(connection)
            await asyncio.gather(*(connection.done for connection in connections))
    except (TimeoutError, OSError) as error:
        raise BadAnswer(type(error).__name__) from None
    finally:
        for connection in connections:
            connection.drop()
    times = tuple(each for connection in connections for each in connection.times)
    return Load(time.perf_counter() - begun, times)


class Connection(asyncio.Protocol):
    """One connection: it asks, waits for the whole answer, and asks again."""

    def __init__(self, calls: Iterator[bytes]) -> None:
        self.times: list[float] = []
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._calls, self._read, self._asked = calls, b"", 0.0
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._ask()

    def data_received(self, data: bytes) -> None:
        self._read += data
        if not is_whole(self._read):
            return
        self.times.append(time.perf_counter() - self._asked)
        if self._read[8:11] != b" 20":
            self._fail(self._read[:12].decode("latin-1"))
            return
        self._read = b""
        self._ask()

    def connection_lost(self, exc: Exception | None) -> None:
        self._fail("closed by the server")

    def drop(self) -> None:
        """Close it, whatever is still to come."""
        if self._transport is not None:
            self._transport.abort()

    def _ask(self) -> None:
        assert self._transport is not None
        call = next(self._calls, None)
        if call is not None:
            self._asked = time.perf_counter()
            self._transport.write(call)
        elif not self.done.done():
            self.done.set_result(None)

    def _fail(self, reason: str) -> None:
        if not self.done.done():
            self.done.set_exception(BadAnswer(reason))


def is_whole(read: bytes) -> bool:
    """Whether all of an answer was read: by its length, or by its last chunk."""
    end = read.find(_END_OF_HEAD)
    if end < 0:
        return False
    head = read[:end].lower()
    at = head.find(_LENGTH)
    if at < 0:
        return read.endswith(_LAST_CHUNK)
    line_end = head.find(b"\r\n", at)
    length = int(head[at + len(_LENGTH) : line_end if line_end > 0 else None])
    return len(read) >= end + len(_END_OF_HEAD) + length
