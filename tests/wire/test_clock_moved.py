"""Links and a clock that is moved: back by a second or by years, and lives of no time at all."""

from datetime import UTC, datetime, timedelta

import httpx
import pytest

from mock_server.app import create_app
from mock_server.clock import Clock
from mock_server.state.service import MockService
from tests.links import TOKEN
from tests.wire.asking import Asker, slug
from tests.wire.orders import provisioned

BACK = (timedelta(seconds=-1), timedelta(days=-400), timedelta(days=-36_000))


@pytest.mark.parametrize("back", BACK, ids=str)
async def test_a_clock_moved_back_closes_no_link_that_was_open(
    service: MockService, client: httpx.AsyncClient, ask: Asker, back: timedelta
) -> None:
    service.clock.advance(timedelta(days=20_000))
    made = await provisioned(client)
    resent = (await client.post("/_mock/accounts/8310000003/resend")).json()
    links = [
        service.link("ok", token=TOKEN),
        service.link("main-user", token=TOKEN),
        made["accounts"][0]["link"],
        resent["link"],
    ]
    for link in links:
        assert (await ask("look", link)).status_code == 200
    expired = service.link("ok", token="f" * 32)
    await ask("look", expired)
    service.clock.advance(timedelta(hours=49))
    assert (await ask("renew", expired)).status_code == 202
    renewed = (await client.get("/_mock/mails?limit=1")).json()[0]["link"]
    service.clock.advance(back - timedelta(hours=49))
    for link in [*links, renewed, expired]:
        looked = await ask("look", link)
        # One that was replaced is replaced at any time.
        assert looked.status_code == 200 or slug(looked) == "link-replaced"
    for link in links:
        assert (await ask.commit(link, key=link[-8:])).status_code == 200
    shown = (await client.get("/_mock/accounts?most=20")).json()
    assert "not-yet-valid" not in {account["link_state"] for account in shown}


async def test_one_accounts_clock_moved_back_closes_nothing_either(
    service: MockService, client: httpx.AsyncClient, ask: Asker
) -> None:
    link = service.link("ok", token=TOKEN)
    assert (await ask("look", link)).status_code == 200
    moved = await client.put(
        "/_mock/clock", params={"account": f"ok:{TOKEN}"}, json={"advance": "-PT1S"}
    )
    assert moved.status_code == 200
    assert (await ask("look", link)).status_code == 200


async def test_a_link_that_waits_for_its_time_waits_again(
    service: MockService, client: httpx.AsyncClient, ask: Asker
) -> None:
    link = service.link("pending", token=TOKEN)
    for minutes, status in ((0, 403), (11, 200), (-5, 403), (5, 200)):
        service.clock.advance(timedelta(minutes=minutes))
        answer = await ask("look", link)
        assert answer.status_code == status
        assert ("retry-after" in answer.headers) == (status == 403)


@pytest.mark.parametrize("life", ["ttl-0s", "ttl-0", "ttl-0m", "ttl-000000h"])
async def test_a_life_of_no_time_is_over_at_once(
    service: MockService, ask: Asker, life: str
) -> None:
    link = service.link(f"ok.{life}", token=TOKEN)
    assert slug(await ask("look", link)) == "link-expired"
    assert slug(await ask.commit(link)) == "link-expired"
    assert (await ask("renew", link)).status_code == 202


@pytest.mark.parametrize("year", [1970, 2001, 2199])
async def test_the_demo_tenants_links_work_in_a_frozen_past(year: int) -> None:
    frozen = datetime(year, 1, 1, tzinfo=UTC)
    started = MockService.open(clock=Clock.frozen(frozen), cheap_hash=True)
    moved = MockService.in_memory()
    for service, asked in ((started, False), (moved, True)):
        transport = httpx.ASGITransport(create_app(service))
        async with httpx.AsyncClient(transport=transport, base_url=service.origin) as client:
            if asked:
                change = {"freeze": frozen.isoformat()}
                assert (await client.put("/_mock/clock", json=change)).status_code == 200
            looked = await Asker(client)("look", service.demo_link())
            if asked and year == 2199:
                assert slug(looked) == "link-expired"
            else:
                assert looked.status_code == 200
                done = await Asker(client).commit(service.demo_link())
                assert done.json()["activated_at"].startswith(str(year))
        service.close()
