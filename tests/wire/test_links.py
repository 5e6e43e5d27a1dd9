"""Asking for a new link, disowning one, and what an administrator does to links."""

from datetime import timedelta
from typing import Any

import httpx
import pytest

from mock_server.state.service import MockService
from tests.links import TOKEN
from tests.wire.asking import Asker, refused, slug

NAME = f"expired:{TOKEN}"


async def mails(client: httpx.AsyncClient, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (
        await client.get("/_mock/mails", params={"account": name})
    ).json()
    return found


@pytest.fixture
def expired(service: MockService) -> str:
    return service.link("expired", token=TOKEN)


async def test_an_expired_link_can_be_renewed_by_mail(
    service: MockService, ask: Asker, client: httpx.AsyncClient, expired: str
) -> None:
    answer = await ask("renew", expired)
    assert (answer.status_code, answer.content) == (202, b"")
    [mail] = await mails(client, NAME)
    looked = await ask("look", mail["link"])
    assert looked.json()["expires_at"] == "2026-01-03T09:00:00Z"
    assert mail["to"] == looked.json()["account"]["email"]
    assert slug(await ask("look", expired)) == "link-expired"


async def test_whoever_commits_with_the_new_link_uses_up_both(
    ask: Asker, client: httpx.AsyncClient, expired: str
) -> None:
    await ask("renew", expired)
    [mail] = await mails(client, NAME)
    assert (await ask.commit(mail["link"])).status_code == 200
    for link in (expired, mail["link"]):
        assert slug(await ask("look", link)) == "link-used"


async def test_a_live_link_is_never_replaced_by_asking(
    service: MockService, ask: Asker, client: httpx.AsyncClient
) -> None:
    link = service.link("ok", token=TOKEN)
    answer = await ask("renew", link)
    assert slug(answer) == "request-invalid"
    assert refused(answer) == [("link", "expired")]
    assert await mails(client, f"ok:{TOKEN}") == []
    assert (await ask("look", link)).status_code == 200


async def test_asking_again_leaves_the_link_of_the_first_mail_alive(
    service: MockService, ask: Asker, client: httpx.AsyncClient, expired: str
) -> None:
    await ask("renew", expired)
    service.clock.advance(timedelta(minutes=5))
    await ask("renew", expired)
    sent = await mails(client, NAME)
    assert len({mail["link"] for mail in sent}) == 2
    for mail in sent:
        assert (await ask("look", mail["link"])).status_code == 200


async def test_of_two_links_side_by_side_only_the_disowned_dies_and_each_has_keys_of_its_own(
    service: MockService, ask: Asker, client: httpx.AsyncClient, expired: str
) -> None:
    await ask("renew", expired)
    service.clock.advance(timedelta(minutes=5))
    await ask("renew", expired)
    one, other = (mail["link"] for mail in await mails(client, NAME))
    assert (await ask("disown", one, {"confirm": True})).status_code == 204
    assert slug(await ask("look", one)) == "link-revoked"
    assert (await ask.commit(other)).status_code == 200
    assert (await ask.commit(other)).status_code == 200
    assert slug(await ask.commit(one)) == "link-used"


async def test_asking_is_limited_to_once_in_five_minutes_and_five_times_a_day(
    service: MockService, ask: Asker, client: httpx.AsyncClient, expired: str
) -> None:
    for _ in range(5):
        assert (await ask("renew", expired)).status_code == 202
        too_soon = await ask("renew", expired)
        assert slug(too_soon) == "rate-limited"
        assert too_soon.headers["retry-after"] == "300"
        service.clock.advance(timedelta(minutes=5))
    enough = await ask("renew", expired)
    assert slug(enough) == "rate-limited"
    assert int(enough.headers["retry-after"]) == 24 * 3600 - 25 * 60
    service.clock.advance(timedelta(days=1))
    assert (await ask("renew", expired)).status_code == 202


async def test_disowning_revokes_tells_the_administrator_and_can_be_repeated(
    service: MockService, ask: Asker, client: httpx.AsyncClient
) -> None:
    link, name = service.link("ok", token=TOKEN), f"ok:{TOKEN}"
    for _ in range(2):
        answer = await ask("disown", link, {"confirm": True})
        assert (answer.status_code, answer.content) == (204, b"")
    assert slug(await ask("look", link)) == "link-revoked"
    [mail] = await mails(client, name)
    assert (mail["kind"], mail["link"]) == ("disowned", None)
    account = (await client.get(f"/_mock/accounts/{name}")).json()
    assert account["state"] == "invited"


async def test_a_resend_undoes_a_disowning(
    service: MockService, ask: Asker, client: httpx.AsyncClient
) -> None:
    link = service.link("ok", token=TOKEN)
    await ask("disown", link, {"confirm": True})
    resent = (await client.post(f"/_mock/accounts/ok:{TOKEN}/resend")).json()
    assert (await ask("look", resent["link"])).status_code == 200
    assert slug(await ask("look", link)) == "link-revoked"
    assert (await ask("disown", link, {"confirm": True})).status_code == 204
    assert (await ask("look", resent["link"])).status_code == 200


async def test_a_resend_replaces_the_link_before(
    service: MockService, ask: Asker, client: httpx.AsyncClient
) -> None:
    first = service.demo_link()
    resent = (await client.post("/_mock/accounts/8310000001/resend")).json()
    assert resent["link"] == service.demo_link() != first
    assert slug(await ask("look", first)) == "link-replaced"
    assert (await ask.commit(resent["link"])).status_code == 200
    assert slug(await client.post("/_mock/accounts/8310000001/resend")) == "link-used"


async def test_locking_can_be_undone(
    service: MockService, ask: Asker, client: httpx.AsyncClient
) -> None:
    link, calls = service.link("ok", token=TOKEN), f"/_mock/accounts/ok:{TOKEN}"
    assert (await client.post(f"{calls}/lock")).json()["locked"] is True
    assert slug(await ask("look", link)) == "account-locked"
    assert (await client.post(f"{calls}/unlock")).json()["locked"] is False
    assert (await ask("look", link)).status_code == 200
