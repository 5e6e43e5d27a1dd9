"""The HTTP backend against servers that misbehave: what the person is told, and what leaks."""

import gzip
import json
import logging
import traceback
import tracemalloc
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import httpx
import pytest

from api_client.answers import MAX_RETRY_AFTER, read_body, retry_after
from api_client.backend import BackendSettings
from api_client.http import HttpBackend
from api_client.operations import MAX_ANSWER_BYTES
from api_client.problems import (
    AnswerLost,
    CredentialsRejected,
    Internal,
    LinkExpired,
    LinkUsed,
    Maintenance,
    NotOurService,
    Problem,
    RateLimited,
    Timeout,
    Unreachable,
)
from tests.odd_backend import (
    ACCOUNT,
    ACTIVATION,
    KEY,
    RECEIPT,
    SECRETS,
    TOKEN,
    as_json,
    backend_at,
    choices,
    link_to,
    problem,
    problem_of,
)
from tests.odd_server import Act, Answer, odd_server, response


async def test_a_look_sends_the_token_as_bearer_only_and_reads_the_activation() -> None:
    async with (
        odd_server([response(as_json(ACTIVATION))]) as server,
        backend_at(server, language="de") as backend,
    ):
        activation = await backend.look()
        assert backend.answered_by == server.origin.removeprefix("http://")
    request = server.requests[0].decode()
    assert activation.account.first_name == "Eva"
    assert request.startswith("GET /v1/activation HTTP/1.1\r\n")
    assert f"Authorization: Bearer ok~{TOKEN}\r\n" in request
    assert "Accept-Language: de\r\n" in request
    assert request.count(TOKEN) == 1


async def test_a_commit_sends_the_key_and_the_choices_that_were_made() -> None:
    async with odd_server([response(as_json(RECEIPT))]) as server, backend_at(server) as backend:
        receipt = await backend.commit(choices(), KEY)
    head, _, body = server.requests[0].partition(b"\r\n\r\n")
    assert receipt.receipt_id == "r-1"
    assert f"Idempotency-Key: {KEY}".encode() in head
    assert b"Content-Type: application/json" in head
    assert json.loads(body) == {
        "password": SECRETS[0],
        "pin": SECRETS[1],
        "security_question": {"id": "first_teacher", "answer": SECRETS[2]},
    }


async def test_operations_without_an_answer_need_no_body() -> None:
    answers = [response(status="202 Accepted")], [response(status="204 No Content")]
    async with odd_server(*answers) as server, backend_at(server) as backend:
        await backend.ask_new_link()
        await backend.disown()
    assert server.requests[0].startswith(b"POST /v1/activation/new-link ")
    assert server.requests[1].startswith(b"POST /v1/activation/disown ")
    assert server.requests[1].endswith(b'{"confirm": true}')


async def test_a_path_prefix_of_the_backend_is_kept() -> None:
    async with odd_server([response(as_json(ACTIVATION))]) as server:
        backend = HttpBackend(link_to(server.origin), f"{server.origin}/gw/", BackendSettings())
        await backend.look()
        await backend.close()
    assert server.requests[0].startswith(b"GET /gw/v1/activation ")


async def test_an_unknown_role_is_a_plain_user_and_unknown_members_are_ignored() -> None:
    newer = {**ACTIVATION, "account": {**ACCOUNT, "role": "auditor"}, "surprise": 1}
    async with odd_server([response(as_json(newer))]) as server, backend_at(server) as backend:
        assert (await backend.look()).account.role == "user"


def without(member: str) -> dict[str, object]:
    return {name: value for name, value in ACTIVATION.items() if name != member}


BIG = as_json({**ACTIVATION, "padding": "x" * 10_000_000})
CHUNKED = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
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


# What breaks, and for how long the client waits: long where it should not come to that.
BROKEN: dict[str, tuple[Answer, float, type[Problem]]] = {
    "reset": ([Act.RESET], 60, Unreachable),
    "no answer": ([], 60, Unreachable),
    "not HTTP": ([b"220 smtp.example ESMTP\r\n"], 60, Unreachable),
    "stalled before the answer": ([Act.STALL], 0.05, Timeout),
}
BROKEN_WITHIN: dict[str, tuple[Answer, float, type[Problem]]] = {
    "cut off": ([response(as_json(ACTIVATION))[:-5]], 60, Unreachable),
    "bad chunk": ([CHUNKED + b"zz\r\n"], 60, Unreachable),
    "stalled": ([response(as_json(ACTIVATION))[:-5], Act.STALL], 0.05, Timeout),
}


@pytest.mark.parametrize("name", BROKEN)
@pytest.mark.parametrize("operation", ["look", "check", "disown", "renew", "commit"])
async def test_no_answer_is_a_lost_answer_only_for_a_commit(name: str, operation: str) -> None:
    answer, read_seconds, kind = BROKEN[name]
    async with odd_server(answer) as server, backend_at(server, read_seconds=read_seconds) as it:
        caught = await problem_of(it, operation)
    assert type(caught) is (AnswerLost if operation == "commit" else kind)


@pytest.mark.parametrize("name", BROKEN_WITHIN)
@pytest.mark.parametrize("operation", ["look", "check", "commit"])
async def test_half_an_answer_is_a_lost_answer_only_for_a_commit(name: str, operation: str) -> None:
    answer, read_seconds, kind = BROKEN_WITHIN[name]
    async with odd_server(answer) as server, backend_at(server, read_seconds=read_seconds) as it:
        caught = await problem_of(it, operation)
    assert type(caught) is (AnswerLost if operation == "commit" else kind)


async def test_an_answer_in_dribs_ends_at_the_overall_limit() -> None:
    async with (
        odd_server([CHUNKED, Act.STALL]) as server,
        backend_at(server, answer_seconds=0.5) as backend,
    ):
        assert type(await problem_of(backend, "look")) is Timeout
        assert type(await problem_of(backend, "commit")) is AnswerLost


@pytest.mark.parametrize("status", ["502 Bad Gateway", "504 Gateway Timeout"])
async def test_a_commit_that_a_gateway_gave_up_on_is_lost(status: str) -> None:
    answer = response(b"<html>", status=status, media_type="text/html")
    async with odd_server([answer]) as server, backend_at(server) as backend:
        assert type(await problem_of(backend, "commit")) is AnswerLost


async def test_a_commit_that_reached_nobody_is_not_lost() -> None:
    async with odd_server([]) as server:
        pass
    async with backend_at(server) as backend:
        assert type(await problem_of(backend, "commit")) is Unreachable


@pytest.mark.parametrize("error", [httpx.ConnectTimeout, httpx.PoolTimeout])
async def test_a_commit_that_could_not_be_sent_in_time_is_not_lost(
    error: type[httpx.TimeoutException],
) -> None:
    def refuse(request: httpx.Request) -> httpx.Response:
        raise error("late", request=request)

    settings = BackendSettings(transport=httpx.MockTransport(refuse))
    backend = HttpBackend(link_to("http://127.0.0.1"), "http://127.0.0.1", settings)
    assert type(await problem_of(backend, "commit")) is Timeout
    await backend.close()


async def test_nothing_secret_is_in_tracebacks_contexts_or_logs(
    caplog: pytest.LogCaptureFixture,
) -> None:
    for name in ("httpx", "httpcore", "httpcore.http11", "httpcore.connection"):
        caplog.set_level(logging.DEBUG, logger=name)
    caplog.set_level(logging.DEBUG)
    answers: list[Answer] = [[Act.RESET], [response(b"{}")], [problem("internal", "500 No")]]
    async with odd_server(*answers) as server, backend_at(server) as backend:
        for _ in answers:
            caught = await problem_of(backend, "commit")
            told = "".join(
                traceback.TracebackException.from_exception(caught, capture_locals=True).format()
            )
            assert caught.__context__ is None
            assert caught.__cause__ is None
            assert not [secret for secret in SECRETS if secret in told + repr(caught)]
    assert not [record for record in caplog.records if record.name.startswith("http")]
    assert not [secret for secret in SECRETS if secret in caplog.text]


def never(request: httpx.Request) -> httpx.Response:
    raise AssertionError("nothing may be sent")


@pytest.mark.parametrize("key", ["", "a b", "x" * 65, "schlüssel", "a\r\nb"])
async def test_an_odd_key_is_refused_before_anything_is_sent(key: str) -> None:
    settings = BackendSettings(transport=httpx.MockTransport(never))
    backend = HttpBackend(link_to("http://127.0.0.1"), "http://127.0.0.1", settings)
    with pytest.raises(ValueError, match="idempotency"):
        await backend.commit(choices(), key)


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
