"""Further users of a tenant: one, or a file of many with a result for each row."""

from typing import Any

import httpx
import pytest

from mock_server.state.service import MockService
from tests.wire.asking import Asker, refused, slug
from tests.wire.orders import CSV, person, provisioned

HEADER = "first_name;last_name;email;extension;direct;licence\n"


async def add(client: httpx.AsyncClient, tenant: str, csv: str) -> Any:
    answer = await client.post(f"/_mock/tenants/{tenant}/users", content=csv.encode(), headers=CSV)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_one_user_gets_extension_direct_number_and_a_mail(
    client: httpx.AsyncClient, ask: Asker
) -> None:
    made = await provisioned(client)
    path = f"/_mock/tenants/{made['tenant_id']}/users"
    answer = await client.post(path, json=person("bob", licence="messaging", language="de"))
    assert answer.status_code == 201
    bob = answer.json()
    [mail] = (await client.get("/_mock/mails", params={"to": "bob@muster.example"})).json()
    assert (mail["kind"], mail["language"], mail["link"]) == ("activation", "de", bob["link"])
    looked = (await ask("look", bob["link"])).json()
    assert "pin" not in looked["steps"]
    assert looked["renewed_by"] == "administrator"
    account = looked["account"]
    assert (account["extension"], account["direct_number"]) == ("102", "+498999998002")
    assert (account["company"], account["main_number"], account["locale"]) == (
        "Muster AG",
        "+498999998000",
        "de-DE",
    )


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"email": "ADA@muster.example"}, [("email", "email-taken")]),
        ({"extension": "101"}, [("extension", "extension-taken")]),
        ({"direct": "+498999998001"}, [("direct", "number-taken")]),
        ({"direct": "+498999998000"}, [("direct", "main-number")]),
        ({"direct": "+4930231250"}, [("direct", "outside")]),
        ({"licence": "x", "colour": "red"}, [("licence", "licence"), ("colour", "unexpected")]),
        (
            {"extension": "101", "direct": "+49", "email": "x"},
            [("email", "email"), ("direct", "number")],
        ),
    ],
)
async def test_a_user_who_cannot_be_added_says_why(
    client: httpx.AsyncClient, changes: dict[str, str], expected: list[tuple[str, str]]
) -> None:
    made = await provisioned(client)
    answer = await client.post(
        f"/_mock/tenants/{made['tenant_id']}/users", json=person("bob", **changes)
    )
    assert slug(answer) == "request-invalid"
    assert refused(answer) == expected
    assert (await client.get("/_mock/mails", params={"to": "bob@muster.example"})).json() == []


async def test_of_many_the_good_rows_are_applied_and_the_others_say_why(
    client: httpx.AsyncClient, ask: Asker
) -> None:
    made = await provisioned(client)
    done = await add(
        client,
        made["tenant_id"],
        HEADER
        + "Bob;B;bob@muster.example;;;\n"
        + "\n"
        + "Cem;C;ada@muster.example;;;\n"
        + '"Da\nvid";D;david@muster.example;101;+49 89 99 99 80-77;fax\n'
        + "Eve;E;eve@muster.example;102;;messaging\n"
        + "Fay;F;bob@muster.example;;;\n"
        + "Gil;G;gil@muster.example;;;;surplus\n"
        + ";;;103\n",
    )
    assert (done["added"], done["refused"]) == (2, 5)
    told = [
        (row["line"], [(error["field"], error["rule"]) for error in row.get("errors", ())])
        for row in done["rows"]
    ]
    assert told == [
        (2, []),
        (4, [("email", "email-taken")]),
        (5, [("licence", "licence")]),
        (7, []),
        (8, [("email", "email-twice")]),
        (9, [("body", "cells")]),
        (10, [("first_name", "required"), ("last_name", "required"), ("email", "required")]),
    ]
    bob, eve = (row["account"] for row in done["rows"] if row["result"] == "added")
    # What a later row names is not given to an earlier one.
    assert (bob["extension"], eve["extension"]) == ("103", "102")
    for account in (bob, eve):
        looked = await ask("look", account["link"])
        assert looked.json()["account"]["email"] == account["email"]
    tenant = (await client.get(f"/_mock/tenants/{made['tenant_id']}")).json()
    assert [account["email"] for account in tenant["accounts"]] == [
        f"{name}@muster.example" for name in ("ada", "bob", "eve")
    ]


@pytest.mark.parametrize("separator", [",", ";"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
async def test_files_may_be_written_in_several_ways(
    client: httpx.AsyncClient, separator: str, ending: str, mark: str
) -> None:
    made = await provisioned(client)
    rows = ["Email;LAST_NAME; first_name", "jo@muster.example;Groß;Jörg", "li@muster.example;Wu;李"]
    csv = mark + ending.join(rows).replace(";", separator)
    assert (await add(client, made["tenant_id"], csv))["added"] == 2


async def test_when_the_block_is_used_up_the_rest_is_refused(client: httpx.AsyncClient) -> None:
    made = await provisioned(client)
    rows = "".join(f"U{n};U;u{n}@muster.example;;;\n" for n in range(12))
    done = await add(client, made["tenant_id"], HEADER + rows)
    assert done["added"] == 8
    assert {error["rule"] for row in done["rows"][8:] for error in row["errors"]} == {
        "block-too-small"
    }


@pytest.mark.parametrize(
    ("csv", "rules"),
    [
        (b"", ["header"] * 3 + ["unknown-column"] * 0),
        (b"Bob;B;bob@muster.example\n", ["header"] * 3 + ["unknown-column"]),
        (b"first_name,last_name,email,age\n", ["unknown-column"]),
        (b"first_name,last_name,email,email\n", ["column-twice"]),
        (b'first_name,last_name,email\n"a,b,c\n', ["csv"]),
        ("first_name,last_name,email\nJörg,A,j@muster.example\n".encode("cp1252"), ["utf-8"]),
    ],
)
async def test_a_file_that_is_no_table_of_users_is_refused_whole(
    service: MockService, client: httpx.AsyncClient, csv: bytes, rules: list[str]
) -> None:
    answer = await client.post("/_mock/tenants/100001/users", content=csv, headers=CSV)
    assert slug(answer) == "request-invalid"
    assert [error["rule"] for error in answer.json()["errors"]] == rules
    assert all(error["line"] >= 1 for error in answer.json()["errors"])
    assert len((await client.get("/_mock/mails")).json()) == 3


async def test_a_tenant_that_does_not_exist_gets_no_users(client: httpx.AsyncClient) -> None:
    for more in ({"json": person("bob")}, {"content": HEADER, "headers": CSV}):
        answer = await client.post("/_mock/tenants/4711/users", **more)
        assert slug(answer) == "not-found"


async def test_other_media_types_are_refused(client: httpx.AsyncClient) -> None:
    answer = await client.post("/_mock/tenants/100001/users", content="first_name")
    assert slug(answer) == "unsupported-media-type"
