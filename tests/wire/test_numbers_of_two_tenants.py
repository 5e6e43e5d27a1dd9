"""Numbers belong to one tenant: who orders another's is told so."""

import asyncio
from typing import Any

import httpx
import pytest

from tests.wire.asking import refused
from tests.wire.orders import EXAMPLE, TOML, an_order, person, provisioned

FIRST = [
    {"block": "+4989999980", "first": "00", "last": "09"},
    {"single": "+4930231250"},
]


async def order(client: httpx.AsyncClient, *numbers: dict[str, str]) -> httpx.Response:
    return await client.post(
        "/_mock/orders", json=an_order(numbers=list(numbers), main_user=person("bob"))
    )


def block(stem: str, first: str, last: str) -> dict[str, str]:
    return {"block": stem, "first": first, "last": last}


@pytest.mark.parametrize(
    "taken",
    [
        FIRST[0],
        FIRST[1],
        block("+49 89 999 980", "05", "20"),
        block("+498999998", "000", "999"),
        block("+4989999980", "0", "0"),
        block("+4989999980", "000", "100"),
        block("+493023", "1249", "1250"),
        {"single": "+49 (0)89 999980-00"},
        {"single": "+493023125"},
        {"single": "+49302312501"},
    ],
    ids=str,
)
async def test_two_tenants_cannot_have_the_same_numbers(
    client: httpx.AsyncClient, taken: dict[str, str]
) -> None:
    made = await provisioned(client, numbers=FIRST)
    free: dict[str, Any] = block("+4940669690", "00", "09")
    assert refused(await order(client, free, taken)) == [("numbers.1", "numbers-taken")]
    assert len((await client.get("/_mock/tenants")).json()) == 2
    assert made["state"] == "mail-sent"
    assert (await order(client, free)).status_code == 201


@pytest.mark.parametrize(
    "free",
    [
        block("+4989999980", "10", "19"),
        block("+498999998", "100", "199"),
        {"single": "+4930231251"},
    ],
    ids=str,
)
async def test_numbers_beside_those_of_another_are_free(
    client: httpx.AsyncClient, free: dict[str, str]
) -> None:
    await provisioned(client, numbers=FIRST)
    zero = block("+4940669690", "00", "09")
    assert (await order(client, zero, free)).status_code == 201


async def test_of_two_orders_at_once_one_gets_the_numbers(client: httpx.AsyncClient) -> None:
    people = [an_order(main_user=person(name)) for name in ("ada", "bob", "cem")]
    answers = await asyncio.gather(
        *(client.post("/_mock/orders?pace=0.001", json=each) for each in people)
    )
    assert sorted(answer.status_code for answer in answers) == [201, 400, 400]


async def test_the_demo_tenants_numbers_may_be_ordered_once(client: httpx.AsyncClient) -> None:
    raw = EXAMPLE.encode()
    assert (await client.post("/_mock/orders", content=raw, headers=TOML)).status_code == 201
    other = raw.replace(b"beispiel-gmbh.de", b"andere.example")
    again = await client.post("/_mock/orders", content=other, headers=TOML)
    assert refused(again) == [("numbers.0", "numbers-taken"), ("numbers.1", "numbers-taken")]
    assert [error["line"] for error in again.json()["errors"]] == [4, 8]
    assert "belong to another tenant" in again.json()["errors"][0]["message"]
    await client.post("/_mock/reset")
    assert (await client.post("/_mock/orders", content=other, headers=TOML)).status_code == 201
