"""A tester's slip is told with its field and what is asked for, and nothing is done."""

import logging
import sqlite3
from typing import Any

import httpx
import pytest

from mock_server.accounts.store import Store
from mock_server.state.service import MockService
from tests.links import OTHER_TOKEN, TOKEN
from tests.wire.asking import Asker, refused, slug
from tests.wire.orders import CSV, TOML

ID = "8310000001"

BAD_QUERIES: dict[str, list[tuple[str, str]]] = {
    "POST reset?acount=8310000001": [("acount", "unexpected")],
    "POST reset?account=8310000001&account=8310000002": [("account", "duplicate")],
    f"POST reset?account={ID}&prefix=aaaa1111": [("prefix", "not-both")],
    "POST reset?account=8319999999": [("account", "nobody")],
    "POST reset?account=nobody": [("account", "nobody")],
    "POST reset?prefix=aaaa111": [("prefix", "invalid")],
    "POST reset?prefix=": [("prefix", "invalid")],
    "POST reset?account=": [("account", "invalid")],
    "POST reset?Größe=1": [("?", "unexpected")],
    "GET mails?recipient=a@b.de": [("recipient", "unexpected")],
    "GET mails?account=nobody": [("account", "nobody")],
    "GET requests?status=abc": [("status", "invalid")],
    "GET requests?status=42": [("status", "invalid")],
    "GET requests?status=٤١٠": [("status", "invalid")],
    "GET requests?operation=loook": [("operation", "no-call")],
    "GET requests?since=1.5": [("since", "invalid")],
    "GET requests?since=-1": [("since", "invalid")],
    "DELETE requests?wait=1": [("wait", "unexpected")],
    f"GET clock?account=nonsense:{TOKEN}": [("account", "nobody")],
    f"GET clock?account=ok.look-explode:{TOKEN}": [("account", "nobody")],
    "DELETE faults?account=ok:123": [("account", "nobody")],
    "GET accounts?most=1001": [("most", "invalid")],
    "GET changes?since=x": [("since", "invalid")],
    "GET scenarios?lang=de": [("lang", "unexpected")],
}


@pytest.mark.parametrize("call", BAD_QUERIES)
async def test_a_query_that_is_wrong_is_not_taken_for_another(
    client: httpx.AsyncClient, call: str
) -> None:
    method, _, path = call.partition(" ")
    answer = await client.request(method, f"/_mock/{path}")
    assert slug(answer) == "request-invalid"
    assert refused(answer) == BAD_QUERIES[call]
    assert len((await client.get("/_mock/mails")).json()) == 3


BAD_BODIES: dict[str, tuple[str, Any, list[tuple[str, str]]]] = {
    "no way to move": ("PUT clock", {}, [("body", "one-way")]),
    "two ways to move": (
        "PUT clock",
        {"advance": "PT1H", "set": "2026-01-01T00:00:00Z"},
        [("body", "one-way")],
    ),
    "a number for a duration": ("PUT clock", {"advance": 3600}, [("advance", "invalid")]),
    "a number for a time": ("PUT clock", {"freeze": 1234567890}, [("freeze", "invalid")]),
    "no ISO duration": ("PUT clock", {"advance": "two days"}, [("advance", "invalid")]),
    "a time without zone": ("PUT clock", {"set": "2026-01-01T00:00:00"}, [("set", "invalid")]),
    "a time too far": ("PUT clock", {"freeze": "2500-01-01T00:00:00Z"}, [("freeze", "too-far")]),
    "a way too long": ("PUT clock", {"advance": "P99999D"}, [("advance", "too-far")]),
    "one account frozen": (
        f"PUT clock?account={ID}",
        {"freeze": "2026-01-01T00:00:00Z"},
        [("freeze", "all-only")],
    ),
    "no fault": ("POST faults", {}, [("fault", "required")]),
    "an unknown fault": ("POST faults", {"fault": "explode"}, [("fault", "invalid")]),
    "a link's modifier": ("POST faults", {"fault": "commit-lost"}, [("fault", "invalid")]),
    "an unknown operation": (
        "POST faults",
        {"fault": "503", "operation": "peek"},
        [("operation", "invalid")],
    ),
    "a fault for nobody": (
        "POST faults",
        {"fault": "503", "account": "8319999999"},
        [("account", "nobody")],
    ),
    "numbers that are none": (
        "POST faults",
        {"fault": "503", "times": True, "after": -1, "probability": 2, "seed": 1.5},
        [
            ("after", "invalid"),
            ("times", "invalid"),
            ("probability", "invalid"),
            ("seed", "invalid"),
        ],
    ),
    "a member too many": (
        f"POST accounts/{ID}/verify",
        {"passwort": "x"},
        [("passwort", "unexpected")],
    ),
    "a PIN as a number": (f"POST accounts/{ID}/verify", {"pin": 482913}, [("pin", "invalid")]),
    "a workspace there is not": (
        f"POST accounts/{ID}/verify",
        {"workspace": "phone"},
        [("workspace", "invalid")],
    ),
    "no object": ("POST faults", ["503"], [("body", "invalid")]),
}


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("what", BAD_BODIES)
async def test_a_body_that_is_wrong_says_what_is_asked_for(
    service: MockService, client: httpx.AsyncClient, what: str, language: str
) -> None:
    call, body, expected = BAD_BODIES[what]
    method, _, path = call.partition(" ")
    headers = {"Accept-Language": language}
    answer = await client.request(method, f"/_mock/{path}", json=body, headers=headers)
    assert slug(answer) == "request-invalid"
    assert refused(answer) == expected
    assert all(error["message"] for error in answer.json()["errors"])
    assert (service.faults.rules, service.clock.offset_of()) == ([], service.clock.offset_of(ID))


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"fault": "explode"}, "delay, dribble, stall, reset"),
        ({"fault": "503", "operation": "peek"}, "look, check, commit"),
        ({"fault": "503", "account": f"nonsense.de:{TOKEN}"}, "“nonsense”"),
        ({"fault": "503", "account": f"ok.de.look-explode:{TOKEN}"}, "“look-explode”"),
    ],
)
async def test_what_there_is_instead_is_told(
    client: httpx.AsyncClient, body: dict[str, str], said: str
) -> None:
    [error] = (await client.post("/_mock/faults", json=body)).json()["errors"]
    assert said in error["message"]


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("accounts/8319999999", "There is no such account."),
        (f"accounts/ok:{OTHER_TOKEN}", "There is no such account."),
        (f"accounts/ok.look-teapot:{TOKEN}", "There is no scenario or modifier “look-teapot”."),
        ("mails/99", "There is no such email."),
        ("mails/1e3.eml", "There is no such email."),
        ("tenants/4711", "There is no such tenant."),
        ("mails/", "There is no such call."),
        ("nothing", "There is no such call."),
    ],
)
async def test_a_path_that_leads_nowhere_says_what_is_missing(
    client: httpx.AsyncClient, path: str, said: str
) -> None:
    answer = await client.get(f"/_mock/{path}")
    assert slug(answer) == "not-found"
    assert answer.json()["detail"].startswith(said)


async def test_too_much_and_the_wrong_kind_name_what_this_very_call_reads(
    client: httpx.AsyncClient,
) -> None:
    large = await client.post("/_mock/orders", content=b"#" * 300_000, headers=TOML)
    assert (slug(large), "256\u00a0KiB" in large.json()["detail"]) == ("too-large", True)
    table = await client.post("/_mock/tenants/100001/users", content=b"," * 1_100_000, headers=CSV)
    assert (slug(table), "1024\u00a0KiB" in table.json()["detail"]) == ("too-large", True)
    kind = await client.post("/_mock/orders", content=b"x", headers={"Content-Type": "text/plain"})
    assert slug(kind) == "unsupported-media-type"
    assert "application/toml" in kind.json()["detail"]


async def test_a_clock_that_was_moved_says_by_exactly_how_much(
    client: httpx.AsyncClient, ask: Asker, service: MockService
) -> None:
    service.clock.reset()
    service.clock.frozen_at = None
    for change, seconds in (("PT48H", 172_800), ("-PT1H", 169_200), ("PT0.25S", 169_200.25)):
        moved = (await client.put("/_mock/clock", json={"advance": change})).json()
        assert moved["offset_seconds"] == seconds
        assert (await client.get("/_mock/clock")).json()["offset_seconds"] == seconds
    await ask("look", service.link("clock-skew", token=TOKEN))
    own = (await client.get(f"/_mock/clock?account=clock-skew:{TOKEN}")).json()
    assert own["offset_seconds"] == 169_200.25 - 3 * 3600


async def test_a_server_that_fails_a_tester_says_so_without_a_word_of_what_was_sent(
    client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    secret = "".join(("Zwiebel", "turm"))

    def fail(*_: object, **__: object) -> None:
        raise sqlite3.OperationalError(f"cannot keep {secret}")

    monkeypatch.setattr(Store, "set_locked", fail)
    caplog.set_level(logging.DEBUG, "mock_server")
    answer = await client.post(f"/_mock/accounts/{ID}/lock")
    assert slug(answer) == "internal"
    assert "OperationalError in POST accounts/{name}/lock" in caplog.text
    assert secret not in caplog.text + answer.text
