"""Connections that break: what is lost, and what only took too long."""

import httpx
import pytest

from api_client.http.backend import HttpBackend
from api_client.problems import (
    AnswerLost,
    Problem,
    Timeout,
    Unreachable,
)
from tests.http_backend import (
    ACTIVATION,
    backend_at,
    link_to,
    problem_of,
)
from tests.scripted_server import (
    NOTHING,
    RESET,
    STALL,
    End,
    Raw,
    Script,
    ScriptedServer,
    answer,
    chunked,
    json_answer,
)

# What breaks, and for how long the client waits: long where it should not come to that.
BROKEN: dict[str, tuple[Script, float, type[Problem]]] = {
    "reset": (RESET, 60, Unreachable),
    "no answer": (NOTHING, 60, Unreachable),
    "not HTTP": (Raw(b"220 smtp.example ESMTP\r\n"), 60, Unreachable),
    "stalled before the answer": (STALL, 0.05, Timeout),
}
BROKEN_WITHIN: dict[str, tuple[Script, float, type[Problem]]] = {
    "cut off": (json_answer(ACTIVATION).cut(-5), 60, Unreachable),
    "bad chunk": (chunked(b"zz\r\n"), 60, Unreachable),
    "stalled": (json_answer(ACTIVATION).cut(-5, End.STALL), 0.05, Timeout),
}


@pytest.mark.parametrize("name", BROKEN)
@pytest.mark.parametrize("operation", ["look", "check", "disown", "renew", "commit"])
async def test_no_answer_is_a_lost_answer_only_for_a_commit(name: str, operation: str) -> None:
    step, read_seconds, kind = BROKEN[name]
    async with (
        ScriptedServer(step).on_a_port() as server,
        backend_at(server, read_seconds=read_seconds) as it,
    ):
        caught = await problem_of(it, operation)
    assert type(caught) is (AnswerLost if operation == "commit" else kind)


@pytest.mark.parametrize("name", BROKEN_WITHIN)
@pytest.mark.parametrize("operation", ["look", "check", "commit"])
async def test_half_an_answer_is_a_lost_answer_only_for_a_commit(name: str, operation: str) -> None:
    step, read_seconds, kind = BROKEN_WITHIN[name]
    async with (
        ScriptedServer(step).on_a_port() as server,
        backend_at(server, read_seconds=read_seconds) as it,
    ):
        caught = await problem_of(it, operation)
    assert type(caught) is (AnswerLost if operation == "commit" else kind)


async def test_an_answer_in_dribs_ends_at_the_overall_limit() -> None:
    async with (
        ScriptedServer(chunked(end=End.STALL)).on_a_port() as server,
        backend_at(server, answer_seconds=0.5) as backend,
    ):
        assert type(await problem_of(backend, "look")) is Timeout
        assert type(await problem_of(backend, "commit")) is AnswerLost


@pytest.mark.parametrize("status", [502, 504])
async def test_a_commit_that_a_gateway_gave_up_on_is_lost(status: int) -> None:
    page = answer(b"<html>", status=status, Content_Type="text/html")
    async with ScriptedServer(page).on_a_port() as server, backend_at(server) as backend:
        assert type(await problem_of(backend, "commit")) is AnswerLost


async def test_a_commit_that_reached_nobody_is_not_lost() -> None:
    async with ScriptedServer().on_a_port() as server:
        pass
    async with backend_at(server) as backend:
        assert type(await problem_of(backend, "commit")) is Unreachable


@pytest.mark.parametrize("error", [httpx.ConnectTimeout, httpx.PoolTimeout])
async def test_a_commit_that_could_not_be_sent_in_time_is_not_lost(
    error: type[httpx.TimeoutException],
) -> None:
    settings = ScriptedServer(error("late")).settings
    backend = HttpBackend(link_to("http://127.0.0.1"), "http://127.0.0.1", settings)
    assert type(await problem_of(backend, "commit")) is Timeout
    await backend.close()
