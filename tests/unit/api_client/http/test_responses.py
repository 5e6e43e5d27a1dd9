"""Answers of all kinds: what is not our service is said to be so, a problem becomes its exception."""

import gzip
import tracemalloc
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import httpx
import pytest

from api_client.http.responses import MAX_RETRY_AFTER, read_body, retry_after
from api_client.operations import MAX_ANSWER_BYTES
from api_client.problems import (
    CredentialsRejected,
    Internal,
    LinkExpired,
    LinkUsed,
    Maintenance,
    NotOurService,
    Problem,
    RateLimited,
)
from tests.odd_backend import (
    ACTIVATION,
    as_json,
    backend_at,
    problem,
    problem_of,
)
from tests.odd_server import CHUNKED, Answer, odd_server, response


def without(member: str) -> dict[str, object]:
    return {name: value for name, value in ACTIVATION.items() if name != member}


BIG = as_json({**ACTIVATION, "padding": "x" * 10_000_000})
GZIP = "Content-Encoding: gzip\r\n"

NOT_OURS: dict[str, tuple[Answer, str]] = {
    "a captive portal's HTML": (
        [response(b"<html>Sign in</html>", media_type="text/html; charset=utf-8")],
        "media-type",
    ),
    "no media type at all": ([b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"], "media-type"),
    "HTML with 404": (
        [response(b"<html>", status="404 Not Found", media_type="text/html")],
        "media-type",
    ),
    "a coding nobody asked for": (
        [response(b"??", more="Content-Encoding: br\r\n")],
        "media-type",
    ),
    "a redirect": (
        [response(status="302 Found", more="Location: https://evil.example/\r\n")],
        "redirect",
    ),
    "a redirect that keeps the method": (
        [response(status="307 Temporary Redirect", more="Location: /elsewhere\r\n")],
        "redirect",
    ),
    "10 MB of JSON": ([response(BIG)], "size"),
    "10 MB of JSON without a length": ([CHUNKED + b"989680\r\n" + BIG[:10_000_000]], "size"),
    "a gzip bomb": ([response(gzip.compress(b" " * 50_000_000), more=GZIP)], "size"),
    "damaged gzip": ([response(b"\x1f\x8b\x08 no", more=GZIP)], "shape"),
    "cut JSON": ([response(as_json(ACTIVATION)[:-5])], "shape"),
    "an empty body": ([response(b"")], "shape"),
    "a list": ([response(b"[]")], "shape"),
    "deep nesting": ([response(b"[" * 100_000)], "shape"),
    "a missing member": ([response(as_json(without("account")))], "shape"),
    "a step nobody can draw": ([response(as_json({**ACTIVATION, "steps": ["retina"]}))], "shape"),
    "a time without a zone": (
        [response(as_json({**ACTIVATION, "server_time": "2026-01-01T09:00:00"}))],
        "shape",
    ),
    "another success than the contract's": (
        [response(as_json(ACTIVATION), status="201 Created")],
        "shape",
    ),
}


@pytest.mark.parametrize("name", NOT_OURS)
async def test_what_is_not_our_service_is_said_to_be_so(name: str) -> None:
    answer, reason = NOT_OURS[name]
    async with odd_server(answer) as server, backend_at(server) as backend:
        caught = await problem_of(backend, "look")
    assert isinstance(caught, NotOurService)
    assert caught.reason == reason
    assert len(server.requests) == 1


class OneChunk(httpx.AsyncByteStream):
    def __init__(self, chunk: bytes) -> None:
        self.chunk = chunk

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield self.chunk


async def test_a_gzip_bomb_is_never_unfolded() -> None:
    bomb = OneChunk(gzip.compress(b" " * 50_000_000))
    answer = httpx.Response(200, headers={"Content-Encoding": "gzip"}, stream=bomb)
    tracemalloc.start()
    try:
        with pytest.raises(NotOurService):
            await read_body(answer)
        _, peak_bytes = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak_bytes < 4 * MAX_ANSWER_BYTES


async def test_gzip_within_the_limit_is_read() -> None:
    answer = response(gzip.compress(as_json(ACTIVATION)), more=GZIP)
    async with odd_server([answer]) as server, backend_at(server) as backend:
        assert (await backend.look()).steps == ("password",)


PROBLEMS: dict[str, tuple[bytes, type[Problem]]] = {
    "by slug": (problem("link-used", "410 Gone"), LinkUsed),
    "by the last segment of a full address": (
        response(
            as_json({"type": "https://api.example/problems/link-used/"}),
            status="410 Gone",
            media_type="application/problem+json; charset=utf-8",
        ),
        LinkUsed,
    ),
    "by status if the slug is new": (problem("link-bewitched", "410 Gone"), LinkExpired),
    "by status if the slug is the client's own": (
        problem("unreachable", "503 Service Unavailable"),
        Maintenance,
    ),
    "by status if the body is damaged": (
        response(b"{", status="503 No", media_type="application/problem+json"),
        Maintenance,
    ),
    "a proxy's 503": (response(b"<html>", status="503 No", media_type="text/html"), Maintenance),
    "a proxy's 502": (response(b"<html>", status="502 No", media_type="text/html"), Internal),
    "a proxy's 429": (response(b"<html>", status="429 No", media_type="text/html"), RateLimited),
    "a status nobody heard of": (response(status="599 Odd", media_type=""), Internal),
}


@pytest.mark.parametrize("name", PROBLEMS)
async def test_a_problem_becomes_its_exception(name: str) -> None:
    answer, kind = PROBLEMS[name]
    async with odd_server([answer]) as server, backend_at(server) as backend:
        assert type(await problem_of(backend, "look")) is kind


async def test_a_refusal_carries_fields_words_and_patience() -> None:
    refused = problem(
        "credentials-rejected",
        "422 Unprocessable",
        more="Retry-After: 7\r\n",
        errors=[{"field": "pin", "rule": "common", "message": "Zu häufig"}],
    )
    async with odd_server([refused]) as server, backend_at(server) as backend:
        caught = await problem_of(backend, "commit")
    assert isinstance(caught, CredentialsRejected)
    assert [(error.field, error.rule) for error in caught.errors] == [("pin", "common")]
    assert (caught.title, caught.detail, caught.retry_after) == ("T", "D", 7)


NOW = datetime(2026, 1, 1, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"Retry-After": "7"}, 7),
        ({"Retry-After": " 0 "}, 0),
        ({"Retry-After": "-5"}, None),
        ({"Retry-After": "1.5"}, None),
        ({"Retry-After": "soon"}, None),
        ({"Retry-After": "²"}, None),
        ({"Retry-After": "9" * 5000}, MAX_RETRY_AFTER),
        ({"Retry-After": "Thu, 01 Jan 2026 09:02:00 GMT"}, 120),
        ({"Retry-After": "Thu, 01 Jan 2026 08:00:00 GMT"}, 0),
        ({"Retry-After": "Fri, 01 Jan 2027 09:00:00 GMT"}, MAX_RETRY_AFTER),
        (
            {
                "Retry-After": "Thu, 01 Jan 2026 12:00:30 GMT",
                "Date": "Thu, 01 Jan 2026 12:00:00 GMT",
            },
            30,
        ),
        ({"Retry-After": "Thu, 99 Jan 2026 12:00:30 GMT"}, None),
    ],
)
def test_retry_after_is_read_in_both_forms_and_bounded(
    headers: dict[str, str], seconds: int | None
) -> None:
    encoded = [(name.encode(), value.encode()) for name, value in headers.items()]
    assert retry_after(httpx.Response(503, headers=encoded), now=NOW) == seconds
