"""The backend that speaks the contract over HTTP."""

import asyncio
import re
from collections.abc import Generator

import httpx
from pydantic import BaseModel

from api_client.answers import read_answer
from api_client.backend import Abilities, BackendSettings
from api_client.base_url import host_of, read_base_url
from api_client.exchange import BROKEN, failure, opened
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


class HttpBackend:
    """One activation link at an HTTP service; connects when first asked.

    A broken connection is `Unreachable` or `Timeout`; with a commit only as long as the request
    cannot have been sent, and `AnswerLost` after that.
    """

    def __init__(self, link: ActivationLink, origin: str, settings: BackendSettings) -> None:
        """Args are the link, the address to ask (origin and perhaps a path prefix), the settings.

        Raises:
            ValueError: the address is neither https nor http on loopback.
        """
        self._base_url = read_base_url(origin)
        self._auth = _Bearer(link)
        self._settings = settings
        self._client: httpx.AsyncClient | None = None
        self._opening = asyncio.Lock()

    @property
    def abilities(self) -> Abilities:
        """All of them."""
        return Abilities()

    @property
    def answered_by(self) -> str:
        """The host (and port) that is asked, for people to read."""
        return host_of(self._base_url)

    @property
    def operator(self) -> None:
        """Nobody's: the link is the proof."""
        return None

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

    async def until_up(self) -> None:
        """Does not exist in the contract."""
        raise NotImplementedError

    async def close(self) -> None:
        """Let go of the connections."""
        client, self._client = self._client, None
        if client is not None:
            await client.aclose()

    async def _ask(
        self, operation_id: OperationId, body: Request | None = None, key: str | None = None
    ) -> BaseModel | None:
        operation = OPERATIONS[operation_id]
        client = await self._open()
        headers = {} if body is None else {"Content-Type": "application/json"}
        if key is not None:
            headers["Idempotency-Key"] = key
        try:
            async with (
                asyncio.timeout(self._settings.answer_seconds),
                client.stream(
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

    async def _open(self) -> httpx.AsyncClient:
        """The client, made on first use; certificates load beside the event loop."""
        async with self._opening:
            if self._client is None:
                self._client = await opened(self._base_url, self._settings)
            return self._client
