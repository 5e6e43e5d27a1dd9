"""One operation over HTTP: its request is built and its answer read. Loads all that takes."""

import asyncio
import re
from collections.abc import Generator

import httpx
from pydantic import BaseModel

from api_client.activation_link import ActivationLink
from api_client.http.errors import BROKEN, failure, opened
from api_client.http.responses import read_answer
from api_client.http.settings import ClientSettings
from api_client.models import Request, wire_json
from api_client.operations import KEY_PATTERN, OPERATIONS, OperationId


class _Bearer(httpx.Auth):
    """Puts the token where it belongs, and nowhere a traceback could find it."""

    def __init__(self, link: ActivationLink) -> None:
        self._link = link

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        request.headers["Authorization"] = f"Bearer {self._link.bearer}"
        yield request


async def open_for(
    link: ActivationLink, base_url: str, settings: ClientSettings
) -> httpx.AsyncClient:
    """The client that asks about a link at an address in its one spelling; sends nothing yet.

    Raises:
        TlsUntrusted: the certificates to trust cannot be read.
        Unreachable: the environment names a proxy of a kind we do not speak.
    """
    client = await opened(base_url, settings)
    client.auth = _Bearer(link)
    return client


async def exchange(
    client: httpx.AsyncClient,
    operation_id: OperationId,
    body: Request | None,
    key: str | None,
    seconds: float,
) -> BaseModel | None:
    """Carry an operation out: the model of its answer, None where it has none.

    Args:
        client: of `open_for`.
        operation_id: which.
        body: what is sent, if anything is.
        key: the idempotency key, where the operation needs one.
        seconds: for the whole answer.

    Raises:
        ValueError: the key has not the shape of one; nothing was sent.
        Problem: what the server says, or what a broken connection means: `Unreachable` or
            `Timeout`, with a keyed operation only as long as the request cannot have been sent,
            and `AnswerLost` after that.
    """
    operation = OPERATIONS[operation_id]
    headers = {} if body is None else {"Content-Type": "application/json"}
    if key is not None:
        if re.fullmatch(KEY_PATTERN, key) is None:
            raise ValueError("not an idempotency key")
        headers["Idempotency-Key"] = key
    try:
        async with (
            asyncio.timeout(seconds),
            client.stream(
                operation.method,
                operation.path,
                content=None if body is None else wire_json(body),
                headers=headers,
            ) as response,
        ):
            return await read_answer(response, operation)
    except BROKEN as error:
        problem = failure(error, may_have_run=operation.keyed)
    # Outside the except: the error holds the request with its secrets and must not be chained.
    raise problem
