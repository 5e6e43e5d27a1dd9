"""What testers ask for under /_mock/."""

import asyncio
from datetime import timedelta
from typing import Any

import httpx
import pytest

from mock_server.admin.routes import CALLS
from mock_server.app import create_app
from mock_server.scenarios.catalogue import SCENARIOS
from mock_server.state.service import MockService
from tests.links import OTHER_TOKEN, TOKEN
from tests.wire.asking import WHOLE, Asker, slug


async def get(client: httpx.AsyncClient, path: str, **query: Any) -> Any:
    answer = await client.get(f"/_mock/{path}", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_every_scenario_is_listed_with_a_ready_link(
    client: httpx.AsyncClient, ask: Asker
) -> None:
    listed = (await get(client, "scenarios"))["scenarios"]
    assert [scenario["name"] for scenario in listed] == list(SCENARIOS)
    for scenario in listed:
        assert scenario["text"].keys() == {"de", "en"}
        shown = await ask("look", scenario["link"])
        assert shown.status_code != 500
        assert shown.is_success or slug(shown) in (
            "link-expired link-used link-revoked link-replaced link-unknown link-malformed "
            "account-locked link-not-yet-valid maintenance"
        )


async def test_an_unknown_call_lists_the_known_ones(client: httpx.AsyncClient) -> None:
    answer = await client.get("/_mock/senarios")
    assert slug(answer) == "not-found"
    for call in CALLS:
        assert f"{call.method} /_mock/{call.path}" in answer.json()["detail"]
    wrong = await client.patch("/_mock/clock")
    assert slug(wrong) == "method-not-allowed"
    assert {"GET", "PUT", "DELETE"} <= set(wrong.headers["allow"].split(", "))


async def test_the_demo_tenant_is_provisioned_with_a_mail_for_each_user(
    service: MockService, client: httpx.AsyncClient, ask: Asker
) -> None:
    [tenant] = await get(client, "tenants")
    assert tenant["main_number"] == "+492214710800"
    roles = [account["role"] for account in tenant["accounts"]]
    assert roles == ["main_user", "user", "user"]
    sent = await get(client, "mails")
    assert [mail["kind"] for mail in sent] == ["provisioning", "activation", "activation"]
    for account, mail in zip(tenant["accounts"], sent, strict=True):
        assert account["account_id"].isdigit()
        assert mail["to"] == account["email"]
        assert (await ask("look", mail["link"])).json()["account"]["email"] == account["email"]
    assert service.demo_link() == sent[0]["link"]
    messaging = (await ask("look", sent[1]["link"])).json()
    assert "pin" not in messaging["steps"]


async def test_links_lead_to_the_address_that_was_asked(service: MockService) -> None:
    transport = httpx.ASGITransport(create_app(service))
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost:9000") as client:
        assert (await get(client, "mails"))[0]["link"].startswith("http://localhost:9000/rc-web/")
        looked = await Asker(client)("look", service.link())
        assert looked.json()["first_steps_url"] == "http://localhost:9000/first-steps"


async def test_verify_tells_whether_the_server_stored_what_was_chosen(
    service: MockService, client: httpx.AsyncClient, ask: Asker
) -> None:
    link, verify = service.link("ok", token=TOKEN), f"/_mock/accounts/ok:{TOKEN}/verify"
    await ask("look", link)
    right = {
        "password": WHOLE["password"],
        "pin": WHOLE["pin"],
        "answer": "  INGRID   sommerfeld ",
        "security_question": "first_teacher",
        "workspace": "web_browser",
    }
    wrong = dict.fromkeys(right, "something else") | {"workspace": "desktop_app"}
    assert set((await client.post(verify, json=right)).json().values()) == {False}
    await ask.commit(link)
    assert (await client.post(verify, json=right)).json() == dict.fromkeys(right, True)
    assert (await client.post(verify, json=wrong)).json() == dict.fromkeys(right, False)
    assert (await client.post(verify, json={"pin": "482913"})).json() == {"pin": True}


@pytest.mark.parametrize(
    "name",
    ["8310009999", "ok", f"ok:{OTHER_TOKEN}", f"nonsense:{TOKEN}", "...", f"unknown:{TOKEN}"],
)
async def test_an_account_nobody_met_is_not_found(client: httpx.AsyncClient, name: str) -> None:
    assert slug(await client.get(f"/_mock/accounts/{name}")) == "not-found"


async def test_a_magic_account_can_be_prepared_before_its_first_contact(
    service: MockService, client: httpx.AsyncClient, ask: Asker
) -> None:
    prepared = await client.post(f"/_mock/accounts/ok:{TOKEN}/revoke")
    assert prepared.json()["link_state"] == "revoked"
    assert slug(await ask("look", service.link("ok", token=TOKEN))) == "link-revoked"


class TestClock:
    async def test_it_can_be_frozen_set_advanced_and_reset(
        self, service: MockService, client: httpx.AsyncClient
    ) -> None:
        for change, now in (
            ({"advance": "PT48H"}, "2026-01-03T09:00:00Z"),
            ({"advance": "-PT1H"}, "2026-01-03T08:00:00Z"),
            ({"set": "2026-06-01T12:00:00+02:00"}, "2026-06-01T10:00:00Z"),
            ({"freeze": "2027-01-01T00:00:00Z"}, "2027-01-01T00:00:00Z"),
        ):
            answer = await client.put("/_mock/clock", json=change)
            assert answer.json()["now"] == now
            assert (await get(client, "clock"))["now"] == now
        assert (await client.delete("/_mock/clock")).json()["now"] == "2026-01-01T09:00:00Z"

    async def test_one_account_can_live_in_another_time(
        self, service: MockService, client: httpx.AsyncClient, ask: Asker
    ) -> None:
        link, name = service.link("ok", token=TOKEN), f"ok:{TOKEN}"
        other = service.link("ok", token=OTHER_TOKEN)
        await ask("look", link)
        await ask("look", other)
        await client.put("/_mock/clock", params={"account": name}, json={"advance": "PT49H"})
        gone = await ask("look", link)
        assert slug(gone) == "link-expired"
        assert gone.headers["date"] == "Sat, 03 Jan 2026 10:00:00 GMT"
        assert (await ask("look", other)).status_code == 200
        await client.delete("/_mock/clock", params={"account": name})
        assert (await ask("look", link)).status_code == 200

    @pytest.mark.parametrize(
        "change",
        [
            {},
            {"advance": "PT1H", "set": "2026-01-01T00:00:00Z"},
            {"advance": "tomorrow"},
            {"advance": "P999999D"},
            {"set": "2026-01-01T00:00:00"},
            {"freeze": "9999-12-31T23:59:59Z", "account": "x"},
        ],
    )
    async def test_what_is_no_change_is_refused(
        self, client: httpx.AsyncClient, change: dict[str, str]
    ) -> None:
        assert slug(await client.put("/_mock/clock", json=change)) == "request-invalid"

    async def test_one_account_cannot_be_frozen(self, client: httpx.AsyncClient) -> None:
        answer = await client.put(
            "/_mock/clock", params={"account": "8310000001"}, json={"freeze": "2026-01-01T00:00Z"}
        )
        assert slug(answer) == "request-invalid"

    async def test_a_look_can_survive_any_clock(
        self, service: MockService, client: httpx.AsyncClient, ask: Asker
    ) -> None:
        for year, expected in (("0001", 400), ("1969", 400), ("1970", 200), ("2199", 200)):
            answer = await client.put("/_mock/clock", json={"freeze": f"{year}-12-31T23:59:59Z"})
            assert answer.status_code == expected
            assert (await ask("look", service.link("clock-skew"))).status_code == 200


class TestFaults:
    async def test_a_rule_is_listed_strikes_and_is_gone(
        self, service: MockService, client: httpx.AsyncClient, ask: Asker
    ) -> None:
        rule = {"operation": "look", "fault": "503-7", "account": f"ok:{TOKEN}"}
        added = await client.post("/_mock/faults", json=rule)
        assert added.status_code == 201
        assert await get(client, "faults") == [added.json()]
        other = await ask("look", service.link("ok", token=OTHER_TOKEN))
        assert other.status_code == 200
        answer = await ask("look", service.link("ok", token=TOKEN))
        assert (slug(answer), answer.headers["retry-after"]) == ("maintenance", "7")
        assert await get(client, "faults") == []

    async def test_rules_can_be_taken_back(
        self, service: MockService, client: httpx.AsyncClient, ask: Asker
    ) -> None:
        await client.post("/_mock/faults", json={"fault": "503", "times": None})
        assert slug(await ask("look", None)) == "maintenance"
        assert (await client.delete("/_mock/faults")).status_code == 204
        assert slug(await ask("look", None)) == "unauthorized"

    @pytest.mark.parametrize(
        "rule",
        [
            {},
            {"fault": "explode"},
            {"fault": "503", "operation": "peek"},
            {"fault": "503", "probability": 2},
            {"fault": "503", "times": 0},
        ],
    )
    async def test_what_is_no_rule_is_refused(
        self, client: httpx.AsyncClient, rule: dict[str, object]
    ) -> None:
        assert slug(await client.post("/_mock/faults", json=rule)) == "request-invalid"


class TestJournal:
    async def test_it_tells_what_was_asked_and_what_was_off_the_contract(
        self, service: MockService, client: httpx.AsyncClient, ask: Asker
    ) -> None:
        link = service.link("ok", token=TOKEN)
        await ask("look", link)
        await ask("commit", link, WHOLE)
        await client.get("/v1/nowhere")
        look, commit, nowhere = await get(client, "requests")
        assert (look["operation"], look["status"], look["violations"]) == ("look", 200, [])
        assert commit["violations"] == ["Idempotency-Key: required"]
        assert (commit["problem"], commit["status"]) == ("request-invalid", 400)
        assert (nowhere["operation"], nowhere["violations"]) == (None, ["not-found"])

    async def test_it_can_be_searched_and_emptied(
        self, service: MockService, client: httpx.AsyncClient, ask: Asker
    ) -> None:
        for token in (TOKEN, OTHER_TOKEN):
            link = service.link("ok", token=token)
            await ask("look", link)
            await ask("check", link, {"pin": "1"})
        own = await get(client, "requests", account=f"ok:{TOKEN}")
        assert [entry["operation"] for entry in own] == ["look", "check"]
        assert len(await get(client, "requests", operation="look")) == 2
        assert await get(client, "requests", status=410) == []
        assert len(await get(client, "requests", since=own[-1]["id"])) == 2
        await client.delete("/_mock/requests", params={"account": f"ok:{TOKEN}"})
        assert len(await get(client, "requests")) == 2

    async def test_it_is_a_ring(self, service: MockService, client: httpx.AsyncClient) -> None:
        for _ in range(1_005):
            service.journal.open("GET", "/healthz", service.clock.now()).done = True
        assert [e["id"] for e in await get(client, "requests")][::999] == [6, 1005]


class TestWaiting:
    async def test_a_call_waits_until_something_matches(
        self, service: MockService, client: httpx.AsyncClient, ask: Asker
    ) -> None:
        link, name = service.link("expired", token=TOKEN), f"expired:{TOKEN}"
        waiting = [
            asyncio.create_task(get(client, "mails", account=name, wait=20)),
            asyncio.create_task(get(client, "requests", operation="renew", wait=20)),
        ]
        await ask("look", link)
        assert not any(task.done() for task in waiting)
        await ask("renew", link)
        mails, requests = await asyncio.gather(*waiting)
        assert (len(mails), len(requests)) == (1, 1)

    async def test_a_call_that_waits_in_vain_answers_with_nothing(
        self, client: httpx.AsyncClient
    ) -> None:
        assert await get(client, "mails", to="nobody@beispiel.example", wait=0.01) == []

    @pytest.mark.parametrize("wait", ["-1", "31", "soon", "nan"])
    async def test_nobody_waits_for_ever(self, client: httpx.AsyncClient, wait: str) -> None:
        answer = await client.get("/_mock/mails", params={"wait": wait})
        assert slug(answer) == "request-invalid"


class TestReset:
    async def test_of_everything_begins_again_with_a_fresh_demo_tenant(
        self, service: MockService, client: httpx.AsyncClient, ask: Asker
    ) -> None:
        link, demo = service.link("ok", token=TOKEN), service.demo_link()
        await ask.commit(link)
        await ask.commit(demo)
        service.clock.advance(timedelta(days=1))
        await client.post("/_mock/reset")
        assert (await ask("look", link)).status_code == 200
        assert (await ask("look", service.demo_link())).status_code == 200
        assert slug(await ask("look", demo)) == "link-unknown"
        assert (await get(client, "clock"))["offset_seconds"] == 0

    async def test_of_one_account_leaves_the_others(
        self, service: MockService, client: httpx.AsyncClient, ask: Asker
    ) -> None:
        links = [service.link("ok", token=token) for token in (TOKEN, OTHER_TOKEN)]
        for link in links:
            await ask.commit(link)
        answer = await client.post("/_mock/reset", params={"account": f"ok:{TOKEN}"})
        assert answer.json() == {"forgotten": 1}
        assert [(await ask("look", link)).status_code for link in links] == [200, 410]

    async def test_of_one_tester_takes_all_tokens_that_begin_alike(
        self, service: MockService, client: httpx.AsyncClient, ask: Asker
    ) -> None:
        mine = [service.link("ok", token=f"aaaa1111{n:024x}") for n in range(3)]
        yours = service.link("ok", token=f"bbbb2222{1:024x}")
        for link in (*mine, yours):
            await ask.commit(link)
        answer = await client.post("/_mock/reset", params={"prefix": "aaaa1111"})
        assert answer.json() == {"forgotten": 3}
        assert [(await ask("look", link)).status_code for link in (*mine, yours)] == [200] * 3 + [
            410
        ]
        wrong = await client.post("/_mock/reset", params={"prefix": "a"})
        assert slug(wrong) == "request-invalid"


async def test_bodies_need_their_media_type(client: httpx.AsyncClient) -> None:
    answer = await client.put("/_mock/clock", content=b'{"advance": "PT1H"}')
    assert slug(answer) == "unsupported-media-type"
