"""Provisioning: an order that is right becomes a tenant, one that is wrong says all that is."""

import json
import sqlite3
from datetime import timedelta
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from api_client.models import STEPS
from mock_server.app import create_app
from mock_server.outbox import Outbox
from mock_server.provisioning.editions import EDITIONS
from mock_server.provisioning.mistakes import MISTAKES
from mock_server.service import MockService
from tests.wire.asking import WHOLE, Asker, refused, slug
from tests.wire.orders import EXAMPLE, TOML, an_order, person, provisioned

BLOCK = {"block": "+4989999980", "first": "00", "last": "09"}


def everything(service: MockService) -> list[str]:
    """All that the database holds."""
    return list(service.store.db.iterdump())


async def send(
    client: httpx.AsyncClient, order: object, headers: dict[str, str] | None = None
) -> httpx.Response:
    """The answer to an order, which may hold what UTF-8 cannot."""
    headers = {"Content-Type": "application/json", **(headers or {})}
    return await client.post("/_mock/orders", content=json.dumps(order), headers=headers)


async def lines(client: httpx.AsyncClient, toml: str) -> list[tuple[int, str, str]]:
    """Line, field and rule of every mistake in a TOML order."""
    answer = await client.post("/_mock/orders", content=toml.encode(), headers=TOML)
    assert slug(answer) == "request-invalid"
    return [(error["line"], error["field"], error["rule"]) for error in answer.json()["errors"]]


class TestAnOrderThatIsRight:
    async def test_the_example_becomes_a_tenant_whose_people_have_links(
        self, client: httpx.AsyncClient, ask: Asker
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
        self, service: MockService, client: httpx.AsyncClient, ask: Asker
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
    async def test_only_some_editions_have_a_main_fax(
        self, client: httpx.AsyncClient, edition: str
    ) -> None:
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
        self, client: httpx.AsyncClient, numbers: list[dict[str, str]], main: str
    ) -> None:
        assert (await provisioned(client, numbers=numbers))["main_number"] == main

    @pytest.mark.parametrize(
        "written", ["+49 (0)89 / 99 99 80", "+49-89-999980", "+49.89.99\u00a099 80", "+4989999980"]
    )
    async def test_numbers_may_be_written_with_separators(
        self, client: httpx.AsyncClient, written: str
    ) -> None:
        made = await provisioned(
            client,
            numbers=[{"block": written, "first": "00", "last": "09"}],
            main_user=person("ada", direct=f"{written} - 05"),
        )
        assert made["accounts"][0]["direct_number"] == "+498999998005"

    async def test_what_is_left_out_is_the_next_that_is_free(
        self, client: httpx.AsyncClient
    ) -> None:
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

    async def test_without_a_block_nobody_has_a_direct_number(
        self, client: httpx.AsyncClient
    ) -> None:
        made = await provisioned(
            client, edition="premium", numbers=[{"single": "+4930231250"}], users=[person("bob")]
        )
        assert made["main_fax_number"] is None
        assert [account["direct_number"] for account in made["accounts"]] == [None, None]

    async def test_the_demo_tenant_comes_from_an_order_too(self, client: httpx.AsyncClient) -> None:
        [demo] = (await client.get("/_mock/tenants")).json()
        assert [step["state"] for step in demo["steps"]][-1] == "mail-sent"
        assert demo["numbers"] == [{"block": "+4922147108", "first": "00", "last": "99"}]
        assert demo["main_fax_number"] == "+492214710899"

    async def test_no_such_tenant_is_not_found(self, client: httpx.AsyncClient) -> None:
        assert slug(await client.get("/_mock/tenants/4711")) == "not-found"


BAD: dict[str, tuple[dict[str, Any], list[tuple[str, str]]]] = {
    "unknown edition": ({"edition": "gold"}, [("edition", "edition")]),
    "unknown language": ({"language": "fr"}, [("language", "language")]),
    "missing fields": (
        {"company": None, "numbers": None, "main_user": None},
        [("company", "required"), ("numbers", "required"), ("main_user", "required")],
    ),
    "unknown members": (
        {"colour": "red", "main_user": person("ada", age="33")},
        [("main_user.age", "unexpected"), ("colour", "unexpected")],
    ),
    "a number for a text": ({"company": 4711}, [("company", "text")]),
    "nothing but spaces": ({"company": "  "}, [("company", "blank")]),
    "a text that never ends": ({"company": "x" * 257}, [("company", "too-long")]),
    "half a character": ({"company": "a\ud800"}, [("company", "characters")]),
    "no list": ({"users": {}}, [("users", "list")]),
    "no table": ({"users": ["bob"]}, [("users.0", "table")]),
    "no numbers at all": ({"numbers": []}, [("numbers", "no-main-number")]),
    "no number that can be the main one": (
        {"numbers": [{"block": "+4989999980", "first": "10", "last": "19"}]},
        [("numbers", "no-main-number")],
    ),
    "invalid numbers": (
        {"numbers": [BLOCK, {"single": "089 1234"}, {"single": "+49٨٩١٢٣٤٥"}]},
        [("numbers.1.single", "number"), ("numbers.2.single", "number")],
    ),
    "a block without an end": (
        {"numbers": [{"block": "+4989999980", "first": "00"}]},
        [("numbers.0", "block-or-single")],
    ),
    "a block and a single number in one": (
        {"numbers": [{**BLOCK, "single": "+4930231250"}]},
        [("numbers.0", "block-or-single")],
    ),
    "direct dials the wrong way round": (
        {"numbers": [{"block": "+4989999980", "first": "09", "last": "00"}]},
        [("numbers.0", "direct-dials")],
    ),
    "direct dials of different length": (
        {"numbers": [{"block": "+4989999980", "first": "0", "last": "10"}]},
        [("numbers.0", "direct-dials")],
    ),
    "a number that gets too long": (
        {"numbers": [{"block": "+4989999980123", "first": "000", "last": "999"}]},
        [("numbers.0", "number-too-long")],
    ),
    "numbers listed twice": (
        {"numbers": [BLOCK, {"single": "+498999998001"}, BLOCK]},
        [("numbers.1", "ordered-twice"), ("numbers.2", "ordered-twice")],
    ),
    "a direct number outside the block": (
        {"main_user": person("ada", direct="+498999998010")},
        [("main_user.direct", "outside")],
    ),
    "the main number as a direct one": (
        {"main_user": person("ada", direct="+498999998000")},
        [("main_user.direct", "main-number")],
    ),
    "the fax number as a direct one": (
        {"edition": "premium", "main_user": person("ada", direct="+498999998009")},
        [("main_user.direct", "fax-number")],
    ),
    "one direct number for two": (
        {"users": [person(n, direct="+498999998004") for n in ("bob", "cem")]},
        [("users.1.direct", "number-taken")],
    ),
    "one extension for two": (
        {"main_user": person("ada", extension="200"), "users": [person("bob", extension="200")]},
        [("users.0.extension", "extension-taken")],
    ),
    "extensions that are none": (
        {"users": [person("bob", extension="1"), person("cem", extension="٣٣٣")]},
        [("users.0.extension", "extension"), ("users.1.extension", "extension")],
    ),
    "an emergency number": (
        {"users": [person("bob", extension="112")]},
        [("users.0.extension", "emergency")],
    ),
    "one address for two, however it is written": (
        {"users": [person("bob", email="ADA@Muster.Example")]},
        [("users.0.email", "email-twice")],
    ),
    "an address that an account has": (
        {"users": [person("bob", email="Eva.Luehe@beispiel-gmbh.EXAMPLE")]},
        [("users.0.email", "email-taken")],
    ),
    "addresses that are none": (
        {
            "users": [
                person("bob", email=address)
                for address in (
                    "bob",
                    "bob@localhost",
                    "a..b@muster.example",
                    "bob@muster.example\r\nBcc: all@muster.example",
                    "bob <bob@muster.example>",
                    "x" * 65 + "@muster.example",
                )
            ]
        },
        [(f"users.{place}.email", "email") for place in range(6)],
    ),
    "an unknown licence": (
        {"users": [person("bob", licence="fax")]},
        [("users.0.licence", "licence")],
    ),
    "a fax for an edition without": (
        {"fax": {"number": "+498999998009"}},
        [("fax", "no-fax-in-edition")],
    ),
    "a fax outside the block": (
        {"edition": "premium", "fax": {"number": "+498999998010"}},
        [("fax.number", "outside")],
    ),
    "the main number as fax": (
        {"edition": "premium", "fax": {"number": "+498999998000"}},
        [("fax.number", "main-number")],
    ),
    "a block too small for everyone": (
        {
            "numbers": [{"block": "+4989999980", "first": "00", "last": "02"}],
            "users": [person("bob"), person("cem")],
        },
        [("users.1.direct", "block-too-small")],
    ),
    "a block too small for the fax": (
        {
            "edition": "premium",
            "numbers": [{"block": "+4989999980", "first": "00", "last": "00"}],
        },
        [("numbers", "block-too-small"), ("main_user.direct", "block-too-small")],
    ),
    "many things at once": (
        {
            "edition": "gold",
            "numbers": [BLOCK, {"single": "x"}],
            "main_user": person("ada", extension="200"),
            "users": [person("bob", extension="200"), person("cem", licence="fax"), person("ada")],
        },
        [
            ("edition", "edition"),
            ("numbers.1.single", "number"),
            ("users.1.licence", "licence"),
            ("users.2.email", "email-twice"),
            ("users.0.extension", "extension-taken"),
        ],
    ),
}


class TestAnOrderThatIsWrong:
    @pytest.mark.parametrize("what", BAD)
    async def test_it_says_where_and_why_and_nothing_is_applied(
        self, service: MockService, client: httpx.AsyncClient, what: str
    ) -> None:
        changes, expected = BAD[what]
        before = everything(service)
        answer = await send(client, an_order(**changes))
        assert slug(answer) == "request-invalid"
        assert refused(answer) == expected
        assert everything(service) == before

    @pytest.mark.parametrize("language", ["de", "en"])
    async def test_every_reason_is_a_sentence_in_either_language(
        self, client: httpx.AsyncClient, language: str
    ) -> None:
        for changes, _ in BAD.values():
            answer = await send(client, an_order(**changes), {"Accept-Language": language})
            for error in answer.json()["errors"]:
                assert error["message"]
                if error["rule"] in MISTAKES:
                    assert error["message"] == MISTAKES[error["rule"]].in_language(language)

    async def test_a_toml_order_names_the_lines(self, client: httpx.AsyncClient) -> None:
        toml = (
            EXAMPLE.replace('"premium"', '"gold"')
            .replace('"+4922199887766"', "[\n  1,\n]")
            .replace('email = "joerg', 'telephone = "1"\nemail = "joerg')
            .replace('last_name = "von', '"last_name" = """\n"""\n# "von')
        )
        assert await lines(client, toml) == [
            (2, "edition", "edition"),
            (9, "numbers.1.single", "text"),
            (16, "main_user.last_name", "blank"),
            (25, "users.0.telephone", "unexpected"),
        ]

    async def test_what_is_missing_is_named_at_the_table_that_lacks_it(
        self, client: httpx.AsyncClient
    ) -> None:
        toml = EXAMPLE.replace('company = "Beispiel GmbH"\n', "\n").replace(
            'first_name = "Jörg"\n', "\n"
        )
        assert await lines(client, toml) == [
            (1, "company", "required"),
            (18, "users.0.first_name", "required"),
        ]

    async def test_lines_are_right_however_the_toml_is_written(
        self, client: httpx.AsyncClient
    ) -> None:
        toml = """\
# An order with "quotes" and [brackets] in a comment
company = '''
Muster [AG] # no comment
'''
main_user.first_name = "Ada" # a comment = "x"
main_user.last_name = "A"
main_user . email = "nowhere"
users = [
  { first_name = "Bob", last_name = "B", email = "bob@muster.example" },

  { first_name = "Cem {", last_name = "C", email = "nowhere" }, # { no table
  { first_name = "Dea", last_name = "]", email = "dea@muster.example", licence = "x" },
]
edition = "gold"
language = "de"
numbers = [ { block = "+4989999980", first = "00", last = "09" },
            { single = "1" } ]
"""
        expected = [
            (7, "main_user.email", "email"),
            (11, "users.1.email", "email"),
            (12, "users.2.licence", "licence"),
            (14, "edition", "edition"),
            (17, "numbers.1.single", "number"),
        ]
        assert await lines(client, toml) == expected
        assert await lines(client, toml.replace("\n", "\r\n")) == expected

    async def test_an_address_that_an_account_has_is_named_with_its_line(
        self, client: httpx.AsyncClient
    ) -> None:
        for expected in (201, 400):
            answer = await client.post("/_mock/orders", content=EXAMPLE.encode(), headers=TOML)
            assert answer.status_code == expected
        assert await lines(client, EXAMPLE) == [
            (15, "main_user.email", "email-taken"),
            (21, "users.0.email", "email-taken"),
        ]

    @pytest.mark.parametrize(
        ("toml", "line", "rule"),
        [
            ('company = "a"\nedition =\n', 2, "toml"),
            ('company = "a"\n[numbers\n', 2, "toml"),
            ('company = "a"\n\ncompany = "b"\n', 3, "toml"),
            ('company = "a', 1, "toml"),
            ("a = " + "[" * 5_000, 1, "toml"),
            ("", 1, "required"),
        ],
    )
    async def test_what_is_no_toml_names_its_line(
        self, client: httpx.AsyncClient, toml: str, line: int, rule: str
    ) -> None:
        assert (await lines(client, toml))[0] == (line, "company" if not toml else "body", rule)

    async def test_what_is_no_utf_8_names_its_line(self, client: httpx.AsyncClient) -> None:
        raw = EXAMPLE.encode("latin-1")
        answer = await client.post("/_mock/orders", content=raw, headers=TOML)
        assert [(e["line"], e["rule"]) for e in answer.json()["errors"]] == [(14, "utf-8")]

    @pytest.mark.parametrize(
        ("raw", "media_type", "expected"),
        [
            (b"{", "application/json", "request-invalid"),
            (b"[]", "application/json", "request-invalid"),
            (b"null", "application/json", "request-invalid"),
            (b'{"a": 1, "a": 2}', "application/json", "request-invalid"),
            (b"{}", "text/plain", "unsupported-media-type"),
            (b"#" * 300_000, "application/toml", "too-large"),
            (b" " * 300_000, "application/json", "too-large"),
        ],
    )
    async def test_what_is_no_order_at_all_is_refused(
        self, client: httpx.AsyncClient, raw: bytes, media_type: str, expected: str
    ) -> None:
        answer = await client.post(
            "/_mock/orders", content=raw, headers={"Content-Type": media_type}
        )
        assert slug(answer) == expected

    async def test_a_failure_half_way_leaves_nothing(
        self, service: MockService, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        put, before, calls = Outbox.put, everything(service), []

        def put_once(*arguments: Any, **more: Any) -> None:
            calls.append(arguments)
            if len(calls) > 1:
                raise sqlite3.OperationalError("disk full")
            put(*arguments, **more)

        monkeypatch.setattr(Outbox, "put", put_once)
        transport = httpx.ASGITransport(create_app(service), raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url=service.origin) as client:
            answer = await client.post("/_mock/orders", json=an_order(users=[person("bob")]))
        assert (answer.status_code, len(calls)) == (500, 2)
        assert everything(service) == before


# Any order at all

_values = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 5),
    st.text(max_size=8),
    st.sampled_from(["premium", "de", "+498999998001", "200", "ada@muster.example", "phone"]),
    st.lists(st.integers(), max_size=2),
    st.dictionaries(st.text(max_size=5), st.text(max_size=5), max_size=2),
)
_members = ["company", "edition", "language", "numbers", "fax", "main_user", "users", "other"]
_seats = ["first_name", "last_name", "email", "extension", "direct", "licence", "other"]
_seat = st.builds(
    lambda name, changes: {**person(name), **changes},
    st.sampled_from(["ada", "bob", "cem"]),
    st.dictionaries(st.sampled_from(_seats), _values, max_size=2),
)
_orders = st.builds(
    lambda users, changes: {**an_order(users=users), **changes},
    st.lists(_seat, max_size=3),
    st.dictionaries(st.sampled_from(_members), _values, max_size=2),
)


@given(order=_orders)
async def test_whatever_is_ordered_either_all_or_nothing_of_it_is_applied(
    order: dict[str, Any],
) -> None:
    service = MockService.in_memory()
    try:
        transport = httpx.ASGITransport(create_app(service))
        async with httpx.AsyncClient(transport=transport, base_url=service.origin) as client:
            before = everything(service)
            answer = await client.post("/_mock/orders", json=order)
            if answer.status_code == 400:
                assert answer.json()["errors"]
                assert everything(service) == before
                return
            assert answer.status_code == 201
            accounts = answer.json()["accounts"]
            assert len(accounts) == 1 + len(order.get("users", ()))
            for member in ("account_id", "email", "extension", "direct_number", "link"):
                assert len({account[member] for account in accounts}) == len(accounts)
            for account in accounts:
                looked = await Asker(client)("look", account["link"])
                assert looked.json()["account"]["email"] == account["email"]
    finally:
        service.close()


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
