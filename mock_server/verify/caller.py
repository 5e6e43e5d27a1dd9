"""Sending requests: by name of the operation or by hand, and never more than was said."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from api_client.activation_link import ActivationLink
from api_client.operations import MAX_ANSWER_BYTES, OPERATIONS, OperationId
from mock_server.verify.exchange import Exchange
from mock_server.verify.outcome import NotKept, NotTried
from mock_server.verify.secrets_sent import SecretsSent

if TYPE_CHECKING:
    import httpx

MOST_SILENCES = 3
"""After so many calls without an answer, one after the other, nothing more is sent."""

ANSWER_SECONDS = 30.0
"""For a whole answer, however slowly it comes."""

MOST_BYTES = MAX_ANSWER_BYTES + 1
"""Of an answer; what is longer is not read on."""


@dataclass(slots=True)
class Caller:
    """Whoever sends. `left` requests may still be sent; `exchanges` are all that were."""

    client: "httpx.AsyncClient"
    secrets: SecretsSent
    left: int = 0
    exchanges: list[Exchange] = field(default_factory=list)
    silences: int = 0

    async def __call__(
        self,
        operation_id: OperationId,
        link: ActivationLink | None,
        body: object = None,
        *,
        key: str | None = None,
        raw: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Exchange:
        """Ask for an operation; `raw` is a body that is sent as it is."""
        operation = OPERATIONS[operation_id]
        sent = {} if link is None else self.proof(link)
        if body is not None or raw is not None:
            sent["Content-Type"] = "application/json"
        if key is not None:
            sent["Idempotency-Key"] = key
        content = raw if body is None else json.dumps(body).encode()
        return await self.send(
            operation.method, operation.path, sent | dict(headers or {}), content
        )

    async def at_once(self, calls: Iterable[Awaitable[Exchange]]) -> list[Exchange]:
        """The answers to several calls made at the same time, when all of them are there.

        Raises:
            NotKept, NotTried: one was not answered; the others are over by then, too.
        """
        found = await asyncio.gather(*calls, return_exceptions=True)
        for each in found:
            if isinstance(each, BaseException):
                raise each
        return [each for each in found if isinstance(each, Exchange)]

    def proof(self, link: ActivationLink) -> dict[str, str]:
        """The header that proves a link."""
        self.secrets.keep(link.token, "the token of a link")
        return {"Authorization": f"Bearer {link.bearer}"}

    async def send(
        self,
        method: str,
        path: str,
        headers: Mapping[str, str] | None = None,
        content: bytes | None = None,
        *,
        in_pieces: bool = False,
    ) -> Exchange:
        """Send a request as it is; `in_pieces` leaves its length unsaid.

        Raises:
            NotKept: no answer came.
            NotTried: the backend asks to wait, or no longer answers at all.
        """
        import httpx

        if self.left <= 0:
            raise AssertionError("more requests than were said beforehand")
        if self.silences >= MOST_SILENCES:
            raise NotTried("the backend no longer answers")
        self.left -= 1
        fit = {name: value for name, value in (headers or {}).items() if value}
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                exchange = await self._exchanged(method, path, fit, content, in_pieces)
        except (httpx.HTTPError, httpx.InvalidURL, TimeoutError) as error:
            self.silences += 1
            kind = type(error).__name__
        else:
            self.silences = 0
            self.exchanges.append(exchange)
            return exchange
        # Outside the except: the error holds the request with its secrets and must not be chained.
        raise NotKept(f"{method} {path}: no answer ({kind})")

    async def _exchanged(
        self,
        method: str,
        path: str,
        headers: Mapping[str, str],
        content: bytes | None,
        in_pieces: bool,
    ) -> Exchange:
        body = _pieces(content or b"") if in_pieces else content
        async with self.client.stream(
            method, path.lstrip("/"), headers=dict(headers), content=body
        ) as answer:
            read = bytearray()
            async for piece in answer.aiter_bytes():
                read += piece
                if len(read) > MOST_BYTES:
                    break
        return Exchange(method, path, answer.status_code, answer.headers, bytes(read))


async def _pieces(content: bytes) -> AsyncIterator[bytes]:
    for at in range(0, len(content), 1024):
        yield content[at : at + 1024]
