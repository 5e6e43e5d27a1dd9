"""Calls off the contract: the journal marks each, and a strict server refuses them."""

from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from api_client.connect import BackendSettings, open_backend
from api_client.http.settings import ClientSettings
from api_client.link import find_links
from api_client.models import Choices
from api_client.operations import OPERATIONS, OperationId
from api_client.problems import Problem
from mock_server.app import create_app
from mock_server.state.service import MockService
from tests.links import TOKEN
from tests.wire.asking import WHOLE, Asker, bearer_of, slug


@dataclass(frozen=True)
class Case:
    """A call off the contract, what the lenient server answers and what the strict one does."""

    name: str
    operation: OperationId
    violations: tuple[str, ...]
    lenient: int
    strict: str = "request-invalid"
    headers: tuple[tuple[str, str], ...] = ()
    without: str | None = None
    raw: str | None = None
    body: Any = None
    query: str = ""
    scenario: str = "ok"


UPPER = f"Bearer ok~{TOKEN.upper()}"
CASES = (
    Case("no token", "look", ("Authorization: required",), 401, "unauthorized", without="Authorization"),
    Case("no token's shape", "look", ("Authorization: invalid",), 400, "link-malformed", (("Authorization", "Bearer ok:1"),)),
    Case("token in capitals", "look", ("Authorization: lower-case",), 200, headers=(("Authorization", UPPER),)),
    Case("something in the URL", "look", ("query: unexpected",), 200, query="?token=x"),
    Case("a cookie", "look", ("Cookie: unexpected",), 200, headers=(("Cookie", "a=b"),)),
    Case("wants a picture", "look", ("Accept: invalid",), 200, headers=(("Accept", "image/png"),)),
    Case("a key where none belongs", "look", ("Idempotency-Key: unexpected",), 200, headers=(("Idempotency-Key", "k"),)),
    Case("a body where none belongs", "renew", ("body: unexpected",), 202, raw="{}", scenario="expired"),
    Case("no key", "commit", ("Idempotency-Key: required",), 400, body=WHOLE, without="Idempotency-Key"),
    Case("a key with a space", "commit", ("Idempotency-Key: invalid",), 400, body=WHOLE, headers=(("Idempotency-Key", "a b"),)),
    Case("no key on a dead link", "commit", ("Idempotency-Key: required",), 410, body=WHOLE, without="Idempotency-Key", scenario="used"),
    Case("a member is missing", "commit", ("pin: required",), 400, body={k: v for k, v in WHOLE.items() if k != "pin"}),
    Case("a member is missing on a dead link", "commit", ("pin: required",), 410, body={k: v for k, v in WHOLE.items() if k != "pin"}, scenario="used"),
    Case("a member too many", "commit", ("?: unexpected",), 400, body=WHOLE | {"mobile": "1"}),
    Case("a member too many on a dead link", "check", ("?: unexpected",), 410, body={"mobile": "1"}, scenario="expired"),
    Case("a step the account has not", "commit", ("pin: unexpected",), 400, body=WHOLE, scenario="no-pin"),
    Case("a number for a text", "check", ("pin: invalid",), 400, body={"pin": 1}),
    Case("no JSON", "check", ("body: json",), 400, raw="{"),
    Case("twice the same", "check", ("pin: duplicate",), 400, raw='{"pin": "1", "pin": "2"}'),
    Case("another media type", "check", ("Content-Type: invalid",), 415, "unsupported-media-type", (("Content-Type", "text/plain"),), body={"pin": "1"}),
    Case("a media type of its own", "check", ("Content-Type: invalid",), 200, "unsupported-media-type", (("Content-Type", "application/vnd.x+json"),), body={"pin": "1"}),
    Case("another charset", "check", ("Content-Type: invalid",), 200, "unsupported-media-type", (("Content-Type", "application/json; charset=latin-1"),), body={"pin": "1"}),
    Case("too large", "check", ("body: too-large",), 413, "too-large", raw=" " * 20_000),
    Case("not said on purpose", "disown", ("confirm: required",), 400, body={}),
)  # fmt: skip


async def call(client: httpx.AsyncClient, case: Case) -> httpx.Response:
    operation = OPERATIONS[case.operation]
    headers = {
        "Authorization": f"Bearer {case.scenario}~{TOKEN}",
        "Accept": "application/json, application/problem+json",
    }
    if operation.request is not None:
        headers["Content-Type"] = "application/json"
    if operation.keyed:
        headers["Idempotency-Key"] = "key-1"
    headers |= dict(case.headers)
    headers.pop(case.without or "", None)
    request = client.build_request(
        operation.method,
        operation.path + case.query,
        headers=headers,
        json=case.body,
        content=case.raw,
    )
    return await client.send(request)


@pytest.fixture
def strict_service(service: MockService) -> MockService:
    service.settings.strict = True
    return service


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
async def test_the_journal_marks_it_whatever_is_answered(
    service: MockService, client: httpx.AsyncClient, case: Case
) -> None:
    answer = await call(client, case)
    assert answer.status_code == case.lenient, answer.text
    assert tuple(service.journal.entries[-1].violations) == case.violations


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
async def test_a_strict_server_refuses_it_and_says_why(
    strict_service: MockService, client: httpx.AsyncClient, case: Case
) -> None:
    answer = await call(client, case)
    assert slug(answer) == case.strict
    told = {f"{error['field']}: {error['rule']}" for error in answer.json()["errors"]}
    expected = {violation.replace("?", "mobile") for violation in case.violations}
    assert told == expected
    assert tuple(strict_service.journal.entries[-1].violations) == case.violations
    for error in answer.json()["errors"]:
        assert error["message"]


async def test_two_of_a_header_are_one_too_many(
    service: MockService, client: httpx.AsyncClient
) -> None:
    bearer = bearer_of(service.link("ok", token=TOKEN))
    headers = [("Authorization", bearer), ("Authorization", bearer)]
    await client.get("/v1/activation", headers=headers)
    assert service.journal.entries[-1].violations == ["Authorization: duplicate"]


async def test_a_call_that_a_fault_cuts_off_is_marked_too(
    service: MockService, client: httpx.AsyncClient
) -> None:
    case = Case(
        "", "commit", (), 0, body=WHOLE, without="Idempotency-Key", scenario="ok.commit-reset"
    )
    with pytest.raises(httpx.ReadError):
        await call(client, case)
    assert service.journal.entries[-1].violations == ["Idempotency-Key: required"]


async def test_nothing_of_a_strictly_refused_call_is_carried_out(
    strict_service: MockService, ask: Asker
) -> None:
    link = strict_service.link("ok", token=TOKEN)
    assert slug(await ask.commit(link, headers={"Cookie": "a=b"})) == "request-invalid"
    assert (await ask.commit(link)).status_code == 200


@pytest.fixture
def journey_links(strict_service: MockService) -> list[str]:
    names = ("ok", "no-pin", "expired", "used", "locked", "pending", "unknown", "strict", "lax")
    return [strict_service.link(name) for name in names]


@pytest.fixture
def transport(strict_service: MockService) -> httpx.ASGITransport:
    return httpx.ASGITransport(create_app(strict_service))


async def test_the_apps_own_client_keeps_to_the_contract(
    strict_service: MockService, journey_links: list[str], transport: httpx.ASGITransport
) -> None:
    for url in journey_links:
        [link] = find_links(url)
        backend = open_backend(link, BackendSettings(client=ClientSettings(transport=transport)))
        body = WHOLE if "no-pin" not in url else {k: v for k, v in WHOLE.items() if k != "pin"}
        choices = Choices.model_validate(body)
        for step in (
            backend.look,
            lambda b=backend: b.check(Choices.model_validate({"password": "x"})),
            lambda b=backend, c=choices: b.commit(c, "key-1"),
            lambda b=backend, c=choices: b.commit(c, "key-1"),
            backend.disown,
        ):
            # What becomes of the link is another matter; the journal tells how it was asked.
            with suppress(Problem):
                await step()
        await backend.close()
    assert len(strict_service.journal.entries) == 5 * len(journey_links)
    assert [e.violations for e in strict_service.journal.entries if e.violations] == []


async def test_a_health_check_may_look_as_it_likes(
    strict_service: MockService, client: httpx.AsyncClient
) -> None:
    answer = await client.get("/healthz?probe=1", headers={"Cookie": "a=b", "Accept": "text/plain"})
    assert answer.status_code == 200
