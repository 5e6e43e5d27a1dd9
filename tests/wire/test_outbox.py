"""The outbox as testers search it, wait for it and clear it."""

import asyncio
from typing import Any

import httpx
import pytest

from mock_server.state.service import MockService
from tests.links import TOKEN
from tests.wire.asking import WHOLE, Asker, refused, slug
from tests.wire.orders import person, provisioned

EVA = "8310000001"


async def mails(client: httpx.AsyncClient, **query: object) -> list[dict[str, Any]]:
    answer = await client.get("/_mock/mails", params={k: str(v) for k, v in query.items()})
    assert answer.status_code == 200, answer.text
    listed: list[dict[str, Any]] = answer.json()
    return listed


async def ids(client: httpx.AsyncClient, **query: object) -> list[int]:
    return [mail["id"] for mail in await mails(client, **query)]


async def resend(client: httpx.AsyncClient, account: str = EVA) -> str:
    """A new mail; gives the link in it."""
    link: str = (await client.post(f"/_mock/accounts/{account}/resend")).json()["link"]
    return link


async def test_since_and_limit_choose_the_newer_and_the_newest(client: httpx.AsyncClient) -> None:
    assert await ids(client) == [1, 2, 3]
    assert await ids(client, since=1) == [2, 3]
    assert await ids(client, limit=2) == [2, 3]
    assert await ids(client, limit=1, since=1) == [3]
    assert await ids(client, limit=9) == [1, 2, 3]
    assert await ids(client, account=EVA, limit=1) == [1]
    assert await ids(client, since=3) == await ids(client, since=9**18) == []


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=-1", "limit=x", "limit=", "since=-1", "since=1.5", "since=%C2%B2"]
)
async def test_what_is_no_number_is_refused_by_name(client: httpx.AsyncClient, query: str) -> None:
    answer = await client.get(f"/_mock/mails?{query}")
    assert refused(answer) == [(query.partition("=")[0], "invalid")]


async def test_whoever_waits_since_a_mail_gets_the_next_one(client: httpx.AsyncClient) -> None:
    [newest] = await ids(client, limit=1)
    nobody = asyncio.create_task(mails(client, account="8310000002", since=newest, wait=30))
    waiting = asyncio.create_task(mails(client, account=EVA, since=newest, wait=30))
    await asyncio.sleep(0)
    await client.post("/_mock/accounts/8310000003/resend")
    link = await resend(client)
    [mail] = await waiting
    assert mail["link"] == link
    assert mail["id"] == newest + 2
    assert not nobody.done()
    nobody.cancel()
    assert await ids(client, account=EVA, wait=30) == [1, newest + 2]


async def test_ids_are_never_used_twice(client: httpx.AsyncClient) -> None:
    seen = set(await ids(client))
    for call, path in (
        ("POST", f"reset?account={EVA}"),
        ("DELETE", "mails"),
        ("POST", "reset"),
        ("POST", "reset"),
    ):
        await resend(client)
        fresh = set(await ids(client)) - seen
        assert min(fresh) > max(seen)
        seen |= fresh
        await client.request(call, f"/_mock/{path}")
        assert await ids(client, since=max(seen), limit=1) == (
            [] if path != "reset" else [max(seen) + 3]
        )


async def test_a_reset_account_has_its_first_mail_again(
    service: MockService, client: httpx.AsyncClient, ask: Asker
) -> None:
    first, *_ = await mails(client, account=EVA)
    await resend(client)
    assert (await client.delete("/_mock/mails")).status_code == 204
    await client.post(f"/_mock/reset?account={EVA}")
    assert await mails(client) == [first]
    assert (await ask("look", first["link"])).status_code == 200
    assert service.demo_link() == first["link"]


async def test_cleared_mails_are_gone_and_their_links_work(
    client: httpx.AsyncClient, ask: Asker
) -> None:
    link = await resend(client)
    assert (await client.delete("/_mock/mails", params={"account": EVA})).status_code == 204
    assert await ids(client) == [2, 3]
    for name in ("1", "1.eml", "4", "4.eml"):
        assert slug(await client.get(f"/_mock/mails/{name}")) == "not-found"
    assert (await client.get(f"/_mock/accounts/{EVA}")).json()["link"] == link
    assert (await ask.commit(link)).status_code == 200
    joerg = "JOERG.AMSEL@beispiel-gmbh.example"
    assert (await client.delete("/_mock/mails", params={"to": joerg})).status_code == 204
    assert await ids(client) == [3]
    assert refused(await client.delete("/_mock/mails?acount=1")) == [("acount", "unexpected")]
    assert (await client.delete("/_mock/mails")).status_code == 204
    assert await ids(client) == []


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("Zoë.Groß@bücher-straße.example", "ZOË.GROSS@BÜCHER-STRASSE.EXAMPLE"),
        ("Åsa@muster.example", "A\u030aSA@muster.example"),
        ("ΣΊΣΥΦΟΣ@muster.example", "σίσυφος@muster.example"),
        ("ada+test@muster.example", " Ada+Test@Muster.Example "),
    ],
)
async def test_an_address_is_found_as_provisioning_compares_it(
    client: httpx.AsyncClient, ask: Asker, written: str, asked: str
) -> None:
    made = await provisioned(client, main_user=person("ada", email=written))
    again = await client.post(
        f"/_mock/tenants/{made['tenant_id']}/users", json=person("bob", email=asked.strip())
    )
    found = await mails(client, to=asked)
    assert refused(again) == [("email", "email-taken")]
    assert [mail["link"] for mail in found] == [made["accounts"][0]["link"]]
    assert (await ask.commit(made["accounts"][0]["link"])).status_code == 200
    entry = {"email": asked.strip(), "password": WHOLE["password"]}
    assert (await client.post("/signin", json=entry)).status_code == 200


async def test_accounts_without_a_number_are_in_nobodys_way(
    client: httpx.AsyncClient, ask: Asker
) -> None:
    made = await provisioned(client, numbers=[{"single": "+4989999980"}])
    [account] = made["accounts"]
    assert account["direct_number"] is None
    assert (await ask.commit(account["link"])).status_code == 200
    for number in ("+4989999981", "+4989999980", "0"):
        entry = {"number": number, "pin": WHOLE["pin"]}
        assert (await client.post("/voicemail", json=entry)).status_code == 401


async def test_a_plus_that_was_not_escaped_is_one(client: httpx.AsyncClient) -> None:
    await provisioned(client, main_user=person("ada", email="ada+test@muster.example"))
    assert len((await client.get("/_mock/mails?to=ada+test@muster.example")).json()) == 1


async def test_a_link_of_a_magic_account_stays_its_own(client: httpx.AsyncClient) -> None:
    link = await resend(client, f"expired:{TOKEN}")
    await client.delete("/_mock/mails")
    shown = (await client.get(f"/_mock/accounts/expired:{TOKEN}")).json()
    assert (shown["link"], shown["link_state"]) == (link, "live")
