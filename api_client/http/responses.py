"""Reading an answer, with nothing believed that the contract does not say."""

import re
import zlib
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TypeVar

import httpx
from pydantic import BaseModel, ValidationError

from api_client.models import ProblemDetails
from api_client.operations import MAX_ANSWER_BYTES, Operation
from api_client.problems import PROBLEMS, AnswerLost, NotOurService, Problem, from_details

MAX_RETRY_AFTER = 24 * 60 * 60
"""Seconds; who asks for more patience than a day is not taken at their word."""

_GZIP_OR_ZLIB = 32 + zlib.MAX_WBITS
_SECONDS = re.compile(r"[0-9]+", re.ASCII)
_CONTRACTS_OWN = re.compile(r"(?:https?://[^/?#]+)?(?:/[^?#]*)?/problems/[a-z-]+/?")
_ModelT = TypeVar("_ModelT", bound=BaseModel)


async def read_answer(response: httpx.Response, operation: Operation) -> BaseModel | None:
    """The model of a successful answer, None where success has none.

    Raises:
        Problem: what the server says instead.
        NotOurService: a redirect, another media type, another shape, or too long an answer.
        AnswerLost: what answers a keyed operation does not prove what became of it.
    """
    if operation.keyed:
        return await _read_proof(response, operation)
    status = response.status_code
    if status >= 400:
        raise await _read_problem(response)
    if 300 <= status < 400:
        raise NotOurService("redirect")
    if status != operation.status:
        raise NotOurService("shape")
    if operation.response is None:
        return None
    if _media_type(response) != "application/json":
        raise NotOurService("media-type")
    answer = _parsed(operation.response, await read_body(response))
    if answer is None:
        raise NotOurService("shape")
    return answer


async def read_body(response: httpx.Response, limit: int = MAX_ANSWER_BYTES) -> bytes:
    """The decoded body of a streamed answer; never holds more than the limit of it.

    Raises:
        NotOurService: the body is longer, or its coding is none we asked for, or damaged.
    """
    if response.is_stream_consumed:  # a test's transport that had the whole answer at hand
        body = response.content
        if len(body) > limit:
            raise NotOurService("size")
        return body
    length = response.headers.get("Content-Length", "")
    if _SECONDS.fullmatch(length) and (len(length) > 12 or int(length) > limit):
        raise NotOurService("size")
    coding = response.headers.get("Content-Encoding", "identity").strip().lower()
    if coding not in ("identity", "gzip", "x-gzip", "deflate"):
        raise NotOurService("media-type")
    inflater = None if coding == "identity" else zlib.decompressobj(_GZIP_OR_ZLIB)
    read = bytearray()
    async for chunk in response.aiter_raw():
        piece = chunk if inflater is None else _inflated(inflater, chunk, limit + 1 - len(read))
        if piece is None:
            raise NotOurService("shape")
        read += piece
        if len(read) > limit:
            raise NotOurService("size")
    return bytes(read)


def retry_after(response: httpx.Response, *, now: datetime | None = None) -> int | None:
    """Seconds to wait, from a `Retry-After` of seconds or of a date; None if it says nothing.

    A date is measured against the server's own `Date`, since clocks differ; else against `now`.
    """
    value = response.headers.get("Retry-After", "").strip()
    if _SECONDS.fullmatch(value):
        return min(int(value[:12]), MAX_RETRY_AFTER)
    then = _date(value)
    if then is None:
        return None
    clock = _date(response.headers.get("Date", "")) or now or datetime.now(UTC)
    return max(0, min(round((then - clock).total_seconds()), MAX_RETRY_AFTER))


async def _read_proof(response: httpx.Response, operation: Operation) -> BaseModel:
    """The model of a keyed operation's answer; only that or a problem of the contract proves one.

    Whoever stands in between may say anything after the operation was carried out, so nothing is
    guessed by status. Gateways have an `internal` or `rate-limited` of their own: a type counts only
    below `/problems/`, and with the status that the contract gives it.

    Raises:
        Problem: one of the contract's own: it was not carried out.
        AnswerLost: anything else.
    """
    patience = retry_after(response)
    answer: BaseModel | None = None
    details: ProblemDetails | None = None
    with suppress(NotOurService):
        body = await read_body(response)
        media_type = _media_type(response)
        if media_type == "application/problem+json":
            details = _parsed(ProblemDetails, body)
        elif media_type == "application/json" and response.status_code == operation.status:
            assert operation.response is not None, "a keyed operation is answered"
            answer = _parsed(operation.response, body)
    if answer is not None:
        return answer
    is_own = details is not None and _CONTRACTS_OWN.fullmatch(details.type) is not None
    kind = PROBLEMS.get(details.slug) if details is not None and is_own else None
    if details is None or kind is None or kind.status != response.status_code:
        raise AnswerLost(retry_after=patience)
    raise from_details(details, status=response.status_code, retry_after=patience)


async def _read_problem(response: httpx.Response) -> Problem:
    """The problem an answer tells: by its details, else by its status."""
    status = response.status_code
    details: ProblemDetails | None = None
    if _media_type(response) == "application/problem+json":
        details = _parsed(ProblemDetails, await read_body(response))
    elif status < 500 and status != 429:
        return NotOurService("media-type")
    return from_details(
        details or ProblemDetails(), status=status, retry_after=retry_after(response)
    )


def _media_type(response: httpx.Response) -> str:
    value: str = response.headers.get("Content-Type", "")
    return value.partition(";")[0].strip().lower()


def _parsed(model: type[_ModelT], body: bytes) -> _ModelT | None:
    try:
        return model.model_validate_json(body)
    except ValidationError:
        return None


def _inflated(inflater: "zlib._Decompress", chunk: bytes, limit: int) -> bytes | None:
    """At most `limit` bytes of what a chunk unfolds to; None if it is damaged."""
    try:
        return inflater.decompress(chunk, limit)
    except zlib.error:
        return None


def _date(value: str) -> datetime | None:
    try:
        date = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return date if date.tzinfo else date.replace(tzinfo=UTC)
