"""What an administrator does with provisioned accounts: resend, revoke, lock, unlock, begin again."""

import httpx

from mock_server.state.service import MockService
from tests.wire.asking import WHOLE, Asker, slug
from tests.wire.orders import provisioned


async def test_an_administrators_work_does_for_provisioned_accounts_what_it_says(
    client: httpx.AsyncClient, ask: Asker
) -> None:
    [account] = (await provisioned(client))["accounts"]
    path, link = f"/_mock/accounts/{account['account_id']}", account["link"]
    await client.post(f"{path}/lock")
    assert slug(await ask("look", link)) == "account-locked"
    await client.post(f"{path}/unlock")
    assert (await ask("look", link)).status_code == 200
    resent = (await client.post(f"{path}/resend")).json()
    assert resent["link"] != link
    assert slug(await ask("look", link)) == "link-replaced"
    assert (await ask("look", resent["link"])).status_code == 200
    await client.post(f"{path}/revoke")
    assert slug(await ask("look", resent["link"])) == "link-revoked"
    again = (await client.post(f"{path}/resend")).json()["link"]
    assert (await ask.commit(again)).status_code == 200
    assert slug(await client.post(f"{path}/resend")) == "link-used"
    sent = (await client.get("/_mock/mails", params={"to": account["email"]})).json()
    assert [mail["kind"] for mail in sent] == ["provisioning"] * 3


async def test_a_provisioned_account_that_is_reset_is_as_after_its_provisioning(
    service: MockService, client: httpx.AsyncClient, ask: Asker
) -> None:
    made = await provisioned(client)
    [account] = made["accounts"]
    path, link = f"/_mock/accounts/{account['account_id']}", account["link"]
    newer = (await client.post(f"{path}/resend")).json()["link"]
    assert (await ask.commit(newer)).status_code == 200
    await client.post(f"{path}/lock")
    answer = await client.post("/_mock/reset", params={"account": account["account_id"]})
    assert answer.json() == {"forgotten": 1}
    shown = (await client.get(path)).json()
    assert (shown["state"], shown["locked"], shown["link"]) == ("invited", False, link)
    assert slug(await ask("look", newer)) == "link-unknown"
    tenant = (await client.get(f"/_mock/tenants/{made['tenant_id']}")).json()
    assert tenant["state"] == "mail-sent"
    assert (await ask.commit(link, WHOLE)).status_code == 200
