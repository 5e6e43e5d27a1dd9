"""Provisioning goes on state by state, for everyone to see; what cannot be finished leaves nothing."""

import asyncio
import json
import sqlite3
from datetime import datetime
from pathlib import Path
from typing import Any, get_args

import httpx
import pytest

from mock_server.mail.outbox import Outbox
from mock_server.provisioning.tenants import Tenant, Tenants, TenantState, TenantStep
from mock_server.server import RunningMock
from mock_server.state.service import MockService
from tests.wire.asking import refused, slug
from tests.wire.orders import an_order, everything, person, provisioned

STATES = get_args(TenantState)[:-1]
"""Those that provisioning goes through; the last one comes with the main user's activation."""

NDJSON = {"Accept": "application/x-ndjson"}


def told(answer: httpx.Response) -> list[dict[str, Any]]:
    """The lines of an answer that goes on."""
    return [json.loads(line) for line in answer.text.splitlines()]


async def test_everyone_sees_the_tenant_in_each_state(
    service: MockService, client: httpx.AsyncClient
) -> None:
    work = asyncio.create_task(provisioned(client, users=[person("bob")]))
    seen: list[tuple[str, int, bool]] = []
    while not work.done():
        await asyncio.sleep(0)
        newest = (await client.get("/_mock/tenants")).json()[-1]
        if newest["tenant_id"] == "100002":
            seen.append((newest["state"], len(newest["accounts"]), newest["main_number"] is None))
    assert sorted(set(seen), key=seen.index) == [
        ("ordered", 0, True),
        ("created", 0, True),
        ("line-connected", 0, True),
        ("numbers-set", 0, False),
        ("main-user-created", 1, False),
        ("mail-sent", 2, False),
    ]


async def test_a_main_user_who_has_no_mail_yet_is_created_and_no_more(
    service: MockService, client: httpx.AsyncClient
) -> None:
    work = asyncio.create_task(provisioned(client))
    shown: dict[str, Any] = {}
    while not work.done():
        await asyncio.sleep(0)
        answer = await client.get("/_mock/accounts/8310000004")
        if answer.is_success:
            shown.setdefault(answer.json()["state"], answer.json())
    created = shown["created"]
    assert [created[name] for name in ("link", "link_state", "expires_at")] == [None] * 3
    assert shown["invited"]["link_state"] == "live"


async def test_whoever_asks_for_lines_gets_each_state_as_it_is_reached(
    running: RunningMock, socket_client: httpx.AsyncClient
) -> None:
    order = an_order(main_user=person("lines"))
    answer = await socket_client.post("/_mock/orders", json=order, headers=NDJSON)
    assert answer.status_code == 201
    assert answer.headers["content-type"] == "application/x-ndjson"
    *steps, made = told(answer)
    assert [step["state"] for step in steps] == list(STATES)
    assert {step["company"] for step in steps} == {"Muster AG"}
    tenant = (await socket_client.get(f"/_mock/tenants/{made['tenant_id']}")).json()
    assert tenant["steps"] == [{"state": step["state"], "at": step["at"]} for step in steps]
    assert made["accounts"][0]["link"] == tenant["accounts"][0]["link"]


async def test_a_bad_order_is_refused_as_a_whole_whoever_asks(client: httpx.AsyncClient) -> None:
    answer = await client.post("/_mock/orders", json=an_order(edition="gold"), headers=NDJSON)
    assert slug(answer) == "request-invalid"
    assert refused(answer) == [("edition", "edition")]


@pytest.mark.parametrize("pace", ["-1", "11", "slow", "nan"])
async def test_nobody_goes_on_for_ever(client: httpx.AsyncClient, pace: str) -> None:
    answer = await client.post("/_mock/orders", params={"pace": pace}, json=an_order())
    assert refused(answer) == [("pace", "invalid")]


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """A disk that is full when a tenant reaches a state."""
    reached = Tenants.reached

    def reach(self: Tenants, tenant: Tenant, state: TenantState, at: datetime) -> TenantStep:
        if state == request.param:
            raise sqlite3.OperationalError("disk full")
        return reached(self, tenant, state, at)

    monkeypatch.setattr(Tenants, "reached", reach)


@pytest.mark.parametrize("broken", STATES, indirect=True)
@pytest.mark.usefixtures("broken")
async def test_what_cannot_be_finished_leaves_nothing(
    service: MockService, client: httpx.AsyncClient
) -> None:
    before, count = everything(service), service.changes.count
    answer = await client.post("/_mock/orders", json=an_order(users=[person("bob")]))
    assert (slug(answer), answer.status_code) == ("internal", 500)
    assert everything(service) == before
    assert service.changes.count > count, "whoever saw it come has to see it go"


async def test_a_mail_that_cannot_be_kept_leaves_nothing_either(
    service: MockService, client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    put, before, calls = Outbox.put, everything(service), []

    def put_once(*arguments: Any, **more: Any) -> None:
        calls.append(arguments)
        if len(calls) > 1:
            raise sqlite3.OperationalError("disk full")
        put(*arguments, **more)

    monkeypatch.setattr(Outbox, "put", put_once)
    answer = await client.post("/_mock/orders", json=an_order(users=[person("bob")]))
    assert (answer.status_code, len(calls)) == (500, 2)
    assert everything(service) == before


@pytest.mark.parametrize("broken", ["mail-sent"], indirect=True)
@pytest.mark.usefixtures("broken")
async def test_lines_that_cannot_go_on_end_with_the_problem(
    service: MockService, client: httpx.AsyncClient
) -> None:
    before = everything(service)
    *steps, end = told(await client.post("/_mock/orders", json=an_order(), headers=NDJSON))
    assert [step["state"] for step in steps] == list(STATES[:-1])
    assert end["type"] == "/problems/internal"
    assert everything(service) == before


async def test_of_two_orders_at_once_for_one_address_one_is_carried_out(
    client: httpx.AsyncClient,
) -> None:
    answers = await asyncio.gather(
        *(client.post("/_mock/orders", json=an_order()) for _ in range(3)),
        client.post("/_mock/tenants/100001/users", json=person("ada")),
    )
    assert sorted(answer.status_code for answer in answers) == [201, 400, 400, 400]
    assert len((await client.get("/_mock/mails?to=ada@muster.example")).json()) == 1


async def test_a_reset_waits_for_an_order_and_takes_all_of_it(
    service: MockService, client: httpx.AsyncClient
) -> None:
    order = asyncio.create_task(client.post("/_mock/orders", json=an_order()))
    await client.get("/_mock/changes?since=0&wait=20")
    assert len((await client.get("/_mock/tenants")).json()) == 2
    assert (await client.post("/_mock/reset")).json() == {"forgotten": 4}
    assert (await order).status_code == 201
    assert [tenant["tenant_id"] for tenant in (await client.get("/_mock/tenants")).json()] == [
        "100001"
    ]


def test_a_tenant_that_a_server_did_not_finish_is_gone_at_its_next_start(tmp_path: Path) -> None:
    service = MockService.open(tmp_path / "mock.db", cheap_hash=True)
    tenants = Tenants(service.store.db)
    half = tenants.add("Halb GmbH", "premium", "de")
    tenants.reached(half, "ordered", service.clock.now())
    service.close()
    service = MockService.open(tmp_path / "mock.db", cheap_hash=True)
    assert [tenant.company for tenant in Tenants(service.store.db).all()] == ["Beispiel GmbH"]
    service.close()
