"""One number in many spellings: orders, voicemail, mails and screens read it alike."""

from typing import Any

import httpx
import pytest

from api_client.mail.compare import differences
from api_client.mail.facts import facts_in
from api_client.models import Account
from tests.wire.asking import WHOLE, Asker, refused
from tests.wire.orders import an_order, person, provisioned
from tui.wording.account import phone_number

NUMBER = "+492214710815"
STEM = NUMBER[:-2]

WITH_ITS_COUNTRY = [
    NUMBER,
    "+49 221 4710815",
    "+49 221 47108-15",
    "+49-221-47108-15",
    "+49.221.47108.15",
    "+49 221 / 47108 15",
    "+49 (221) 47108-15",
    "(+49) 221 47108-15",
    "+49 (0)221 47108-15",
    "+49 (0) 221/47108-15",
    "+49 221 47108\u201015",
    "+49 221 47108\u201115",
    "+49 221 47108\u201315",
    "+49 221 47108 \u2014 15",
    "+49\u00a0221\u00a047108\u00a015",
    "+49 221\u202f47108\u200915",
    "0049 221 4710815",
    "00 49 221 47108-15",
    "0049 (0)221 47108\u201315",
    "0049-221-4710815",
]

WITH_A_ZERO_TOO_MANY = [
    "+49 0221 47108-15",
    "+49 (0221) 47108-15",
    "+4902214710815",
    "0049 0221 47108-15",
    "00 49-0221/47108 15",
]

WITHOUT_ITS_COUNTRY = [
    "0221 47108-15",
    "0221/4710815",
    "(0221) 47108-15",
    "0221.47108.15",
    "0221 47108\u201315",
    "0221\u00a04710815",
]

NO_NUMBER = [
    "+49 221 47108-15 Empfang",
    "+49 221 47108 app. 15",
    "+49 221 47108#15",
    "tel:+492214710815",
    "+49 221 +4710815",
    "221 4710815",
    "+49\u0662\u0662\u0661\u0664\u0667\u0661\u0660\u0668\u0661\u0665",
]


def an_order_with(direct: str, block: str = STEM) -> dict[str, Any]:
    numbers = [{"block": block, "first": "00", "last": "99"}]
    return an_order(numbers=numbers, main_user=person("ada", direct=direct))


async def opens_voicemail(client: httpx.AsyncClient, ask: Asker, written: str) -> bool:
    made = await provisioned(client, **an_order_with(NUMBER))
    assert (await ask.commit(made["accounts"][0]["link"])).status_code == 200
    answer = await client.post("/voicemail", json={"number": written, "pin": WHOLE["pin"]})
    assert answer.status_code in (200, 401)
    return answer.status_code == 200


def mail_fits(written: str) -> bool:
    """Whether a mail that writes the direct number so tells what the server tells."""
    facts = facts_in(f"Ihre externe Durchwahl-Rufnummer (Direktwahl): {written}\n")
    assert facts.direct_number is not None
    # The guide's one word for both an extension and a direct number: the number tells which.
    assert facts_in(f"Ihre Durchwahl: {written}\n") == facts
    account = Account(
        first_name="Ada",
        last_name="Muster",
        email="ada@muster.example",
        company="Muster AG",
        direct_number=NUMBER,
        role="user",
        brand="unify-office-telekom",
        locale="de-DE",
    )
    return differences(facts, account) == ()


@pytest.mark.parametrize("written", WITH_ITS_COUNTRY)
async def test_a_number_that_says_its_country_is_read_alike_everywhere(
    client: httpx.AsyncClient, ask: Asker, written: str
) -> None:
    block = written.removesuffix("15").rstrip(" -./\u2010\u2011\u2013\u2014\u00a0\u2009")
    order = await client.post("/_mock/orders", json=an_order_with(written, block))
    assert order.status_code == 201, order.text
    assert order.json()["accounts"][0]["direct_number"] == NUMBER
    await client.post("/_mock/reset")
    assert await opens_voicemail(client, ask, written)
    assert mail_fits(written)
    assert phone_number(written) == "+49 2214710815"


@pytest.mark.parametrize("written", WITH_A_ZERO_TOO_MANY)
async def test_an_order_says_its_numbers_digit_by_digit_and_other_texts_are_understood(
    client: httpx.AsyncClient, ask: Asker, written: str
) -> None:
    order = await client.post("/_mock/orders", json=an_order_with(written))
    assert refused(order) == [("main_user.direct", "number")]
    block = written.removesuffix("15").rstrip(" -")
    order = await client.post("/_mock/orders", json=an_order_with(NUMBER, block))
    assert refused(order)[0] == ("numbers.0.block", "number")
    assert await opens_voicemail(client, ask, written)
    assert mail_fits(written)
    assert phone_number(written) == "+49 2214710815"


@pytest.mark.parametrize("written", WITHOUT_ITS_COUNTRY)
async def test_a_number_without_its_country_is_german_where_nobody_asks_for_the_country(
    client: httpx.AsyncClient, ask: Asker, written: str
) -> None:
    order = await client.post("/_mock/orders", json=an_order_with(written))
    assert refused(order) == [("main_user.direct", "number")]
    assert await opens_voicemail(client, ask, written)
    assert mail_fits(written)
    assert phone_number(written) == written


@pytest.mark.parametrize("written", NO_NUMBER)
async def test_what_is_no_number_is_none_anywhere(
    client: httpx.AsyncClient, ask: Asker, written: str
) -> None:
    order = await client.post("/_mock/orders", json=an_order_with(written))
    assert refused(order) == [("main_user.direct", "number")]
    assert not await opens_voicemail(client, ask, written)
    assert phone_number(written) == written


async def test_the_text_behind_a_number_in_a_mail_is_not_part_of_it() -> None:
    assert mail_fits("+49 (0)221 47108\u201315 (Empfang)")
    assert not mail_fits("+49 221 47108-16 Empfang")
