"""The HTTP backend: what it sends, what it understands, and what never leaks."""

import asyncio
import json
import logging
import traceback
from unittest.mock import Mock

import httpx
import pytest

from api_client.backend import Abilities
from api_client.http.backend import HttpBackend
from api_client.http.client import open_client
from api_client.http.settings import ClientSettings
from api_client.problems import LinkExpired, LinkUnknown
from tests.http_backend import (
    ACCOUNT,
    ACTIVATION,
    KEY,
    RECEIPT,
    SECRETS,
    backend_at,
    choices,
    link_to,
    problem,
    problem_of,
)
from tests.links import TOKEN
from tests.scripted_server import RESET, Script, ScriptedServer, answer, json_answer


async def test_a_look_sends_the_token_as_bearer_only_and_reads_the_activation() -> None:
    async with (
        ScriptedServer(json_answer(ACTIVATION)).on_a_port() as server,
        backend_at(server, language="de") as backend,
    ):
        activation = await backend.look()
        assert backend.answered_by == server.origin.removeprefix("http://")
    request = server.requests[0].raw.decode()
    assert activation.account.first_name == "Eva"
    assert request.startswith("GET /v1/activation HTTP/1.1\r\n")
    assert f"Authorization: Bearer ok~{TOKEN}\r\n" in request
    assert "Accept-Language: de\r\n" in request
    assert request.count(TOKEN) == 1


async def test_a_commit_sends_the_key_and_the_choices_that_were_made() -> None:
    async with (
        ScriptedServer(json_answer(RECEIPT)).on_a_port() as server,
        backend_at(server) as backend,
    ):
        receipt = await backend.commit(choices(), KEY)
    head, _, body = server.requests[0].raw.partition(b"\r\n\r\n")
    assert receipt.receipt_id == "R-1"
    assert f"Idempotency-Key: {KEY}".encode() in head
    assert b"Content-Type: application/json" in head
    assert json.loads(body) == {
        "password": SECRETS[0],
        "pin": SECRETS[1],
        "security_question": {"id": "first_teacher", "answer": SECRETS[2]},
    }


async def test_operations_without_an_answer_need_no_body() -> None:
    answers = answer(status=202), answer(status=204)
    async with ScriptedServer(*answers).on_a_port() as server, backend_at(server) as backend:
        await backend.ask_new_link()
        await backend.disown()
    assert server.requests[0].raw.startswith(b"POST /v1/activation/new-link ")
    assert server.requests[1].raw.startswith(b"POST /v1/activation/disown ")
    assert server.requests[1].raw.endswith(b'{"confirm": true}')


LEFT_OUT = [("not-found", 404), ("method-not-allowed", 405), ("about:blank", 404)]


@pytest.mark.parametrize(("slug", "status"), LEFT_OUT)
async def test_a_check_that_a_server_leaves_out_is_asked_for_once(slug: str, status: int) -> None:
    server = ScriptedServer(problem(slug, status))
    async with server.on_a_port(), backend_at(server) as backend:
        assert [await backend.check(choices()) for _ in range(2)] == [(), ()]
        assert backend.abilities == Abilities(check=False)
    assert len(server.requests) == 1


@pytest.mark.parametrize(("slug", "status"), LEFT_OUT)
async def test_where_no_new_link_is_to_be_had_the_link_is_expired_all_the_same(
    slug: str, status: int
) -> None:
    server = ScriptedServer(problem(slug, status))
    async with server.on_a_port(), backend_at(server) as backend:
        assert isinstance(await problem_of(backend, "renew"), LinkExpired)
        assert backend.abilities == Abilities(new_link=False)


@pytest.mark.parametrize("operation", ["check", "renew"])
async def test_an_unknown_link_does_not_mean_that_something_is_left_out(operation: str) -> None:
    server = ScriptedServer(problem("link-unknown", 404))
    async with server.on_a_port(), backend_at(server) as backend:
        assert isinstance(await problem_of(backend, operation), LinkUnknown)
        assert backend.abilities == Abilities()


async def test_a_path_prefix_of_the_backend_is_kept() -> None:
    async with ScriptedServer(json_answer(ACTIVATION)).on_a_port() as server:
        backend = HttpBackend(link_to(server.origin), f"{server.origin}/gw/", ClientSettings())
        await backend.look()
        await backend.close()
    assert server.requests[0].raw.startswith(b"GET /gw/v1/activation ")


async def test_an_unknown_role_is_a_plain_user_and_unknown_members_are_ignored() -> None:
    newer = {**ACTIVATION, "account": {**ACCOUNT, "role": "auditor"}, "surprise": 1}
    async with (
        ScriptedServer(json_answer(newer)).on_a_port() as server,
        backend_at(server) as backend,
    ):
        assert (await backend.look()).account.role == "user"


async def test_nothing_secret_is_in_tracebacks_contexts_or_logs(
    caplog: pytest.LogCaptureFixture,
) -> None:
    for name in ("httpx", "httpcore", "httpcore.http11", "httpcore.connection"):
        caplog.set_level(logging.DEBUG, logger=name)
    caplog.set_level(logging.DEBUG)
    answers: list[Script] = [RESET, json_answer({}), problem("internal", 500)]
    async with ScriptedServer(*answers).on_a_port() as server, backend_at(server) as backend:
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


@pytest.mark.parametrize("key", ["", "a b", "x" * 65, "schlüssel", "a\r\nb"])
async def test_an_odd_key_is_refused_before_anything_is_sent(key: str) -> None:
    nobody = ScriptedServer()
    backend = HttpBackend(link_to("http://127.0.0.1"), "http://127.0.0.1", nobody.settings)
    with pytest.raises(ValueError, match="idempotency"):
        await backend.commit(choices(), key)


class Connections(httpx.AsyncBaseTransport):
    """Answers every look, and counts how often it was let go of."""

    def __init__(self) -> None:
        self.answered = self.closed = 0

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.answered += 1
        return httpx.Response(200, json=ACTIVATION)

    async def aclose(self) -> None:
        self.closed += 1


@pytest.fixture
def connections() -> Connections:
    return Connections()


@pytest.fixture
def backend(connections: Connections) -> HttpBackend:
    settings = ClientSettings(transport=connections)
    return HttpBackend(link_to("http://127.0.0.1"), "http://127.0.0.1", settings)


async def test_what_was_never_asked_has_nothing_to_close(
    backend: HttpBackend, connections: Connections
) -> None:
    await backend.close()
    assert connections.closed == 0


async def test_first_calls_at_once_share_one_client_which_is_closed_once(
    backend: HttpBackend, connections: Connections, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = Mock(wraps=open_client)
    monkeypatch.setattr("api_client.http.errors.open_client", opened)
    await asyncio.gather(backend.look(), backend.look(), backend.look())
    await backend.close()
    await backend.close()
    assert (opened.call_count, connections.answered, connections.closed) == (1, 3, 1)


async def test_a_call_after_the_close_connects_anew(
    backend: HttpBackend, connections: Connections
) -> None:
    for _ in range(2):
        await backend.look()
        await backend.close()
    assert (connections.answered, connections.closed) == (2, 2)


async def test_a_close_while_it_opens_breaks_no_call_and_the_next_close_lets_go(
    backend: HttpBackend, connections: Connections
) -> None:
    call = asyncio.create_task(backend.look())
    await asyncio.sleep(0)
    await backend.close()
    await call
    assert connections.closed == 0
    await backend.close()
    assert (connections.answered, connections.closed) == (1, 1)


async def test_a_call_cancelled_while_it_opens_hinders_no_later_one(
    backend: HttpBackend, connections: Connections
) -> None:
    call = asyncio.create_task(backend.look())
    await asyncio.sleep(0)
    call.cancel()
    with pytest.raises(asyncio.CancelledError):
        await call
    assert connections.answered == 0
    await backend.look()
    assert connections.answered == 1
    await backend.close()
