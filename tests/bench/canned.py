"""A server that reads nothing and judges nothing: it shows how much the loader itself can count.

`python -m tests.bench.canned PORT` serves until it is ended.
"""

import asyncio
import sys

from tests.bench.calls import HOST

SIZE = 3_600
"""About as long as the answer to a look."""

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s" % (
    SIZE,
    b"0" * SIZE,
)


class Canned(asyncio.Protocol):
    """Answers each piece of a request, which on loopback is all of it."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._transport.write(ANSWER)


async def serve(port: int) -> None:
    """Serve on loopback, for ever."""
    server = await asyncio.get_running_loop().create_server(Canned, HOST, port)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
