"""A further description of the contract breaks nobody who was built to the one last released."""

import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from api_client.openapi import openapi
from tests.wire.breaking_changes import Json, breaking_changes, without_words

RELEASED: Json = json.loads(
    (Path(__file__).parent / "released" / "openapi.json").read_text(encoding="utf-8")
)
"""The description as the last release had it; a release replaces it (CONTRIBUTING.md)."""


def version(described: Json) -> tuple[int, ...]:
    return tuple(map(int, described["info"]["version"].split(".")))


def test_nothing_breaks_who_was_built_to_the_last_release_without_a_version_that_says_so() -> None:
    now = openapi()
    broken = breaking_changes(RELEASED, now)
    assert not broken or version(now)[0] > version(RELEASED)[0]
    changed = without_words(RELEASED) != without_words(now)
    assert not changed or version(now) > version(RELEASED), "a change that has no version"


def _schema(described: Json, name: str) -> Json:
    schema: Json = described["components"]["schemas"][name]
    return schema


def _commit(described: Json) -> Json:
    commit: Json = described["paths"]["/v1/activation"]["post"]
    return commit


def _member(name: str, member: str, **changes: object) -> Callable[[Json], Any]:
    return lambda d: _schema(d, name)["properties"][member].update(changes)


def _drop(name: str, member: str) -> Callable[[Json], Any]:
    return lambda d: _schema(d, name)["properties"].pop(member)


BREAKS: dict[str, tuple[Callable[[Json], Any], str]] = {
    "a call is gone": (lambda d: d["paths"].pop("/v1/activation/disown"), "POST /v1/activation/disown: gone"),
    "a method is gone": (lambda d: d["paths"]["/v1/activation"].pop("get"), "GET /v1/activation: gone"),
    "a proof is asked for": (lambda d: d["paths"]["/healthz"]["get"].update(security=[{"link": []}]), "GET /healthz: proved otherwise"),
    "a header is needed": (lambda d: _commit(d)["parameters"][1].update(required=True), "POST /v1/activation Accept-Language: required"),
    "a further header is needed": (lambda d: _commit(d)["parameters"].append({"name": "X", "in": "header", "required": True, "schema": {}}), "POST /v1/activation X: required"),
    "a key is narrower": (lambda d: _commit(d)["parameters"][0]["schema"].update(pattern="^x$"), "POST /v1/activation Idempotency-Key: pattern ^[A-Za-z0-9-]{1,64}$ became ^x$"),
    "a problem's status is gone": (lambda d: _commit(d)["responses"].pop("409"), "POST /v1/activation 409: gone"),
    "a further success": (lambda d: _commit(d)["responses"].update({"202": {}}), "POST /v1/activation 202: a further success"),
    "an answer's form": (lambda d: _commit(d)["responses"]["200"].update(content={"text/html": {}}), "POST /v1/activation 200 text/html: new"),
    "an answer's header": (lambda d: _commit(d)["responses"]["423"]["headers"].pop("Retry-After"), "POST /v1/activation 423 Retry-After: gone"),
    "a choice is needed": (lambda d: _schema(d, "Choices").update(required=["pin"]), "POST /v1/activation body.pin: required"),
    "a choice is taken no more": (_drop("Choices", "pin"), "POST /v1/activation body.pin: taken no more"),
    "a choice has fewer values": (_member("Choices", "workspace", enum=["web_browser"]), "POST /v1/activation body.workspace: takes fewer values"),
    "a choice is bounded": (_member("Choices", "password", maxLength=20), "POST /v1/activation body.password: maxLength None became 20"),
    "a choice is of another type": (_member("Choices", "pin", type="integer"), "POST /v1/activation body.pin: string became integer"),
    "a member is told no more": (_drop("Receipt", "login_url"), "POST /v1/activation 200.login_url: gone"),
    "a member may be absent": (lambda d: _schema(d, "Receipt")["required"].remove("receipt_id"), "POST /v1/activation 200.receipt_id: may be absent"),
    "a member may be null": (_member("Text", "en", type=["string", "null"]), "GET /v1/activation 200.security_questions[].text.en: string became null or string"),
    "a member is of another type": (_member("Rule", "max", anyOf=[{"type": "string"}, {"type": "null"}]), "GET /v1/activation 200.pin_policy.rules[].max: integer or null became null or string"),
    "a list has more": (_member("Activation", "security_questions", maxItems=500), "GET /v1/activation 200.security_questions: maxItems 250 became 500"),
    "a further step": (lambda d: _schema(d, "Activation")["properties"]["steps"]["items"]["x-extensible-enum"].append("photo"), "GET /v1/activation 200.steps[]: a step that an earlier client cannot draw"),
    "a time is written otherwise": (_member("Activation", "server_time", format="date"), "GET /v1/activation 200.server_time: format date-time became date"),
}  # fmt: skip

FITS: dict[str, Callable[[Json], Any]] = {
    "a further call": lambda d: d["paths"].update({"/v1/activation/photo": {"put": {"responses": {"204": {}}}}}),
    "a further header that nobody needs": lambda d: _commit(d)["parameters"].append({"name": "X", "in": "header", "schema": {}}),
    "a further problem": lambda d: _commit(d)["responses"].update({"451": {"content": {}}}),
    "a further member of an answer": lambda d: _schema(d, "Receipt")["properties"].update(hint={"type": "string"}),
    "a member that is always there now": lambda d: _schema(d, "Activation")["required"].append("renewed_by"),
    "a further value of an open list": lambda d: _schema(d, "Activation")["properties"]["renewed_by"]["x-extensible-enum"].append("nobody"),
    "a further choice that nobody needs": lambda d: _schema(d, "Choices")["properties"].update(photo={"type": "string"}),
    "a further value that is taken": lambda d: _schema(d, "Choices")["properties"]["workspace"]["enum"].append("phone"),
    "a shorter list": lambda d: _schema(d, "Activation")["properties"]["security_questions"].update(maxItems=9),
    "a member that is never null now": lambda d: _schema(d, "Activation")["properties"].update(expires_at={"type": "string", "format": "date-time"}),
}  # fmt: skip


@pytest.mark.parametrize("name", BREAKS)
def test_what_breaks_is_found(name: str) -> None:
    change, found = BREAKS[name]
    later = deepcopy(RELEASED)
    change(later)
    assert found in breaking_changes(RELEASED, later)
    assert without_words(later) != without_words(RELEASED)


@pytest.mark.parametrize("name", FITS)
def test_what_may_be_added_is_none(name: str) -> None:
    later = deepcopy(RELEASED)
    FITS[name](later)
    assert breaking_changes(RELEASED, later) == []
    assert without_words(later) != without_words(RELEASED), "it needs a version of its own"


def test_words_may_change_without_a_version() -> None:
    later = deepcopy(RELEASED)
    later["info"]["description"] = _commit(later)["summary"] = "Said better."
    _schema(later, "Receipt")["properties"]["login_url"]["description"] = "Where to sign in."
    assert without_words(later) == without_words(RELEASED)
    assert (
        "title" in without_words(RELEASED)["components"]["schemas"]["ProblemDetails"]["properties"]
    )
