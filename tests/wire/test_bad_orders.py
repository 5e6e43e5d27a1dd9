"""An order that is wrong says all that is, with the line; nothing of it is applied."""

import json

import httpx
import pytest

from mock_server.provisioning.errors import MISTAKES
from mock_server.state.service import MockService
from tests.wire.asking import refused, slug
from tests.wire.bad_orders import BAD
from tests.wire.orders import EXAMPLE, TOML, an_order, everything


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


@pytest.mark.parametrize("what", BAD)
async def test_it_says_where_and_why_and_nothing_is_applied(
    service: MockService, client: httpx.AsyncClient, what: str
) -> None:
    changes, expected = BAD[what]
    before = everything(service)
    answer = await send(client, an_order(**changes))
    assert slug(answer) == "request-invalid"
    assert refused(answer) == expected
    assert everything(service) == before


@pytest.mark.parametrize("language", ["de", "en"])
async def test_every_reason_is_a_sentence_in_either_language(
    client: httpx.AsyncClient, language: str
) -> None:
    for changes, _ in BAD.values():
        answer = await send(client, an_order(**changes), {"Accept-Language": language})
        for error in answer.json()["errors"]:
            assert error["message"]
            if error["rule"] in MISTAKES:
                assert error["message"] == MISTAKES[error["rule"]].in_language(language)


async def test_a_toml_order_names_the_lines(client: httpx.AsyncClient) -> None:
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
    client: httpx.AsyncClient,
) -> None:
    toml = EXAMPLE.replace('company = "Beispiel GmbH"\n', "\n").replace(
        'first_name = "Jörg"\n', "\n"
    )
    assert await lines(client, toml) == [
        (1, "company", "required"),
        (18, "users.0.first_name", "required"),
    ]


async def test_lines_are_right_however_the_toml_is_written(client: httpx.AsyncClient) -> None:
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
    client: httpx.AsyncClient,
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
    client: httpx.AsyncClient, toml: str, line: int, rule: str
) -> None:
    assert (await lines(client, toml))[0] == (line, "company" if not toml else "body", rule)


async def test_what_is_no_utf_8_names_its_line(client: httpx.AsyncClient) -> None:
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
    client: httpx.AsyncClient, raw: bytes, media_type: str, expected: str
) -> None:
    answer = await client.post("/_mock/orders", content=raw, headers={"Content-Type": media_type})
    assert slug(answer) == expected
