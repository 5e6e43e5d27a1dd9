"""Testers' calls are described beside the contract, under a tag of their own."""

import ast
import inspect
from typing import Any

import httpx
import pytest

from api_client.openapi import openapi
from mock_server.admin.description import QUERY, TAG
from mock_server.admin.routes import ADMIN, CALLS


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


async def test_the_contract_in_it_is_the_contract(described: Any) -> None:
    for path, operations in openapi()["paths"].items():
        for method, operation in operations.items():
            found = dict(described["paths"][path][method])
            assert found.pop("tags") == ["contract"]
            assert found == operation


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
