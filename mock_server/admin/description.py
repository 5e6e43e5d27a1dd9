"""Testers' calls as OpenAPI 3.1: the contract's own description, and these under a tag of their own."""

import re
from collections.abc import Iterable
from typing import Any

from pydantic.json_schema import models_json_schema

from api_client.openapi import openapi
from mock_server.admin.calls import AdminCall

TAG = "testers"
CONTRACT_TAG = "contract"

QUERY: dict[str, tuple[str, dict[str, Any]]] = {
    "account": (
        "An account: its id, or `<scenario>:<token>` for a magic one.",
        {"type": "string"},
    ),
    "most": ("No more than so many.", {"type": "integer", "minimum": 0}),
    "operation": ("An operation of the contract, or another call's.", {"type": "string"}),
    "prefix": (
        "How all tokens of one tester begin.",
        {"type": "string", "pattern": "^[0-9a-fA-F]{8}$"},
    ),
    "since": ("What came after this number.", {"type": "integer", "minimum": 0}),
    "status": ("The HTTP status of the answer.", {"type": "integer"}),
    "to": ("The recipient's address.", {"type": "string"}),
    "wait": (
        "Seconds to wait until there is something to tell.",
        {"type": "number", "minimum": 0, "maximum": 30},
    ),
}
"""What each parameter of a query means, and its schema."""

_REFS = "#/components/schemas/{model}"
_PROBLEM = {"$ref": "#/components/schemas/ProblemDetails"}

Json = dict[str, Any]


def described(calls: Iterable[AdminCall], below: str) -> Json:
    """The description of the contract and of testers' calls, whose paths are below `below`."""
    whole, calls = openapi(), list(calls)
    for path in whole["paths"].values():
        for operation in path.values():
            operation["tags"] = [CONTRACT_TAG]
    for call in calls:
        at = whole["paths"].setdefault(f"{below}/{call.path}", {})
        at[call.method.lower()] = _operation(call)
    bodies = {call.body: None for call in calls if call.body is not None}
    _, definitions = models_json_schema(
        [(body, "validation") for body in bodies], ref_template=_REFS
    )
    whole["components"]["schemas"] |= definitions["$defs"]
    whole["components"]["securitySchemes"]["key"] = {
        "type": "apiKey",
        "in": "header",
        "name": "X-Admin-Key",
        "description": "Only where the server was given a key.",
    }
    whole["tags"] = [
        {"name": CONTRACT_TAG, "description": "What a client of the service asks."},
        {"name": TAG, "description": "What testers ask of the mock server."},
    ]
    return whole


def _operation(call: AdminCall) -> Json:
    operation: Json = {
        "tags": [TAG],
        "operationId": f"{call.answer.__module__.rpartition('.')[2]}.{call.answer.__name__}",
        "summary": (call.answer.__doc__ or "").strip().splitlines()[0],
        "security": [{}, {"key": []}],
        "responses": {
            str(call.status): _success(call),
            "default": {
                "description": "A problem: what was wrong with the call.",
                "content": {"application/problem+json": {"schema": _PROBLEM}},
            },
        },
    }
    parameters = [*map(_in_path, re.findall(r"\{(\w+)\}", call.path)), *map(_in_query, call.query)]
    if parameters:
        operation["parameters"] = parameters
    if call.body is not None:
        schema = {"$ref": _REFS.format(model=call.body.__name__)}
        content: Json = {"application/json": {"schema": schema}}
        content |= {kind: {"schema": {"type": "string"}} for kind in call.reads}
        operation["requestBody"] = {"required": True, "content": content}
    return operation


def _success(call: AdminCall) -> Json:
    if call.status == 204:
        return {"description": "Done."}
    schema = {} if call.gives == "application/json" else {"type": "string"}
    return {"description": "Success", "content": {call.gives: {"schema": schema}}}


def _in_path(name: str) -> Json:
    return {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}


def _in_query(name: str) -> Json:
    text, schema = QUERY[name]
    return {"name": name, "in": "query", "description": text, "schema": schema}
