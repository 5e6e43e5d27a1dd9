"""The contract as OpenAPI 3.1, built from the table of operations and the wire models.

`python -m api_client.openapi` writes `openapi.json` beside this file; a test compares the two.
"""

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from api_client.models import ProblemDetails
from api_client.operations import KEY_PATTERN, MAX_BODY_BYTES, OPERATIONS, Operation
from api_client.problems import Problem

OPENAPI_JSON = Path(__file__).with_name("openapi.json")
"""The committed description, which wheels carry too."""

CONTRACT_VERSION = "1.0.0"

RETRY_AFTER = frozenset({403, 409, 423, 429, 503})
"""The statuses whose answers say how many seconds to wait."""

_REFS = "#/components/schemas/{model}"

Json = dict[str, Any]


def openapi() -> Json:
    """The whole description."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Account activation",
            "version": CONTRACT_VERSION,
            "description": (
                "Activate an account with a personal link. The link's token goes into the "
                "Authorization header as `<account id>~<token>`, never into a URL. "
                f"Bodies over {MAX_BODY_BYTES} bytes are not read."
            ),
        },
        "paths": _paths(),
        "components": {
            "schemas": _schemas(),
            "securitySchemes": {
                "link": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "`<account id>~<token>`: both from the activation link.",
                }
            },
        },
    }


def dumped() -> str:
    """The description as the file has it."""
    return json.dumps(openapi(), indent=2, ensure_ascii=False) + "\n"


def _paths() -> Json:
    paths: Json = {}
    for operation in OPERATIONS.values():
        paths.setdefault(operation.path, {})[operation.method.lower()] = _operation(operation)
    return paths


def _operation(operation: Operation) -> Json:
    described: Json = {
        "operationId": operation.id,
        "summary": operation.summary,
        "responses": _responses(operation),
    }
    if operation.token:
        described["security"] = [{"link": []}]
    if operation.keyed:
        described["parameters"] = [
            {
                "name": "Idempotency-Key",
                "in": "header",
                "required": True,
                "description": "One for each body: new after an edit, the same on a retry.",
                "schema": {"type": "string", "pattern": KEY_PATTERN},
            }
        ]
    if operation.request is not None:
        described["requestBody"] = {"required": True, "content": _json(operation.request)}
    return described


def _responses(operation: Operation) -> Json:
    success: Json = {"description": "Success"}
    if operation.response is not None:
        success["content"] = _json(operation.response)
    by_status: dict[int, list[type[Problem]]] = {}
    for problem in operation.problems:
        assert problem.status is not None
        by_status.setdefault(problem.status, []).append(problem)
    return {str(operation.status): success} | {
        str(status): _refusal(status, by_status[status]) for status in sorted(by_status)
    }


def _refusal(status: int, problems: list[type[Problem]]) -> Json:
    meaning = "; ".join(f"`{problem.slug}`: {_said(problem)}" for problem in problems)
    refusal: Json = {
        "description": meaning,
        "content": _json(ProblemDetails, "application/problem+json"),
    }
    if status in RETRY_AFTER:
        refusal["headers"] = {
            "Retry-After": {
                "description": "Seconds to wait.",
                "schema": {"type": "integer", "minimum": 1},
            }
        }
    return refusal


def _said(problem: type[Problem]) -> str:
    return (problem.__doc__ or "").strip().splitlines()[0]


def _json(model: type[BaseModel], media_type: str = "application/json") -> Json:
    return {media_type: {"schema": {"$ref": _REFS.format(model=model.__name__)}}}


def _schemas() -> Json:
    models: dict[type[BaseModel], None] = {ProblemDetails: None}
    for operation in OPERATIONS.values():
        models |= dict.fromkeys(filter(None, (operation.request, operation.response)))
    _, definitions = models_json_schema(
        [(model, "validation") for model in models], ref_template=_REFS
    )
    schemas: Json = definitions["$defs"]
    return dict(sorted(schemas.items()))


if __name__ == "__main__":
    OPENAPI_JSON.write_text(dumped(), encoding="utf-8")
