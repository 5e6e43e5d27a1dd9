"""One connection: how much is read from it and how long it may take, so that strangers exhaust nothing."""

import asyncio
import re
from collections.abc import Iterable
from typing import Any

from uvicorn.config import Config
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import ServerState

from mock_server.middleware.fault_injection import TRANSPORT

MOST_HEAD_BYTES = 64 * 1024
"""Of a request's head; whoever sends more is told so (431)."""

DISCARDED_BYTES = 1024 * 1024
"""Of a request that was answered already: read all the same, so that the answer gets through."""

HEAD_SECONDS = 20.0
"""From the end of an answer, or the first contact, to the end of the next head."""

BODY_SECONDS = 60.0
"""From the end of a head to the end of the body."""

UNREAD_SECONDS = 60.0
"""In which not a single byte of an answer was taken."""

LINGER_SECONDS = 5.0
"""For what still comes after a request was answered that was not sent to its end."""

_UPGRADE = re.compile(rb"\r\nUpgrade:", re.IGNORECASE)

_REFUSALS = {
    400: b'{"type":"/problems/request-invalid","title":"No HTTP request","status":400}',
    431: b'{"type":"about:blank","title":"Request Header Fields Too Large","status":431}',
}
_PHRASES = {400: b"Bad Request", 431: b"Request Header Fields Too Large"}


class HeadTooLarge(Exception):
    """A request's head is over `MOST_HEAD_BYTES`."""


class BoundedProtocol(HttpToolsProtocol):
    """HTTP on one connection; its transport is in the state of its calls, where faults find it.

    `deadline` is when the client must have done what it is waited for, by the loop's time; None
    while it waits for an answer.
    """

    def __init__(self, config: Config, server_state: ServerState, *, most: int) -> None:
        """`most` is how many connections there may be."""
        super().__init__(config=config, server_state=server_state, app_state={})
        self._most = most
        self._head_bytes = 0  # of the head that is read, as far as it is understood
        self._unended = 0  # bytes since a head, or a body, ended
        self._discarded = 0
        self._refused: int | None = None
        self._reading_body = False
        self.deadline: float | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A client connected; if that makes too many, another one has to go."""
        self.app_state = {TRANSPORT: transport}
        if len(self.connections) >= self._most:
            longest_waited_for(self.connections).transport.abort()
        super().connection_made(transport)
        self._expect(HEAD_SECONDS)

    def data_received(self, data: bytes) -> None:
        """Read on, within the bounds."""
        if self._refused is not None or self.parser is None:
            self._discard(len(data))
            return
        self._unended += len(data)
        super().data_received(data if self._reading_body else _without_upgrade(data))
        if self._unended > MOST_HEAD_BYTES and not self._reading_body and self._refused is None:
            self._refuse(431)

    def on_message_begin(self) -> None:
        """A request begins."""
        self._head_bytes = 0
        super().on_message_begin()

    def on_url(self, url: bytes) -> None:
        """A part of its target."""
        self._count(len(url))
        super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        """A header, or a trailer after the body."""
        self._count(len(name) + len(value) + 4)
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """The head is whole."""
        self._unended, self._reading_body = 0, True
        self._expect(BODY_SECONDS)
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """A part of the body; after the answer it is of no interest any more."""
        super().on_body(body)
        if self.cycle.response_complete:
            self._discard(len(body))

    def on_message_complete(self) -> None:
        """The request is whole; the client waits now."""
        self._unended, self._reading_body, self.deadline = 0, False, None
        super().on_message_complete()
        if self.cycle.response_complete:
            self._expect(HEAD_SECONDS)

    def on_response_complete(self) -> None:
        """The answer is given, and the next request may come."""
        super().on_response_complete()
        if self.cycle.response_complete:
            self._discarded = 0
            self._expect(LINGER_SECONDS if self._reading_body else HEAD_SECONDS)

    def pause_writing(self) -> None:
        """The client does not take its answer."""
        super().pause_writing()
        self._expect(UNREAD_SECONDS)

    def resume_writing(self) -> None:
        """It took something of it."""
        super().resume_writing()
        self.deadline = None

    def send_400_response(self, msg: str) -> None:
        """Refuse what is no HTTP, or has no end."""
        if self._refused is None:
            self._refuse(400)

    def end_if_due(self, now: float) -> None:
        """Let go of a client that was waited for long enough."""
        if self.deadline is not None and self.deadline <= now:
            self.transport.abort()

    def _expect(self, seconds: float) -> None:
        self.deadline = self.loop.time() + seconds

    def _count(self, size: int) -> None:
        self._head_bytes += size
        if self._head_bytes > MOST_HEAD_BYTES:
            self._refuse(431)
            raise HeadTooLarge

    def _discard(self, size: int) -> None:
        self._discarded += size
        if self._discarded > DISCARDED_BYTES:
            self.transport.abort()

    def _refuse(self, status: int) -> None:
        """Answer what no application gets to see, and read nothing more that would count."""
        self._refused, body = status, _REFUSALS[status]
        if self.cycle is not None and not self.cycle.response_complete:
            # An earlier request on the connection waits for its own answer.
            self.transport.abort()
            return
        self.transport.write(
            b"HTTP/1.1 %d %b\r\ncontent-type: application/problem+json\r\ncontent-length: %d\r\n"
            b"cache-control: no-store\r\nconnection: close\r\n\r\n%b"
            % (status, _PHRASES[status], len(body), body)
        )
        self._unset_keepalive_if_required()
        self._expect(LINGER_SECONDS)
        # To close at once would take the answer away from whoever still sends.
        if self.transport.can_write_eof():
            self.transport.write_eof()


def _without_upgrade(data: bytes) -> bytes:
    """A head that asks for no other protocol; this parser would leave its body out.

    Java's client asks every server that speaks no TLS whether it knows HTTP/2 (h2c).
    """
    head, end, rest = data.partition(b"\r\n\r\n")
    return _UPGRADE.sub(b"\r\nUpgrad-:", head) + end + rest


def longest_waited_for(connections: Iterable[Any]) -> BoundedProtocol:
    """Whom to let go where there are too many: who sends nothing rather than who is being answered."""
    open_ones = [each for each in connections if not each.transport.is_closing()]
    waited_for = [each for each in open_ones if each.deadline is not None]
    chosen: BoundedProtocol = min(
        waited_for or open_ones or list(connections), key=lambda each: each.deadline or 0.0
    )
    return chosen
