"""Answers as HTTP: JSON, and problems as RFC 9457 has them."""

import logging
import os
import sqlite3
import traceback
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from email.utils import format_datetime
from functools import lru_cache

from pydantic_core import to_json
from starlette.requests import Request
from starlette.responses import Response

from api_client.problems import Problem, Unauthorized
from mock_server.api.call import OperationReply
from mock_server.api.representations import stamp
from mock_server.texts.problems import PROBLEM_TEXTS

HttpEndpoint = Callable[[Request], Awaitable[Response]]
"""What answers at a path."""


def http_date(time: datetime) -> str:
    """A time as the Date header carries it."""
    return _second(time.replace(microsecond=0))


@lru_cache(maxsize=64)
def _second(time: datetime) -> str:
    return format_datetime(time, usegmt=True)


def json_response(
    content: object, status: int = 200, *, headers: Mapping[str, str] | None = None
) -> Response:
    """JSON that nobody may keep."""
    return Response(
        to_json(content),
        status,
        {"Cache-Control": "no-store", **(headers or {})},
        "application/json",
    )


def reply_response(reply: OperationReply, now: datetime) -> Response:
    """What an operation answers, at the time as the account sees it."""
    headers = {"Date": http_date(now)}
    if reply.content is None:
        return Response(b"", reply.status, {"Cache-Control": "no-store", **headers})
    return json_response(reply.content, reply.status, headers=headers)


def problem_response(
    problem: Problem,
    language: str,
    now: datetime,
    *,
    title: str | None = None,
    detail: str | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """A problem in someone's language; `title` and `detail` stand in for the usual ones."""
    text = PROBLEM_TEXTS[problem.slug]
    status = problem.status
    assert status is not None
    content: dict[str, object] = {
        "type": f"/problems/{problem.slug}",
        "title": title or text.title.in_language(language),
        "status": status,
        "detail": detail or text.detail.in_language(language),
    }
    if problem.errors:
        content["errors"] = [error.model_dump(mode="json") for error in problem.errors]
    if problem.activated_at is not None:
        content["activated_at"] = stamp(problem.activated_at)
    if problem.login_url is not None:
        content["login_url"] = problem.login_url
    more = {
        "Cache-Control": "no-store",
        "Content-Language": language,
        "Date": http_date(now),
        **(headers or {}),
    }
    if problem.retry_after is not None:
        more["Retry-After"] = str(problem.retry_after)
    if isinstance(problem, Unauthorized):
        more["WWW-Authenticate"] = "Bearer"
    return Response(to_json(content), status, more, "application/problem+json")


logger = logging.getLogger("mock_server")


def report(error: Exception, doing: str) -> None:
    """Log a failure. The message of an exception may quote what a person typed; its place does not.

    What the system refuses, such as room on the disk, is no mistake of the program: it is named.
    """
    if reason := _withheld(error):
        logger.error("%s: %s", doing, reason)
        return
    place = "".join(traceback.format_tb(error.__traceback__))
    logger.error("%s in %s\n%s", type(error).__name__, doing, place)


_WITHHELD = {
    sqlite3.SQLITE_FULL: "no more room for the database",
    sqlite3.SQLITE_IOERR: "the database cannot be read or written",
    sqlite3.SQLITE_READONLY: "the database may not be written any more",
    sqlite3.SQLITE_CANTOPEN: "the database's log cannot be opened",
    sqlite3.SQLITE_NOMEM: "no more memory for the database",
}


def _withheld(error: Exception) -> str | None:
    """What the system refused, in its own words; None if the failure is another one."""
    if isinstance(error, OSError) and error.errno:
        return os.strerror(error.errno)
    # The lower eight bits are the kind; those above tell more.
    return _WITHHELD.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
