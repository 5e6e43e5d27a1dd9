"""Provisioning: an order that is right becomes a tenant whose people have links."""

from datetime import timedelta

import httpx
import pytest

from api_client.models import STEPS
from mock_server.provisioning.editions import EDITIONS
from mock_server.state.service import MockService
from tests.wire.asking import Asker, slug
from tests.wire.orders import BLOCK, EXAMPLE, TOML, person, provisioned


async def test_the_example_becomes_a_tenant_whose_people_have_links(
    client: httpx.AsyncClient, ask: Asker
) -> None:
    answer = await client.post("/_mock/orders", content=EXAMPLE.encode(), headers=TOML)
    assert answer.status_code == 201
    made = answer.json()
    links = [account.pop("link") for account in made["accounts"]]
    assert made == {
        "tenant_id": "100002",
        "state": "mail-sent",
        "main_number": "+492214710800",
        "main_fax_number": "+492214710899",
        "accounts": [
            {
                "account_id": "8310000004",
                "email": "eva.luehe@beispiel-gmbh.de",
                "role": "main_user",
                "extension": "815",
                "direct_number": "+492214710815",
            },
            {
                "account_id": "8310000005",
                "email": "joerg.amsel@beispiel-gmbh.de",
                "role": "user",
                "extension": "101",
                "direct_number": "+492214710801",
            },
        ],
    }
    eva, joerg = [(await ask("look", link)).json() for link in links]
    assert eva["account"] == {
        "first_name": "Eva",
        "last_name": "von der Lühe-Müller",
        "email": "eva.luehe@beispiel-gmbh.de",
        "company": "Beispiel GmbH",
        "main_number": "+492214710800",
        "main_fax_number": "+492214710899",
        "extension": "815",
        "direct_number": "+492214710815",
        "role": "main_user",
        "brand": "unify-office-telekom",
        "locale": "de-DE",
    }
    assert (eva["steps"], eva["renewed_by"]) == (list(STEPS), "service")
    assert joerg["steps"] == ["password", "security_question", "workspace"]
    assert joerg["renewed_by"] == "administrator"


async def test_a_tenant_tells_its_states_with_their_times_until_it_is_active(
    service: MockService, client: httpx.AsyncClient, ask: Asker
) -> None:
    made = await provisioned(client, users=[person("bob")])
    path = f"/_mock/tenants/{made['tenant_id']}"
    steps = (await client.get(path)).json()["steps"]
    assert [step["state"] for step in steps] == [
        "ordered",
        "created",
        "line-connected",
        "numbers-set",
        "main-user-created",
        "mail-sent",
    ]
    assert {step["at"] for step in steps} == {"2026-01-01T09:00:00Z"}
    service.clock.advance(timedelta(hours=1))
    ada, bob = made["accounts"]
    assert (await ask.commit(bob["link"])).status_code == 200
    assert (await client.get(path)).json()["state"] == "mail-sent"
    assert (await ask.commit(ada["link"])).status_code == 200
    tenant = (await client.get(path)).json()
    assert tenant["state"] == "active"
    assert tenant["steps"][-1] == {"state": "active", "at": "2026-01-01T10:00:00Z"}


@pytest.mark.parametrize("edition", EDITIONS)
async def test_only_some_editions_have_a_main_fax(client: httpx.AsyncClient, edition: str) -> None:
    made = await provisioned(client, edition=edition)
    expected = "+498999998009" if edition != "essentials" else None
    assert made["main_fax_number"] == expected


@pytest.mark.parametrize(
    ("numbers", "main"),
    [
        ([{"block": "+49899999", "first": "0", "last": "9"}], "+498999990"),
        ([{"single": "+498999998765"}, BLOCK], "+498999998000"),
        ([{"block": "+4989999980", "first": "10", "last": "19"}, BLOCK], "+498999998000"),
        (
            [{"block": "+4989999980", "first": "10", "last": "19"}, {"single": "+4930231250"}],
            "+4930231250",
        ),
        ([{"single": "+4930231251"}, {"single": "+4930231250"}], "+4930231251"),
    ],
)
async def test_the_main_number_is_the_blocks_zero_else_the_first_single_one(
    client: httpx.AsyncClient, numbers: list[dict[str, str]], main: str
) -> None:
    assert (await provisioned(client, numbers=numbers))["main_number"] == main


@pytest.mark.parametrize(
    "written", ["+49 (0)89 / 99 99 80", "+49-89-999980", "+49.89.99\u00a099 80", "+4989999980"]
)
async def test_numbers_may_be_written_with_separators(
    client: httpx.AsyncClient, written: str
) -> None:
    made = await provisioned(
        client,
        numbers=[{"block": written, "first": "00", "last": "09"}],
        main_user=person("ada", direct=f"{written} - 05"),
    )
    assert made["accounts"][0]["direct_number"] == "+498999998005"


async def test_what_is_left_out_is_the_next_that_is_free(client: httpx.AsyncClient) -> None:
    made = await provisioned(
        client,
        edition="premium",
        users=[
            person("bob"),
            person("cem", extension="101", direct="+498999998001"),
            person("dea", extension="109"),
            *(person(f"u{number}") for number in range(4)),
        ],
    )
    assert [(a["extension"], a["direct_number"][-2:]) for a in made["accounts"]] == [
        ("102", "02"),
        ("103", "03"),
        ("101", "01"),
        ("109", "04"),
        ("104", "05"),
        ("105", "06"),
        ("106", "07"),
        ("107", "08"),
    ]


async def test_without_a_block_nobody_has_a_direct_number(client: httpx.AsyncClient) -> None:
    made = await provisioned(
        client, edition="premium", numbers=[{"single": "+4930231250"}], users=[person("bob")]
    )
    assert made["main_fax_number"] is None
    assert [account["direct_number"] for account in made["accounts"]] == [None, None]


async def test_the_demo_tenant_comes_from_an_order_too(client: httpx.AsyncClient) -> None:
    [demo] = (await client.get("/_mock/tenants")).json()
    assert [step["state"] for step in demo["steps"]][-1] == "mail-sent"
    assert demo["numbers"] == [{"block": "+4922147108", "first": "00", "last": "99"}]
    assert demo["main_fax_number"] == "+492214710899"


async def test_no_such_tenant_is_not_found(client: httpx.AsyncClient) -> None:
    assert slug(await client.get("/_mock/tenants/4711")) == "not-found"
