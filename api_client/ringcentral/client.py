"""Asking the platform over HTTP: with a fresh token, within its limits, in the operator's name."""

import asyncio
import base64
from collections.abc import Generator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from functools import cache
from typing import TypeVar

import httpx
from pydantic import BaseModel

from api_client.http.errors import BROKEN, failure, opened
from api_client.http.responses import read_body, retry_after
from api_client.http.settings import ClientSettings
from api_client.problems import NotOurService, Problem, RateLimited
from api_client.ringcentral.credentials import OperatorCredentials
from api_client.ringcentral.operations import (
    OPERATIONS,
    OWN,
    PlatformOperation,
    PlatformOperationId,
)
from api_client.ringcentral.problems import OperatorRefused
from api_client.ringcentral.rate_limits import Limits, RequestPace
from api_client.ringcentral.records import TokenInfo
from api_client.ringcentral.response import PlatformReply, problem_of, read_reply
from api_client.ringcentral.tokens import AccessTokens
from api_client.urls import host_of

JWT_GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"

PATIENCE = 10.0
"""Seconds that a call waits for a limit by itself; a longer wait is for a person to know."""

GOODBYE_SECONDS = 2.0
"""How long leaving may take, to give the token back."""

LANGUAGES = {"de": "de-DE, en-US;q=0.5", "en": "en-US"}

_Model = TypeVar("_Model", bound=BaseModel)
Query = Mapping[str, str | int]
PlatformBody = Mapping[str, object]


class _Authorization(httpx.Auth):
    """Puts what proves the operator where it belongs, and nowhere a traceback could find it."""

    def __init__(self, scheme: str, proof: str) -> None:
        self._value = f"{scheme} {proof}"

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        request.headers["Authorization"] = self._value
        yield request


@cache
def _limits(server: str, client_id: str) -> Limits:
    """What is known of an app's limits in this process: one account after another counts for them."""
    return Limits(RequestPace())


class PlatformClient:
    """One operator at one server; connects when first asked.

    `seen_at` is the server's clock at its latest answer.
    """

    def __init__(
        self,
        credentials: OperatorCredentials,
        settings: ClientSettings,
        pace: RequestPace | None = None,
    ) -> None:
        self._credentials = credentials
        self._settings = settings
        self._pace = pace or RequestPace()
        self._limits = Limits(pace) if pace else _limits(credentials.server, credentials.client_id)
        self._tokens = AccessTokens(self._fetch_token, self._pace)
        self._client: httpx.AsyncClient | None = None
        self._opening = asyncio.Lock()
        self.seen_at = datetime.now(UTC)

    @property
    def host(self) -> str:
        """The host (and port) that is asked."""
        return host_of(self._credentials.server)

    @property
    def pace(self) -> RequestPace:
        """How time is waited for here."""
        return self._pace

    @property
    def app_permissions(self) -> frozenset[str]:
        """The app's permissions that came with the token; none before the first."""
        return self._tokens.scopes

    async def read(
        self,
        operation_id: PlatformOperationId,
        model: type[_Model],
        *,
        extension: str = "",
        query: Query | None = None,
        body: PlatformBody | None = None,
        patience: float = PATIENCE,
    ) -> _Model:
        """Carry an operation out and read its answer.

        Args:
            operation_id: which.
            model: what the answer is.
            extension: the extension's id, or `~` for the operator's own.
            query: parameters of the address; nothing secret.
            body: members of the JSON that is sent.
            patience: seconds to wait for a limit without telling anybody.

        Raises:
            Problem: it was not carried out; after `AnswerLost` nobody knows.
        """
        operation = OPERATIONS[operation_id]
        reply = await self._asked(operation, extension, query, body, patience)
        return read_reply(reply, operation, model)

    async def do(
        self,
        operation_id: PlatformOperationId,
        *,
        extension: str = "",
        body: PlatformBody | None = None,
        patience: float = PATIENCE,
    ) -> None:
        """Carry an operation out whose answer says nothing more; raises as `read` does."""
        operation = OPERATIONS[operation_id]
        reply = await self._asked(operation, extension, None, body, patience)
        if not reply.is_success:
            raise problem_of(reply, operation)

    async def ask_status(self) -> PlatformReply:
        """The service's word on how it is; needs no token. Raises as `read` does."""
        return await self._exchange(OPERATIONS["status"], "", None, None, None)

    async def close(self) -> None:
        """Give the token back, if that is quickly done, and let go of the connections."""
        token, client = self._tokens.surrender(), self._client
        if client is not None and token is not None:
            with suppress(Problem, TimeoutError):
                async with asyncio.timeout(GOODBYE_SECONDS):
                    await self._revoke(token)
        self._client = None
        if client is not None:
            await client.aclose()

    async def _asked(
        self,
        operation: PlatformOperation,
        extension: str,
        query: Query | None,
        body: PlatformBody | None,
        patience: float,
    ) -> PlatformReply:
        """Ask; a refused token is replaced once, a limit is waited for once if that is short."""
        refused = limited = False
        while True:
            token = await self._tokens.get(patience)
            await self._wait_for(operation, patience)
            reply = await self._exchange(
                operation, extension, query, body, _Authorization("Bearer", token)
            )
            if reply.status == 401 and not refused:
                refused = True
                self._tokens.drop(token)
            elif reply.status == 429 and not limited:
                limited = True
                await self._wait_for(operation, patience)
            else:
                return reply

    async def _wait_for(self, operation: PlatformOperation, patience: float) -> None:
        """Let the operation's limit pass, or say how long that takes."""
        while seconds := self._limits.wait(operation):
            if seconds > patience:
                raise RateLimited(retry_after=int(seconds) + 1)
            await self._pace.sleep(seconds)

    async def _fetch_token(self, patience: float) -> TokenInfo:
        operation = OPERATIONS["token"]
        await self._wait_for(operation, patience)
        form = {"grant_type": JWT_GRANT, "assertion": self._credentials.jwt}
        reply = await self._exchange(operation, "", None, None, self._basic(), form)
        if 400 <= reply.status < 500 and reply.status != 429:
            raise OperatorRefused if reply.status in (400, 401, 403) else NotOurService("shape")
        return read_reply(reply, operation, TokenInfo)

    async def _revoke(self, token: str) -> None:
        if not self._limits.wait(OPERATIONS["revoke"]):
            await self._exchange(
                OPERATIONS["revoke"], "", None, None, self._basic(), {"token": token}
            )

    def _basic(self) -> _Authorization:
        pair = f"{self._credentials.client_id}:{self._credentials.client_secret}"
        return _Authorization("Basic", base64.b64encode(pair.encode()).decode())

    async def _exchange(
        self,
        operation: PlatformOperation,
        extension: str,
        query: Query | None,
        body: PlatformBody | None,
        authorization: _Authorization | None,
        form: Mapping[str, str] | None = None,
    ) -> PlatformReply:
        client = await self._open()
        problem: Problem
        try:
            async with (
                asyncio.timeout(self._settings.answer_seconds),
                client.stream(
                    operation.method,
                    operation.path.format(account=OWN, extension=extension),
                    params=None if query is None else dict(query),
                    json=None if body is None else dict(body),
                    data=None if form is None else dict(form),
                    headers={"Accept-Language": LANGUAGES.get(self._settings.language, "en-US")},
                    auth=authorization,
                ) as response,
            ):
                reply = PlatformReply(
                    response.status_code,
                    {name.lower(): value for name, value in response.headers.items()},
                    await read_body(response),
                    retry_after(response),
                )
        except BROKEN as error:
            problem = failure(error, may_have_run=operation.writes)
        else:
            self._note(operation, reply)
            return reply
        # Outside the except: the error holds the request with its secrets and must not be chained.
        raise problem

    def _note(self, operation: PlatformOperation, reply: PlatformReply) -> None:
        self._limits.note(operation, reply.status, reply.headers)
        self.seen_at = reply.date or datetime.now(UTC)

    async def _open(self) -> httpx.AsyncClient:
        async with self._opening:
            if self._client is None:
                self._client = await opened(self._credentials.server, self._settings)
            return self._client
