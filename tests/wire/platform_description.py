"""What the platform's description says of a request and its answer.

The public operations are judged by the vendor's own description, kept beside the project and not a
part of it. The internal ones are in no description that is kept: the tables here say what the one of
2018 says of them, as far as an activation needs it.
"""

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qs

import jsonschema_rs
import pytest
import yaml

from tests.checkout import ROOT

FILE = ROOT.parent / "shared" / "data" / "ringcentral-openapi-excerpt.yml"

needed = pytest.mark.skipif(
    not FILE.exists(), reason="the platform's description is not kept beside this checkout"
)

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string"}
_ID: Schema = {"type": ["string", "integer"]}
_QUESTION: Schema = {
    "type": "object",
    "required": ["id", "questionText"],
    "properties": {
        "uri": _TEXT,
        "id": _ID,
        "questionType": {"type": "integer"},
        "languageId": _ID,
        "questionText": _TEXT,
        "showInSignUp": {"type": "boolean"},
    },
}
_CREDENTIALS: Schema = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "password": _TEXT,
        "ivrPin": _TEXT,
        "secretQuestion": {
            "type": "object",
            "additionalProperties": False,
            "required": ["id", "answer"],
            "properties": {"id": _ID, "uri": _TEXT, "answer": _TEXT},
        },
    },
}
_CHOSEN: Schema = {"type": "object", "properties": {"secretQuestion": _QUESTION}}
_PERMISSION: Schema = {
    "type": "object",
    "properties": {"uri": _TEXT, "successful": {"type": "boolean"}, "details": {"type": "object"}},
}
_QUESTIONS: Schema = {
    "type": "object",
    "required": ["records"],
    "properties": {"records": {"type": "array", "items": _QUESTION}},
}
_EXTENSION = "/restapi/v1.0/account/{accountId}/extension/{extensionId}"


def _operation(request: Schema | None, answer: Schema | None, *query: str) -> Schema:
    return {
        "parameters": [{"in": "query", "name": name, "schema": {}} for name in query],
        **({} if request is None else {"requestBody": _content(request)}),
        "responses": {"200": {} if answer is None else _content(answer)},
    }


def _content(schema: Schema) -> Schema:
    return {"content": {"application/json": {"schema": schema}}}


INTERNAL: Schema = {
    # Public, and in the description of 2026-08-13, but not in the part of it that is kept.
    f"{_EXTENSION}/authz-profile/check": {
        "get": _operation(None, _PERMISSION, "permissionId", "targetExtensionId")
    },
    "/restapi/v1.0/dictionary/secret-question": {
        "get": _operation(None, _QUESTIONS, "signupOnly", "page", "perPage")
    },
    f"{_EXTENSION}/credentials": {
        "get": _operation(None, _CHOSEN),
        "put": _operation(_CREDENTIALS, _CHOSEN),
    },
    f"{_EXTENSION}/credentials/validate": {"post": _operation(_CREDENTIALS, None)},
}

ERROR: Schema = {
    "anyOf": [
        {"$ref": "#/components/schemas/ParameterizedErrorResponseModel"},
        {"type": "object", "required": ["errorCode", "message"]},  # of older services
    ]
}


@lru_cache(maxsize=1)
def description() -> Schema:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # written in C, where there is one
    content = yaml.load(FILE.read_text("utf-8"), loader)
    plain: Schema = json.loads(json.dumps(content, default=str))  # without YAML's dates
    return plain


@lru_cache(maxsize=1)
def _paths() -> list[tuple[re.Pattern[str], Schema]]:
    return [
        (re.compile(re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(path))), operations)
        for path, operations in {**description()["paths"], **INTERNAL}.items()
    ]


def found_operation(method: str, path: str) -> Schema | None:
    """The operation as it is described; None if there is none."""
    for pattern, operations in _paths():
        if pattern.fullmatch(path):
            operation: Schema | None = operations.get(method.lower())
            return operation
    return None


def violations(
    method: str, path: str, query: str, request: tuple[str, bytes], status: int, answer: bytes
) -> Iterator[str]:
    """What of an exchange is not as it is described; `request` is its media type and body."""
    operation = found_operation(method, path)
    if operation is None:
        yield f"{method} {path} is not described"
        return
    known = {each["name"] for each in map(_resolved, operation.get("parameters", ()))}
    yield from (f"parameter {name}" for name in parse_qs(query) if name not in known)
    media_type, body = request
    content = operation.get("requestBody", {}).get("content", {})
    if body and media_type not in content:
        yield f"media type {media_type!r}"
    elif body:
        schema = content[media_type]["schema"]
        sent = json.loads(body) if media_type == "application/json" else _form(body)
        yield from _errors(schema, sent)
        yield from (f"member {name}" for name in sent if name not in _members(schema))
    if status >= 400:
        yield from _errors(ERROR, json.loads(answer))
    else:
        told = _resolved(operation["responses"][str(status)]).get("content", {})
        if told:
            yield from _errors(told["application/json"]["schema"], json.loads(answer))
        elif answer:
            yield "an answer where none is described"


def _form(body: bytes) -> Schema:
    return {name: values[0] for name, values in parse_qs(body.decode()).items()}


def _errors(schema: Schema, value: object) -> Iterator[str]:
    for error in _validator(json.dumps(schema)).iter_errors(value):
        yield f"{'/'.join(map(str, error.instance_path))}: {error.message}"


@lru_cache(maxsize=64)
def _validator(schema: str) -> Any:
    whole = {**json.loads(schema), "components": description()["components"]}
    return jsonschema_rs.Draft4Validator(whole)


def _resolved(part: Schema) -> Schema:
    while "$ref" in part:
        found = description()
        for name in part["$ref"].removeprefix("#/").split("/"):
            found = found[name]
        part = found
    return part


def _members(schema: Schema) -> set[str]:
    """Every member that a schema knows, wherever it is put together from."""
    schema = _resolved(schema)
    found = set(schema.get("properties", ()))
    for part in (*schema.get("allOf", ()), *schema.get("anyOf", ()), *schema.get("oneOf", ())):
        found |= _members(part)
    return found
