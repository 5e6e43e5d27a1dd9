"""Asking the platform over HTTP: with a fresh token, within its limits, in the operator's name."""

import asyncio
import base64
from collections.abc import Generator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TypeVar

import httpx
from pydantic import BaseModel

from api_client.http.errors import BROKEN, failure, opened
from api_client.http.responses import read_body, retry_after
from api_client.patience import LONGEST_SECONDS, RequestPace
from api_client.problems import NotOurService, Problem, RateLimited, Timeout, Unreachable
from api_client.ringcentral.error_body import MAINTENANCE, read_api_errors, read_token_errors
from api_client.ringcentral.operations import (
    OPERATIONS,
    OWN,
    PlatformOperation,
    PlatformOperationId,
)
from api_client.ringcentral.problems import OperatorRefused
from api_client.ringcentral.rate_limits import POLL_SECONDS
from api_client.ringcentral.records import TokenInfo
from api_client.ringcentral.response import (
    PlatformReply,
    is_token_refused,
    problem_of,
    read_reply,
)
from api_client.ringcentral.session import OperatorSession
from api_client.urls import host_of

JWT_GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"

STUMBLES = frozenset({500, 502, 503, 504})
"""Statuses after which the same request may succeed."""

GOODBYE_SECONDS = 2.0
"""How long leaving may take, to give the token back."""

LANGUAGES = {"de": "de-DE, en-US;q=0.5", "en": "en-US"}

_Model = TypeVar("_Model", bound=BaseModel)
Query = Mapping[str, str | int]
PlatformBody = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class _PlatformRequest:
    """What is sent, apart from the proof of who sends it; no repr shows what may be secret."""

    operation: PlatformOperation
    extension: str = ""
    query: Query | None = None
    body: PlatformBody | None = field(default=None, repr=False)
    form: Mapping[str, str] | None = field(default=None, repr=False)


class _Authorization(httpx.Auth):
    """Puts what proves the operator where it belongs, and nowhere a traceback could find it."""

    def __init__(self, scheme: str, proof: str) -> None:
        self._value = f"{scheme} {proof}"

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        request.headers["Authorization"] = self._value
        yield request


class PlatformClient:
    """One operator at one server, in a session of its own or in that of a whole run.

    It connects when first asked. `seen_at` is the server's clock at its latest answer.
    """

    def __init__(self, session: OperatorSession, *, is_shared: bool = False) -> None:
        """Begin without a connection; a session that `is_shared` outlives it."""
        self.session = session
        self._is_shared = is_shared
        self._client: httpx.AsyncClient | None = None
        self._opening = asyncio.Lock()
        self.seen_at = datetime.now(UTC)

    @property
    def host(self) -> str:
        """The host (and port) that is asked."""
        return host_of(self.session.credentials.server)

    @property
    def pace(self) -> RequestPace:
        """How time is waited for here."""
        return self.session.pace

    @property
    def app_permissions(self) -> frozenset[str]:
        """The app's permissions that came with the token; none before the first."""
        return self.session.tokens.scopes

    async def read(
        self,
        operation_id: PlatformOperationId,
        model: type[_Model],
        *,
        extension: str = "",
        query: Query | None = None,
        body: PlatformBody | None = None,
        patience: float = 0.0,
    ) -> _Model:
        """Carry an operation out and read its answer.

        Args:
            operation_id: which.
            model: what the answer is.
            extension: the extension's id, or `~` for the operator's own.
            query: parameters of the address; nothing secret.
            body: members of the JSON that is sent.
            patience: seconds to wait for a limit, where the session itself has less.

        Raises:
            Problem: it was not carried out; after `AnswerLost` nobody knows.
        """
        operation = OPERATIONS[operation_id]
        request = _PlatformRequest(operation, extension, query, body)
        reply = await self._asked(request, patience)
        return read_reply(reply, operation, model)

    async def do(
        self,
        operation_id: PlatformOperationId,
        *,
        extension: str = "",
        body: PlatformBody | None = None,
        patience: float = 0.0,
    ) -> None:
        """Carry an operation out whose answer says nothing more; raises as `read` does."""
        operation = OPERATIONS[operation_id]
        request = _PlatformRequest(operation, extension, body=body)
        reply = await self._asked(request, patience)
        if not reply.is_success:
            raise problem_of(reply, operation)

    async def ask(self, operation_id: PlatformOperationId) -> PlatformReply:
        """The bare answer to an operation, whatever it says. Raises as `read` does."""
        return await self._asked(_PlatformRequest(OPERATIONS[operation_id]), 0.0)

    async def close(self) -> None:
        """Let go of the connections; with a session of its own, give the token back before."""
        if not self._is_shared:
            await self.give_back()
        client, self._client = self._client, None
        if client is not None:
            await client.aclose()

    async def give_back(self) -> None:
        """Let the session's token die, if there is one and that is quickly done."""
        token = self.session.tokens.surrender()
        revoke = OPERATIONS["revoke"]
        if token is None or self.session.limits.wait(revoke):
            return
        with suppress(Problem, TimeoutError):
            async with asyncio.timeout(GOODBYE_SECONDS):
                await self._exchange(_PlatformRequest(revoke, form={"token": token}), self._basic())

    async def _asked(self, request: _PlatformRequest, patience: float) -> PlatformReply:
        """Ask when it is our turn; a refused token is replaced once."""
        async with self.session.turn:
            reply, token = await self._asked_once(request, patience)
            if is_token_refused(reply):
                self.session.tokens.drop(token)
                reply, _ = await self._asked_once(request, patience)
            return reply

    async def _asked_once(
        self, request: _PlatformRequest, patience: float
    ) -> tuple[PlatformReply, str]:
        """The answer, and the token that was shown for it."""
        token = await self.session.tokens.get(self._fetch_token)
        return await self._tried(request, _Authorization("Bearer", token), patience), token

    async def _tried(
        self, request: _PlatformRequest, proof: _Authorization, patience: float = 0.0
    ) -> PlatformReply:
        """Send within the limits; what stumbles and changed nothing is sent again after a pause."""
        pauses = self.session.patience.pauses
        limits_left, left = 1 + len(pauses), iter(() if request.operation.writes else pauses)
        waited = 0.0
        while True:
            await self._wait_for(request.operation, patience)
            result: PlatformReply | Problem
            try:
                result = await self._exchange(request, proof)
            except (Unreachable, Timeout) as stumbled:
                result = stumbled
            if isinstance(result, PlatformReply):
                if result.status == 429 and limits_left:
                    limits_left -= 1
                    continue
                if _is_maintenance(result):
                    seconds = max(POLL_SECONDS, float(result.retry_after or 0))
                    if self.session.patience.lasts(seconds, waited):
                        waited += seconds
                        await self.session.patience.sit_out(seconds)
                        continue
                if not _stumbles(result):
                    return result
            pause = next(left, None)
            if pause is not None:
                await self.pace.sleep(max(pause, min(result.retry_after or 0, LONGEST_SECONDS)))
            elif isinstance(result, Problem):
                raise result
            else:
                return result

    async def _wait_for(self, operation: PlatformOperation, patience: float) -> None:
        """Let the operation's limit pass, or say how long that takes."""
        session = self.session
        while seconds := session.limits.wait(operation):
            lasts = session.patience.lasts(seconds) or seconds <= patience
            if not (lasts and session.patience.is_in_time(seconds)):
                raise RateLimited(retry_after=int(seconds) + 1)
            await session.patience.sit_out(seconds)

    async def _fetch_token(self) -> TokenInfo:
        operation = OPERATIONS["token"]
        form = {"grant_type": JWT_GRANT, "assertion": self.session.credentials.jwt}
        reply = await self._tried(_PlatformRequest(operation, form=form), self._basic())
        if 400 <= reply.status < 500 and reply.status != 429:
            if reply.status not in (400, 401, 403):
                raise NotOurService("shape")
            raise OperatorRefused(read_token_errors(reply.body))
        return read_reply(reply, operation, TokenInfo)

    def _basic(self) -> _Authorization:
        credentials = self.session.credentials
        pair = f"{credentials.client_id}:{credentials.client_secret}"
        return _Authorization("Basic", base64.b64encode(pair.encode()).decode())

    async def _exchange(self, request: _PlatformRequest, proof: _Authorization) -> PlatformReply:
        client, operation = await self._open(), request.operation
        problem: Problem
        try:
            async with (
                asyncio.timeout(self.session.settings.answer_seconds),
                client.stream(
                    operation.method,
                    operation.path.format(account=OWN, extension=request.extension),
                    params=None if request.query is None else dict(request.query),
                    json=None if request.body is None else dict(request.body),
                    data=None if request.form is None else dict(request.form),
                    headers={
                        "Accept-Language": LANGUAGES.get(self.session.settings.language, "en-US")
                    },
                    auth=proof,
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
        self.session.limits.note(operation, reply.status, reply.headers)
        self.seen_at = reply.date or datetime.now(UTC)

    async def _open(self) -> httpx.AsyncClient:
        async with self._opening:
            if self._client is None:
                self._client = await opened(self.session.credentials.server, self.session.settings)
            return self._client


def _stumbles(reply: PlatformReply) -> bool:
    """Whether the same request may succeed in a moment; a maintenance takes longer."""
    return reply.status in STUMBLES and not _is_maintenance(reply)


def _is_maintenance(reply: PlatformReply) -> bool:
    """Whether the platform says that it carries nothing out just now, and will later."""
    errors = read_api_errors(reply.body) or () if reply.status in STUMBLES else ()
    return any(error.code == MAINTENANCE for error in errors)
