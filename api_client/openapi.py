"""The contract as OpenAPI 3.1, built from the table of operations and the wire models.

`python -m api_client.openapi` writes `openapi.json` beside this file; a test compares the two.
"""

import json
from pathlib import Path

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from api_client.models import ProblemDetails
from api_client.openapi_examples import ANSWERS, REQUESTS, Json
from api_client.operations import KEY_PATTERN, MAX_BODY_BYTES, OPERATIONS, Operation
from api_client.problems import Problem

OPENAPI_JSON = Path(__file__).with_name("openapi.json")
"""The committed description, which wheels carry too."""

CONTRACT_VERSION = "1.0.0"

RETRY_AFTER = frozenset({403, 409, 423, 429, 503})
"""The statuses whose answers say how many seconds to wait."""

_REFS = "#/components/schemas/{model}"

SERVERS: tuple[Json, ...] = (
    {"url": "/", "description": "The server that hands this description out."},
    {
        "url": "http://127.0.0.1:8025",
        "description": "The mock server on this machine, `unify-mock serve`.",
    },
)

TAGS: dict[str, str] = {
    "activation": "What the holder of a link asks.",
    "service": "What anybody may ask.",
}

NO_STORE: Json = {
    "description": "Nobody may keep the answer.",
    "schema": {"type": "string", "const": "no-store"},
}
CONTENT_LANGUAGE: Json = {
    "description": "The language of `title` and `detail`.",
    "schema": {"type": "string"},
}
CHALLENGE: Json = {
    "description": "How to prove a link.",
    "schema": {"type": "string", "examples": ["Bearer"]},
}
WAIT: Json = {"description": "Seconds to wait.", "schema": {"type": "integer", "minimum": 1}}

LANGUAGE: Json = {
    "name": "Accept-Language",
    "in": "header",
    "required": False,
    "description": "The language of texts for people: German where it is preferred, else English.",
    "schema": {"type": "string"},
    "example": "de-DE,de;q=0.9",
}

DESCRIPTION = (
    "Activate an account with a personal link. The link's token goes into the Authorization "
    "header as `<account id>~<token>`, never into a URL. "
    f"Bodies over {MAX_BODY_BYTES} bytes are refused (413). A member of a request that may be left "
    "out is left out, and never null; of an answer it may be either. Every path may also be answered "
    "404 `/problems/not-found` or 405 `/problems/method-not-allowed`, the latter with `Allow`. "
    "Enumerations of answers (`x-extensible-enum`) are open: a later server "
    "may have further values, and each says how a client reads them. Members of answers that a "
    "client does not know are ignored. A refusal is a problem as in RFC 9457; the last segment "
    "of its `type` is all that a client may branch on."
)


def openapi() -> Json:
    """The whole description."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Account activation",
            "version": CONTRACT_VERSION,
            "description": DESCRIPTION,
            "contact": {"name": "the unify-activate contributors"},
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": list(SERVERS),
        "tags": [{"name": name, "description": text} for name, text in TAGS.items()],
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
        "tags": ["activation" if operation.token else "service"],
        "operationId": operation.id,
        "summary": operation.summary,
        "description": operation.description,
        "security": [{"link": []}] if operation.token else [],
        "parameters": [LANGUAGE],
        "responses": _responses(operation),
    }
    if operation.keyed:
        described["parameters"] = [
            {
                "name": "Idempotency-Key",
                "in": "header",
                "required": True,
                "description": "One for each body: new after an edit, the same on a retry.",
                "schema": {"type": "string", "pattern": KEY_PATTERN},
                "example": "1f0c2d1e-8d0f-4c5a-9d5b-1b7e2f3a4c5d",
            },
            LANGUAGE,
        ]
    if operation.request is not None:
        described["requestBody"] = {
            "required": True,
            "content": _json(operation.request, REQUESTS[operation.id]),
        }
    return described


def _responses(operation: Operation) -> Json:
    success: Json = {"description": "Success", "headers": {"Cache-Control": NO_STORE}}
    if operation.response is not None:
        success["content"] = _json(operation.response, ANSWERS[operation.id])
    by_status: dict[int, list[type[Problem]]] = {}
    for problem in operation.problems:
        assert problem.status is not None
        by_status.setdefault(problem.status, []).append(problem)
    return {str(operation.status): success} | {
        str(status): _refusal(status, by_status[status]) for status in sorted(by_status)
    }


def _refusal(status: int, problems: list[type[Problem]]) -> Json:
    meaning = "; ".join(f"`{problem.slug}`: {_said(problem)}" for problem in problems)
    headers: Json = {"Cache-Control": NO_STORE, "Content-Language": CONTENT_LANGUAGE}
    if status in RETRY_AFTER:
        headers["Retry-After"] = WAIT
    if status == 401:
        headers["WWW-Authenticate"] = CHALLENGE
    schema = {"$ref": _REFS.format(model=ProblemDetails.__name__)}
    examples = {problem.slug: {"value": _example(problem)} for problem in problems}
    return {
        "description": meaning,
        "headers": headers,
        "content": {"application/problem+json": {"schema": schema, "examples": examples}},
    }


def _example(problem: type[Problem]) -> Json:
    return {
        "type": f"/problems/{problem.slug}",
        "title": problem.slug.replace("-", " ").capitalize(),
        "status": problem.status,
        "detail": _said(problem),
    }


def _said(problem: type[Problem]) -> str:
    return (problem.__doc__ or "").strip().splitlines()[0]


def _json(model: type[BaseModel], example: Json) -> Json:
    schema = {"$ref": _REFS.format(model=model.__name__)}
    return {"application/json": {"schema": schema, "example": example}}


def _schemas() -> Json:
    models: dict[type[BaseModel], None] = {ProblemDetails: None}
    for operation in OPERATIONS.values():
        models |= dict.fromkeys(filter(None, (operation.request, operation.response)))
    _, definitions = models_json_schema(
        [(model, "validation") for model in models], ref_template=_REFS
    )
    schemas: Json = definitions["$defs"]
    slugs = dict.fromkeys(each.slug for one in OPERATIONS.values() for each in one.problems)
    schemas[ProblemDetails.__name__]["properties"]["type"] |= {
        "description": "`/problems/<slug>`, also `/problems/not-found` and "
        "`/problems/method-not-allowed`; any other is read by its status.",
        "x-extensible-enum": [f"/problems/{slug}" for slug in slugs],
    }
    return dict(sorted(schemas.items()))


if __name__ == "__main__":
    OPENAPI_JSON.write_text(dumped(), encoding="utf-8")
