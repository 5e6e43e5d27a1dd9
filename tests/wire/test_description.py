"""Testers' calls are described beside the contract, under a tag of their own."""

import ast
import inspect
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from hypothesis import settings

from api_client.openapi import openapi
from mock_server.admin.openapi import QUERY, TAG
from mock_server.admin.routes import ADMIN, CALLS
from mock_server.provisioning.demo import DEMO_MAIN_USER
from mock_server.server import RunningMock

if TYPE_CHECKING:
    import schemathesis


@pytest.fixture
async def described(client: httpx.AsyncClient) -> Any:
    return (await client.get("/_mock/openapi.json")).json()


async def test_every_call_is_described_under_the_testers_tag(described: Any) -> None:
    for call in CALLS:
        operation = described["paths"][f"{ADMIN}/{call.path}"][call.method.lower()]
        assert operation["tags"] == [TAG]
        assert operation["summary"].endswith((".", ":", "?", "!")) or "." in operation["summary"]
        assert str(call.status) in operation["responses"]
    assert TAG in [tag["name"] for tag in described["tags"]]
    names = [each["operationId"] for path in described["paths"].values() for each in path.values()]
    assert len(names) == len(set(names))
    assert {"list_mails", "get_mail", "add_order", "lock_account", "move_clock"} <= set(names)
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)*", name) for name in names)


async def test_the_contract_in_it_is_the_contract(described: Any) -> None:
    for path, operations in openapi()["paths"].items():
        for method, operation in operations.items():
            assert described["paths"][path][method] == operation


async def test_every_answer_has_a_schema_and_what_the_contract_names_stays_as_it_is(
    described: Any,
) -> None:
    for call in CALLS:
        operation = described["paths"][f"{ADMIN}/{call.path}"][call.method.lower()]
        answers = {
            code: each for code, each in operation["responses"].items() if not code.endswith("XX")
        }
        assert answers
        for code, answer in answers.items():
            content = answer.get("content", {})
            assert bool(content) == (code != "204"), call
            for media_type, described_as in content.items():
                assert described_as["schema"], (call, media_type)
    known = openapi()["components"]["schemas"]
    assert known.items() <= described["components"]["schemas"].items()


async def test_a_mail_is_bytes_where_these_alone_are_asked_for(client: httpx.AsyncClient) -> None:
    for asked, given in (
        ("*/*", "message/rfc822"),
        ("application/octet-stream", "application/octet-stream"),
        ("text/html,message/rfc822", "message/rfc822"),
    ):
        answer = await client.get("/_mock/mails/1.eml", headers={"Accept": asked})
        assert (answer.status_code, answer.headers["content-type"]) == (200, given)


def test_every_reference_leads_somewhere(described: Any) -> None:
    schemas = described["components"]["schemas"]

    def walk(value: Any) -> None:
        if isinstance(value, dict):
            if "$ref" in value:
                assert value["$ref"].rpartition("/")[2] in schemas
            for each in value.values():
                walk(each)
        elif isinstance(value, list):
            for each in value:
                walk(each)

    walk(described)


def asked_for(function: object) -> set[str]:
    """The parameters of the query that an answer reads itself."""
    tree = ast.parse(inspect.getsource(function).strip())  # type: ignore[arg-type]
    return {
        call.args[0].value
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)
        if call.func.attr in ("query", "number") and isinstance(call.args[0], ast.Constant)
        if isinstance(call.args[0].value, str)
    }


@pytest.mark.parametrize("call", CALLS, ids=lambda call: f"{call.method} {call.path}")
def test_what_a_call_reads_is_described(call: Any) -> None:
    assert asked_for(call.answer) <= set(call.query)
    assert set(call.query) <= set(QUERY)


# What fits a schema can still name what is not there, and an order has to fit together.
UNFIT = ("positive_data_acceptance",)


@pytest.fixture
def testers() -> Iterator["schemathesis.BaseSchema"]:
    """The description of a server of its own, since whatever is asked of it is done."""
    import schemathesis

    with RunningMock() as running:
        whole = schemathesis.openapi.from_url(f"{running.origin}{ADMIN}/openapi.json")
        yield whole.include(path_regex=f"^{ADMIN}/").include(tag=TAG)


def test_testers_calls_keep_to_their_description(request: pytest.FixtureRequest) -> None:
    # Imported here, since every worker collects this file and one runs the test.
    import schemathesis
    from schemathesis.checks import CHECKS

    @schemathesis.pytest.from_fixture("testers").parametrize()
    @settings(max_examples=4)
    def kept(case: schemathesis.Case[Any]) -> None:
        for waits in ("wait", "pace"):
            case.query.pop(waits, None)
        known = {"id": "1" if "mails" in case.path else "100001", "name": DEMO_MAIN_USER}
        case.path_parameters = {name: known[name] for name in case.path_parameters}
        case.call_and_validate(
            excluded_checks=CHECKS.get_by_names(UNFIT),  # type: ignore[arg-type]  # as it documents
        )

    kept(request=request)
