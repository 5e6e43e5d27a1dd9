"""Answers of all kinds: what is not our service is said to be so, a problem becomes its exception."""

import gzip
import json
import tracemalloc
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import httpx
import pytest

from api_client.http.responses import MAX_RETRY_AFTER, read_body, retry_after
from api_client.models import MOST_BLOCKS, MOST_QUESTIONS
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
from tests.http_backend import (
    ACTIVATION,
    backend_at,
    problem,
    problem_of,
)
from tests.scripted_server import ScriptedAnswer, ScriptedServer, answer, chunked, json_answer


def without(member: str) -> dict[str, object]:
    return {name: value for name, value in ACTIVATION.items() if name != member}


BIG = json.dumps({**ACTIVATION, "padding": "x" * 10_000_000}).encode()

QUESTION = {"id": "first_teacher", "text": {"de": "Wer?", "en": "Who?"}}


def repetitions(count: int) -> dict[str, object]:
    """A policy with a rule that names so many kinds of repetition."""
    return {"rules": [{"id": "repeating", "same": 3, "blocks": [[2, 3]] * count}]}


NOT_OURS: dict[str, tuple[ScriptedAnswer, str]] = {
    "a captive portal's HTML": (
        answer(b"<html>Sign in</html>", Content_Type="text/html; charset=utf-8"),
        "media-type",
    ),
    "no media type at all": (answer(b"{}"), "media-type"),
    "HTML with 404": (answer(b"<html>", status=404, Content_Type="text/html"), "media-type"),
    "a coding nobody asked for": (json_answer(b"??", Content_Encoding="br"), "media-type"),
    "a redirect": (json_answer(b"", status=302, Location="https://evil.example/"), "redirect"),
    "a redirect that keeps the method": (
        json_answer(b"", status=307, Location="/elsewhere"),
        "redirect",
    ),
    "10 MB of JSON": (json_answer(BIG), "size"),
    "10 MB of JSON without a length": (chunked(b"989680\r\n" + BIG[:10_000_000]), "size"),
    "a gzip bomb": (
        json_answer(gzip.compress(b" " * 50_000_000), Content_Encoding="gzip"),
        "size",
    ),
    "damaged gzip": (json_answer(b"\x1f\x8b\x08 no", Content_Encoding="gzip"), "shape"),
    "cut JSON": (json_answer(json.dumps(ACTIVATION).encode()[:-5]), "shape"),
    "an empty body": (json_answer(b""), "shape"),
    "a list": (json_answer([]), "shape"),
    "deep nesting": (json_answer(b"[" * 100_000), "shape"),
    "a missing member": (json_answer(without("account")), "shape"),
    "a step nobody can draw": (json_answer({**ACTIVATION, "steps": ["retina"]}), "shape"),
    "more kinds of repetition than a rule can name": (
        json_answer({**ACTIVATION, "pin_policy": repetitions(MOST_BLOCKS + 1)}),
        "shape",
    ),
    "two questions of one id": (
        json_answer({**ACTIVATION, "security_questions": [QUESTION, QUESTION]}),
        "shape",
    ),
    "a time that is none": (json_answer({**ACTIVATION, "server_time": "this morning"}), "shape"),
    "another success than the contract's": (json_answer(ACTIVATION, status=201), "shape"),
}


@pytest.mark.parametrize("name", NOT_OURS)
async def test_what_is_not_our_service_is_said_to_be_so(name: str) -> None:
    given, reason = NOT_OURS[name]
    async with ScriptedServer(given).on_a_port() as server, backend_at(server) as backend:
        caught = await problem_of(backend, "look")
    assert isinstance(caught, NotOurService)
    assert caught.reason == reason
    assert len(server.requests) == 1


async def test_a_policy_and_questions_within_the_bounds_are_read() -> None:
    told = {
        **ACTIVATION,
        "pin_policy": repetitions(MOST_BLOCKS),
        "security_questions": [{**QUESTION, "id": str(n)} for n in range(MOST_QUESTIONS)],
    }
    async with ScriptedServer(json_answer(told)).on_a_port() as server, backend_at(server) as it:
        assert len((await it.look()).security_questions) == MOST_QUESTIONS


class OneChunk(httpx.AsyncByteStream):
    def __init__(self, chunk: bytes) -> None:
        self.chunk = chunk

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield self.chunk


async def test_a_gzip_bomb_is_never_unfolded() -> None:
    bomb = OneChunk(gzip.compress(b" " * 50_000_000))
    response = httpx.Response(200, headers={"Content-Encoding": "gzip"}, stream=bomb)
    tracemalloc.start()
    try:
        with pytest.raises(NotOurService):
            await read_body(response)
        _, peak_bytes = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak_bytes < 4 * MAX_ANSWER_BYTES


async def test_gzip_within_the_limit_is_read() -> None:
    packed = gzip.compress(json.dumps(ACTIVATION).encode())
    given = json_answer(packed, Content_Encoding="gzip")
    async with ScriptedServer(given).on_a_port() as server, backend_at(server) as backend:
        assert (await backend.look()).steps == ("password",)


PROBLEMS: dict[str, tuple[ScriptedAnswer, type[Problem]]] = {
    "by slug": (problem("link-used", 410), LinkUsed),
    "by the last segment of a full address": (
        json_answer(
            {"type": "https://api.example/problems/link-used/"},
            status=410,
            Content_Type="application/problem+json; charset=utf-8",
        ),
        LinkUsed,
    ),
    "by status if the slug is new": (problem("link-bewitched", 410), LinkExpired),
    "by status if the slug is the client's own": (problem("unreachable", 503), Maintenance),
    "by status if the body is damaged": (
        json_answer(b"{", status=503, Content_Type="application/problem+json"),
        Maintenance,
    ),
    "a proxy's 503": (answer(b"<html>", status=503, Content_Type="text/html"), Maintenance),
    "a proxy's 502": (answer(b"<html>", status=502, Content_Type="text/html"), Internal),
    "a proxy's 429": (answer(b"<html>", status=429, Content_Type="text/html"), RateLimited),
    "a status nobody heard of": (answer(status=599), Internal),
}


@pytest.mark.parametrize("name", PROBLEMS)
async def test_a_problem_becomes_its_exception(name: str) -> None:
    given, kind = PROBLEMS[name]
    async with ScriptedServer(given).on_a_port() as server, backend_at(server) as backend:
        assert type(await problem_of(backend, "look")) is kind


async def test_a_refusal_carries_fields_words_and_patience() -> None:
    refused = problem(
        "credentials-rejected",
        422,
        retry_after=7,
        errors=[{"field": "pin", "rule": "common", "message": "Zu häufig"}],
    )
    async with ScriptedServer(refused).on_a_port() as server, backend_at(server) as backend:
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


async def test_a_time_without_a_zone_is_read_as_it_stands() -> None:
    naive = {"server_time": "2026-01-01T09:00:00", "expires_at": "9999-12-31T23:59:59"}
    given = json_answer({**ACTIVATION, **naive})
    async with ScriptedServer(given).on_a_port() as server, backend_at(server) as backend:
        looked = await backend.look()
    assert looked.server_time == datetime(2026, 1, 1, 9)
    assert looked.expires_at == datetime(9999, 12, 31, 23, 59, 59)
