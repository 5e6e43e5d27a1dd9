"""The HTTP backend: what it sends, what it understands, and what never leaks."""

import json
import logging
import traceback

import httpx
import pytest

from api_client.http.backend import HttpBackend
from api_client.http.settings import ClientSettings
from tests.links import TOKEN
from tests.odd_backend import (
    ACCOUNT,
    ACTIVATION,
    KEY,
    RECEIPT,
    SECRETS,
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
    assert receipt.receipt_id == "R-1"
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
        backend = HttpBackend(link_to(server.origin), f"{server.origin}/gw/", ClientSettings())
        await backend.look()
        await backend.close()
    assert server.requests[0].startswith(b"GET /gw/v1/activation ")


async def test_an_unknown_role_is_a_plain_user_and_unknown_members_are_ignored() -> None:
    newer = {**ACTIVATION, "account": {**ACCOUNT, "role": "auditor"}, "surprise": 1}
    async with odd_server([response(as_json(newer))]) as server, backend_at(server) as backend:
        assert (await backend.look()).account.role == "user"


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
    settings = ClientSettings(transport=httpx.MockTransport(never))
    backend = HttpBackend(link_to("http://127.0.0.1"), "http://127.0.0.1", settings)
    with pytest.raises(ValueError, match="idempotency"):
        await backend.commit(choices(), key)
