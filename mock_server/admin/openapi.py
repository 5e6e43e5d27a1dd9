"""Testers' calls as OpenAPI 3.1: the contract's own description, and these under a tag of their own."""

import re
from collections.abc import Iterable
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import models_json_schema

from api_client.openapi import openapi
from api_client.openapi_examples import Json
from mock_server.admin.accounts import MOST_ACCOUNTS
from mock_server.admin.endpoint import AdminCall
from mock_server.admin.error_texts import RECORDED
from mock_server.admin.orders import MAX_PACE
from mock_server.admin.request import MAX_WAIT

TAG = "testers"

QUERY: dict[str, tuple[str, dict[str, Any]]] = {
    "account": (
        "An account: its id, or `<scenario>:<token>` for a magic one.",
        {"type": "string", "pattern": r"^(\d{1,19}|[a-z0-9.-]+:[0-9a-fA-F]{32})$"},
    ),
    "limit": ("No more than so many, the newest.", {"type": "integer", "minimum": 1}),
    "most": (
        "No more than so many.",
        {"type": "integer", "minimum": 0, "maximum": MOST_ACCOUNTS},
    ),
    "operation": (
        "An operation of the contract, or what else a call is for.",
        {"type": "string", "enum": list(RECORDED)},
    ),
    "pace": (
        "Seconds for which the tenant stays in each state.",
        {"type": "number", "minimum": 0, "maximum": MAX_PACE},
    ),
    "prefix": (
        "How all tokens of one tester begin.",
        {"type": "string", "pattern": "^[0-9a-fA-F]{8}$"},
    ),
    "since": ("What came after this number.", {"type": "integer", "minimum": 0}),
    "status": (
        "The HTTP status of the answer.",
        {"type": "integer", "minimum": 100, "maximum": 599},
    ),
    "to": (
        "The recipient's address, however its letters are written.",
        {"type": "string", "minLength": 1},
    ),
    "wait": (
        "Seconds to wait until there is something to tell.",
        {"type": "number", "minimum": 0, "maximum": MAX_WAIT},
    ),
}
"""What each parameter of a query means, and its schema."""

_REFS = "#/components/schemas/{model}"
_PROBLEM = {"$ref": "#/components/schemas/ProblemDetails"}


TEXT: Json = {"type": "string"}
PLAIN: dict[str, Json] = {"application/octet-stream": {"type": "string", "format": "binary"}}
"""Schemas of answers that are neither JSON nor text."""

AnswerSchemas = dict[tuple[str, str, int], Json]
"""The schema of a JSON answer, by the call's method and path, and the status."""


def described(calls: Iterable[AdminCall], below: str) -> Json:
    """The description of the contract and of testers' calls, whose paths are below `below`."""
    whole, calls = openapi(), list(calls)
    answers, schemas = _answers(calls)
    for call in calls:
        at = whole["paths"].setdefault(f"{below}/{call.path}", {})
        at[call.method.lower()] = _operation(call, answers)
    bodies = {call.body: None for call in calls if call.body is not None}
    _, definitions = models_json_schema(
        [(body, "validation") for body in bodies], ref_template=_REFS
    )
    # What the contract names too is as the contract says.
    whole["components"]["schemas"] = schemas | definitions["$defs"] | whole["components"]["schemas"]
    whole["components"]["securitySchemes"]["key"] = {
        "type": "apiKey",
        "in": "header",
        "name": "X-Admin-Key",
        "description": "Only where the server was given a key.",
    }
    whole["tags"].append({"name": TAG, "description": "What testers ask of the mock server."})
    return whole


def _answers(calls: list[AdminCall]) -> tuple[AnswerSchemas, Json]:
    """The schemas of all JSON answers, and of the models that these refer to."""
    told: dict[tuple[str, str, int], TypeAdapter[Any]] = {
        (call.method, call.path, status): TypeAdapter(kind)
        for call in calls
        for status, kind in call.told().items()
        if kind is not None
    }
    found, definitions = TypeAdapter.json_schemas(
        [(answer, "serialization", kind) for answer, kind in told.items()], ref_template=_REFS
    )
    return {answer: found[answer, "serialization"] for answer in told}, definitions["$defs"]


def _operation(call: AdminCall, answers: AnswerSchemas) -> Json:
    summary = (call.answer.__doc__ or "").strip().splitlines()[0]
    operation: Json = {
        "tags": [TAG],
        "operationId": operation_id(call),
        "summary": summary,
        "description": " ".join((call.answer.__doc__ or "").split()),
        "security": [{}, {"key": []}],
        "responses": {
            **_successes(call, answers),
            "4XX": {
                "description": "A problem: what was wrong with the call.",
                "content": {"application/problem+json": {"schema": _PROBLEM}},
            },
            "5XX": {
                "description": "A problem: the server failed.",
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


def operation_id(call: AdminCall) -> str:
    """What generated clients name a call: `list_mails`, `get_mail`, `lock_account`, `move_clock`."""
    name = call.answer.__name__
    if "_" in name:
        return name
    words = [each for each in re.split(r"/|\.", call.path) if not each.startswith("{")]
    if words[0] == "accounts" and len(words) == 2:
        return f"{words[1]}_account"
    if call.method == "POST":
        return name if call.path == name else f"add_{name}"
    if call.method == "GET" and call.path == words[0] and name.endswith("s"):
        return f"list_{name}"
    verb = {"GET": "get", "PUT": "change"}.get(call.method, call.method.lower())
    return "_".join([verb, *(each.removesuffix("s") for each in words)])


def _successes(call: AdminCall, answers: AnswerSchemas) -> Json:
    """What is answered, by status."""
    plain: Json = {kind: {"schema": PLAIN.get(kind, TEXT)} for kind in call.gives}
    told = call.told() or {call.status: None}
    return {
        str(status): _success(answers.get((call.method, call.path, status)), plain)
        for status in told
    }


def _success(schema: Json | None, plain: Json) -> Json:
    content = ({"application/json": {"schema": schema}} if schema else {}) | plain
    return {"description": "Success", "content": content} if content else {"description": "Done."}


def _in_path(name: str) -> Json:
    return {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}


def _in_query(name: str) -> Json:
    text, schema = QUERY[name]
    return {"name": name, "in": "query", "description": text, "schema": schema}
