"""Testers find and set the emulated platform under /_mock/platform."""

import httpx
import pytest

from api_client.connect import BackendSettings, open_backend
from api_client.http.settings import ClientSettings
from api_client.link import find_links
from api_client.problems import Problem
from api_client.ringcentral.credentials import take_credentials
from mock_server.app import create_app
from mock_server.state.service import MockService
from tests.wire.operator_desk import JOERG, TENANT, Mail, choices


async def test_an_operators_environment_is_handed_out_and_works(
    service: MockService, client: httpx.AsyncClient
) -> None:
    told = (await client.get("/_mock/platform")).json()
    credentials = take_credentials(told["operators"][TENANT])
    settings = BackendSettings(
        operator=credentials,
        client=ClientSettings(transport=httpx.ASGITransport(create_app(service))),
    )
    [link] = find_links(service.link("ok"))
    backend = open_backend(link, settings, Mail())
    assert (await backend.look()).account.extension == "801"
    await backend.commit(choices(), "key")
    await backend.close()
    stored = await client.post(f"/_mock/accounts/{JOERG}/verify", json={"pin": "482913"})
    assert stored.json() == {"pin": True}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"in_maintenance": True}, {"in_maintenance": True}),
        ({"has_credentials": False}, {"has_credentials": False}),
        ({"single_sign_on": True}, {"single_sign_on": True}),
        ({"error_shape": "flat"}, {"error_shape": "flat"}),
        ({"status": "Frozen"}, {"statuses": {JOERG: "Frozen"}}),
        ({"needs_password": True}, {"needs_password": True}),
        ({"token_refusal": "OAU-147"}, {"token_refusal": "OAU-147"}),
        ({"without_password": True}, {"without_password": [JOERG]}),
        ({"without_pin": True}, {"without_pin": [JOERG]}),
    ],
    ids=str,
)
async def test_what_a_tester_sets_holds_until_the_reset(
    client: httpx.AsyncClient, change: dict[str, object], told: dict[str, object]
) -> None:
    before = (await client.get("/_mock/platform")).json()
    answer = await client.put("/_mock/platform", params={"account": JOERG}, json=change)
    assert answer.json() == before | told
    assert (await client.delete("/_mock/platform")).json() == before
    await client.put("/_mock/platform", params={"account": JOERG}, json=change)
    assert (await client.post("/_mock/reset")).status_code == 200
    assert (await client.get("/_mock/platform")).json() == before


@pytest.mark.parametrize(
    "change", [{"status": "Frozen"}, {"without_pin": True}, {"without_password": False}], ids=str
)
async def test_what_is_somebodys_names_the_account(
    client: httpx.AsyncClient, change: dict[str, object]
) -> None:
    answer = await client.put("/_mock/platform", json={"in_maintenance": True, **change})
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == "account"
    assert (await client.get("/_mock/platform")).json()["in_maintenance"] is False


@pytest.mark.parametrize("code", ["OAU-999", "", "oau-147", 146, ["OAU-146"], {"code": "OAU-146"}])
async def test_a_refusal_of_tokens_that_nobody_knows_is_refused_by_name(
    client: httpx.AsyncClient, code: object
) -> None:
    answer = await client.put("/_mock/platform", json={"token_refusal": code})
    assert answer.status_code == 400
    [error] = answer.json()["errors"]
    assert error["field"] == "token_refusal"
    assert "OAU-147" in error["message"]


async def test_one_accounts_exceptions_end_alone_and_a_refusal_of_tokens_by_null(
    client: httpx.AsyncClient,
) -> None:
    before = (await client.get("/_mock/platform")).json()
    exceptions = {"without_pin": True, "without_password": True, "status": "Frozen"}
    for name in (JOERG, "8310000003"):
        await client.put("/_mock/platform", params={"account": name}, json=exceptions)
    await client.put(
        "/_mock/platform", params={"account": "8310000003"}, json={"without_pin": False}
    )
    await client.post("/_mock/reset", params={"account": JOERG})
    told = (await client.put("/_mock/platform", json={"token_refusal": "CMN-408"})).json()
    assert (told["without_pin"], told["without_password"]) == ([], ["8310000003"])
    assert (told["statuses"], told["token_refusal"]) == ({"8310000003": "Frozen"}, "CMN-408")
    told = (await client.put("/_mock/platform", json={"token_refusal": None})).json()
    assert told["token_refusal"] == before["token_refusal"] is None


async def test_a_failure_of_the_emulation_is_told_without_what_was_sent(
    service: MockService,
    client: httpx.AsyncClient,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    told = (await client.get("/_mock/platform")).json()
    credentials = take_credentials(told["operators"][TENANT])

    async def fail(hasher: object, secret: str) -> str:
        raise RuntimeError(secret)

    monkeypatch.setattr("mock_server.accounts.hashing.Hasher.digest", fail)
    settings = BackendSettings(
        operator=credentials,
        client=ClientSettings(transport=httpx.ASGITransport(create_app(service))),
    )
    [link] = find_links(service.link("ok"))
    backend = open_backend(link, settings, Mail())
    await backend.look()
    with pytest.raises(Problem) as caught:
        await backend.commit(choices(), "key")
    assert caught.value.slug == "internal"
    assert "RuntimeError in put-credentials" in caplog.text
    assert "Kranich" not in caplog.text
    await backend.close()
