"""The calls of the contract over HTTP: what they need is loaded when the first one is made."""

import asyncio
import re
from collections.abc import Generator

import httpx
from pydantic import BaseModel

from api_client.http.errors import BROKEN, failure, opened
from api_client.http.responses import read_answer
from api_client.http.settings import ClientSettings
from api_client.link import ActivationLink
from api_client.models import (
    Activation,
    CheckVerdict,
    Choices,
    Disown,
    Receipt,
    Request,
    Verdicts,
    wire_json,
)
from api_client.operations import KEY_PATTERN, OPERATIONS, OperationId


class _Bearer(httpx.Auth):
    """Puts the token where it belongs, and nowhere a traceback could find it."""

    def __init__(self, link: ActivationLink) -> None:
        self._link = link

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        request.headers["Authorization"] = f"Bearer {self._link.bearer}"
        yield request


class Calls:
    """The calls about one activation link, over one client.

    A broken connection is `Unreachable` or `Timeout`; with a commit only as long as the request
    cannot have been sent, and `AnswerLost` after that.
    """

    def __init__(
        self, client: httpx.AsyncClient, link: ActivationLink, base_url: str, seconds: float
    ) -> None:
        """Args are the client, the link, the address to ask, and the seconds for an answer."""
        self._client = client
        self._auth = _Bearer(link)
        self._base_url = base_url
        self._seconds = seconds

    async def look(self) -> Activation:
        """Look at the link; changes nothing, however often."""
        answer = await self._ask("look")
        assert isinstance(answer, Activation)
        return answer

    async def check(self, part: Choices) -> tuple[CheckVerdict, ...]:
        """The server's verdicts on part of the choices; consumes nothing."""
        answer = await self._ask("check", part)
        assert isinstance(answer, Verdicts)
        return answer.verdicts

    async def commit(self, choices: Choices, key: str) -> Receipt:
        """Activate. The same key with the same choices always gives the same receipt."""
        if re.fullmatch(KEY_PATTERN, key) is None:
            raise ValueError("not an idempotency key")
        answer = await self._ask("commit", choices, key)
        assert isinstance(answer, Receipt)
        return answer

    async def ask_new_link(self) -> None:
        """Ask for a fresh mail; only an expired link may."""
        await self._ask("renew")

    async def disown(self) -> None:
        """Say that the link reached the wrong person; it is revoked."""
        await self._ask("disown", Disown(confirm=True))

    async def close(self) -> None:
        """Let go of the connections."""
        await self._client.aclose()

    async def _ask(
        self, operation_id: OperationId, body: Request | None = None, key: str | None = None
    ) -> BaseModel | None:
        operation = OPERATIONS[operation_id]
        headers = {} if body is None else {"Content-Type": "application/json"}
        if key is not None:
            headers["Idempotency-Key"] = key
        try:
            async with (
                asyncio.timeout(self._seconds),
                self._client.stream(
                    operation.method,
                    self._base_url + operation.path,
                    content=None if body is None else wire_json(body),
                    headers=headers,
                    auth=self._auth,
                ) as response,
            ):
                return await read_answer(response, operation)
        except BROKEN as error:
            problem = failure(error, may_have_run=operation.keyed)
        # Outside the except: the error holds the request with its secrets and must not be chained.
        raise problem


async def open_calls(link: ActivationLink, base_url: str, settings: ClientSettings) -> Calls:
    """The calls about a link at an address in its one spelling; sends nothing yet.

    Raises:
        TlsUntrusted: the certificates to trust cannot be read.
        Unreachable: the environment names a proxy of a kind we do not speak.
    """
    client = await opened(base_url, settings)
    return Calls(client, link, base_url, settings.answer_seconds)
