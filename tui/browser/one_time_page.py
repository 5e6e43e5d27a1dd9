"""Handing a personal link to a browser without any argument list holding it.

A browser learns what to open from its argument list, which every user of the machine can read.
So it is told to open a page of this very program, on loopback, whose address is a random name.
The page answers once, with a redirect to the link, and only to a connection that the kernel says
is this user's: another user who reads the random name off the argument list gets nothing. Where
the kernel does not tell (`/proc/net/tcp`, Linux only) the link is not handed over at all.
Nothing is written to a file.
"""

import asyncio
import os
import socket
import sys
from collections.abc import Awaitable, Callable
from contextlib import suppress
from hmac import compare_digest
from pathlib import Path
from secrets import token_urlsafe
from typing import Literal

from tui.browser.address import Address
from tui.terminal.environment import Surroundings

Outcome = Literal["opened", "failed", "unfetched"]
"""The browser has the link; it did not start; it started and never asked."""

PATIENCE = 60.0
"""Seconds a browser has to start and to ask."""

READING = 5.0
"""Seconds a connection has to say what it wants."""

LONGEST_REQUEST = 16 * 1024

_TABLE = Path("/proc/net/tcp")

SocketAddress = tuple[str, int]
"""An IPv4 address and a port."""

Owner = Callable[[SocketAddress, SocketAddress], int | None]
"""The user id that owns the connection from the first endpoint to the second, if known."""


def can_hand_over(surroundings: Surroundings) -> bool:
    """Whether a personal link can be handed to a browser here."""
    on_linux = surroundings.place == "desktop" and surroundings.platform == "linux"
    return on_linux and os.access(_TABLE, os.R_OK)


def owner_in_table(table: str, client: SocketAddress, server: SocketAddress) -> int | None:
    """The user id of a client's end of a connection, by the text of `/proc/net/tcp` (proc(5))."""
    wanted = [_in_table(client), _in_table(server)]
    for line in table.splitlines()[1:]:
        columns = line.split()
        if columns[1:3] == wanted:
            return int(columns[7])
    return None


def _in_table(endpoint: SocketAddress) -> str:
    address = int.from_bytes(socket.inet_aton(endpoint[0]), sys.byteorder)
    return f"{address:08X}:{endpoint[1]:04X}"


def _owner(client: SocketAddress, server: SocketAddress) -> int | None:
    try:
        return owner_in_table(_TABLE.read_text(encoding="ascii"), client, server)
    except OSError:
        return None


async def hand_over(
    address: Address,
    open_page: Callable[[str], Awaitable[bool]],
    *,
    patience: float = PATIENCE,
    owner: Owner = _owner,
) -> Outcome:
    """Let a browser fetch an address once.

    Args:
        address: where the browser is to end.
        open_page: starts a browser with the page's address, which is no secret for long.
        patience: seconds until the page goes away unasked.
        owner: who owns a connection.
    """
    page = _Page(address, owner)
    server = await asyncio.start_server(page.answer, "127.0.0.1", 0, limit=LONGEST_REQUEST)
    try:
        page.server = server.sockets[0].getsockname()
        if not await open_page(f"http://127.0.0.1:{page.server[1]}{page.path}"):
            return "failed"
        with suppress(TimeoutError):
            await asyncio.wait_for(page.fetched.wait(), patience)
        return "opened" if page.fetched.is_set() else "unfetched"
    finally:
        server.close()


class _Page:
    """The one page, and whether it was fetched."""

    def __init__(self, address: Address, owner: Owner) -> None:
        self._address = address
        self._owner = owner
        self.path = f"/{token_urlsafe(24)}"
        self.server: SocketAddress = ("127.0.0.1", 0)
        self.fetched = asyncio.Event()

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one connection."""
        with suppress(OSError, TimeoutError, ValueError, asyncio.IncompleteReadError):
            request = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), READING)
            wanted = self._wants_page(request) and self._is_ours(writer)
            if wanted and not self.fetched.is_set():
                self.fetched.set()
                writer.write(self._redirect())
            else:
                writer.write(_NOTHING)
            await writer.drain()
        writer.close()

    def _wants_page(self, request: bytes) -> bool:
        line, _, headers = request.partition(b"\r\n")
        host = f"\r\nhost: 127.0.0.1:{self.server[1]}\r\n".encode()
        expected = f"GET {self.path} HTTP/1.1".encode()
        return compare_digest(line, expected) and host in b"\r\n" + headers.lower()

    def _is_ours(self, writer: asyncio.StreamWriter) -> bool:
        client: SocketAddress = writer.get_extra_info("peername")
        return self._owner(client, self.server) == os.getuid()

    def _redirect(self) -> bytes:
        head = (
            "HTTP/1.1 303 See Other",
            f"Location: {self._address.url}",
            "Cache-Control: no-store",
            "Referrer-Policy: no-referrer",
            "Content-Length: 0",
            "Connection: close",
        )
        return "\r\n".join((*head, "", "")).encode("ascii")


_NOTHING = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
