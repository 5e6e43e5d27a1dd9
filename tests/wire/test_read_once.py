"""What a client sends is read once, however many have to judge it."""

import json
from typing import Any

import httpx
import pytest
from starlette.datastructures import Headers

from mock_server.state.service import MockService
from tests.links import TOKEN
from tests.wire.asking import WHOLE, bearer_of

HEAD = {
    "Content-Type": "application/json",
    "Accept": "application/json",
    "Idempotency-Key": "key-1",
}
BODY = json.dumps(WHOLE)


@pytest.fixture
def bodies_parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every time that the whole body of the commit is read as JSON, whoever does it."""
    found: list[str] = []
    loads = json.loads

    def counting(text: str | bytes, **options: Any) -> object:
        if text in (BODY, BODY.encode()):
            found.append(BODY)
        return loads(text, **options)

    monkeypatch.setattr(json, "loads", counting)
    return found


@pytest.fixture
def headers_read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every time that a header is taken out of the head of the call, whoever does it."""
    found: list[str] = []
    one, several = Headers.__getitem__, Headers.getlist

    def read_one(headers: Headers, name: str) -> str:
        found.append(name.lower())
        return one(headers, name)

    def read_several(headers: Headers, name: str) -> list[str]:
        found.append(name.lower())
        return several(headers, name)

    monkeypatch.setattr(Headers, "__getitem__", read_one)
    monkeypatch.setattr(Headers, "getlist", read_several)
    return found


@pytest.mark.parametrize("strict", [False, True], ids=["lenient", "strict"])
@pytest.mark.parametrize("scenario", ["ok", "raced", "expired"])
async def test_a_commit_is_parsed_once_and_its_bearer_read_once(
    service: MockService,
    client: httpx.AsyncClient,
    bodies_parsed: list[str],
    headers_read: list[str],
    scenario: str,
    strict: bool,
) -> None:
    service.settings.strict = strict
    bearer = {"Authorization": bearer_of(service.link(scenario, token=TOKEN))}
    answer = await client.post("/v1/activation", content=BODY, headers=HEAD | bearer)
    assert answer.status_code == (200 if scenario == "ok" else 410)
    assert bodies_parsed == [BODY]
    assert headers_read.count("authorization") == 1
    assert headers_read.count("idempotency-key") == 1
