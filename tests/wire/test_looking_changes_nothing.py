"""Mail scanners open links: no sequence of GET and HEAD requests may change anything."""

import asyncio

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api_client.link import CONFIRMATION_PATH
from mock_server.app import create_app
from mock_server.state.service import MockService
from tests.links import TOKEN
from tests.wire.asking import Asker, bearer_of

PATHS = (
    "/v1/activation",
    "/v1/activation/checks",
    "/v1/activation/new-link",
    "/v1/activation/disown",
    "/healthz",
    "/openapi.json",
    f"{CONFIRMATION_PATH}?ok:{TOKEN}",
    f"{CONFIRMATION_PATH}?token=ok:{TOKEN}",
    f"{CONFIRMATION_PATH}?8310000001:{TOKEN}",
    "/signin",
    "/first-steps",
    f"/_mock/accounts/ok:{TOKEN}",
    "/_mock/scenarios",
    "/_mock/tenants",
    "/_mock/mails",
    "/_mock/requests",
    "/_mock/clock",
    "/_mock/faults",
    "/nowhere",
)
SCENARIOS = ("ok", "expired", "pending", "raced", "policy-changed", "pwned", "used")


def state(service: MockService) -> list[str]:
    return list(service.store.db.iterdump())


@settings(max_examples=40)
@given(
    scenario=st.sampled_from(SCENARIOS),
    calls=st.lists(
        st.tuples(st.sampled_from(["GET", "HEAD"]), st.sampled_from(PATHS)), max_size=12
    ),
)
def test_no_sequence_of_get_and_head_changes_anything(
    scenario: str, calls: list[tuple[str, str]]
) -> None:
    async def look_around() -> None:
        service = MockService.in_memory()
        link = service.link(scenario, token=TOKEN)
        transport = httpx.ASGITransport(create_app(service))
        async with httpx.AsyncClient(transport=transport, base_url=service.origin) as client:
            ask, headers = Asker(client), {"Authorization": bearer_of(link)}
            first = await ask("look", link)
            before = state(service)
            for method, path in calls:
                answer = await client.request(method, path, headers=headers)
                assert answer.status_code < 500
            assert state(service) == before
            assert (await ask("look", link)).content == first.content
        service.close()

    asyncio.run(look_around())


@pytest.mark.parametrize("path", [f"{CONFIRMATION_PATH}?ok:{TOKEN}", CONFIRMATION_PATH])
async def test_the_page_behind_a_link_explains_and_consumes_nothing(
    service: MockService, client: httpx.AsyncClient, path: str
) -> None:
    before = state(service)
    answer = await client.get(path, headers={"Accept-Language": "de"})
    assert answer.status_code == 200
    assert "unify-activate" in answer.text
    assert TOKEN not in answer.text
    assert answer.headers["cache-control"] == "no-store"
    assert state(service) == before


async def test_a_head_request_tells_what_a_get_would(service: MockService, ask: Asker) -> None:
    headers = {"Authorization": bearer_of(service.link("ok", token=TOKEN))}
    got = await ask.client.get("/v1/activation", headers=headers)
    head = await ask.client.head("/v1/activation", headers=headers)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers == got.headers
