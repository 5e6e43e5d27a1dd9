"""Whether a call keeps to the contract, whatever it is answered.

The server is lenient where it can understand a call all the same, and by the order of judgement a
dead link is told before a body is read. The journal is not: it notes all that is off the contract,
and a strict server refuses it.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from starlette.datastructures import Headers

from api_client.models import Choices, Request
from api_client.operations import KEY_PATTERN, Operation
from api_client.problems import (
    LinkMalformed,
    Problem,
    RequestInvalid,
    TooLarge,
    Unauthorized,
    UnsupportedMediaType,
)
from mock_server.accounts.bearer import read_bearer
from mock_server.accounts.models import Record
from mock_server.api.credential_checks import judge_form
from mock_server.api.request_body import invalid, parse, parse_json

_EXACT_TOKEN = re.compile(r"[0-9a-f]{32}")
_KEY = re.compile(KEY_PATTERN)
_JSON_TYPE = re.compile(r'application/json(\s*;\s*charset\s*=\s*"?utf-8"?)?', re.IGNORECASE)
_ACCEPTABLE = {"*/*", "application/*", "application/json"}


class Violation(NamedTuple):
    """What is wrong with a header or a member of the body: its name and the rule it breaks."""

    field: str
    rule: str


_OWN_PROBLEM: dict[Violation, type[Problem]] = {
    Violation("Authorization", "required"): Unauthorized,
    Violation("Authorization", "invalid"): LinkMalformed,
    Violation("body", "too-large"): TooLarge,
    Violation("Content-Type", "invalid"): UnsupportedMediaType,
}
"""What the contract has a problem of its own for; the rest is `request-invalid`."""


def refusal(violations: Iterable[Violation], language: str) -> Problem:
    """What a strict server answers: the problem of the first violation, with all in its errors."""
    found = list(violations)
    kind = _OWN_PROBLEM.get(found[0], RequestInvalid)
    return kind(errors=invalid(found, language).errors)


def head_violations(operation: Operation, headers: Headers, query: bytes) -> list[Violation]:
    """What in the request line and the headers is off the contract. No answer depends on it."""
    if not operation.token:
        return []
    found = [*_token_violations(headers), *_key_violations(operation, headers)]
    if query:
        # Whatever it is, a token in a URL would be in every proxy's log.
        found.append(Violation("query", "unexpected"))
    if "cookie" in headers:
        found.append(Violation("Cookie", "unexpected"))
    accepted = {part.partition(";")[0].strip().lower() for part in _values(headers, "accept")}
    if accepted and not accepted & _ACCEPTABLE:
        found.append(Violation("Accept", "invalid"))
    return found


def body_violations(operation: Operation, headers: Headers, raw: bytes | None) -> list[Violation]:
    """What in the body is off the contract, as far as that can be said without the account."""
    if operation.request is None:
        return [] if raw == b"" else [Violation("body", "unexpected")]
    if raw is None:
        return [Violation("body", "too-large")]
    media_type = headers.get("content-type", "")
    assert issubclass(operation.request, Request)
    found = []
    if not _JSON_TYPE.fullmatch(media_type.strip()):
        found.append(Violation("Content-Type", "invalid"))
    try:
        parse(operation.request, parse_json(raw, "application/json", "en"), "en")
    except RequestInvalid as problem:
        found += [Violation(error.field, error.rule) for error in problem.errors]
    return found


def form_violations(operation: Operation, record: Record, raw: bytes | None) -> list[Violation]:
    """Which members are missing or do not belong, given the steps of the account."""
    if operation.request is not Choices:
        return []
    try:
        choices = parse(Choices, parse_json(raw, "application/json", "en"), "en")
        judge_form(record, choices, "en", whole=operation.keyed)
    except RequestInvalid as problem:
        return [Violation(error.field, error.rule) for error in problem.errors]
    except Problem:
        # Too large: noted already, and nothing more can be said of it.
        return []
    return []


def _token_violations(headers: Headers) -> list[Violation]:
    sent = headers.getlist("authorization")
    if len(sent) > 1:
        return [Violation("Authorization", "duplicate")]
    try:
        read_bearer(sent[0] if sent else None)
    except Unauthorized:
        return [Violation("Authorization", "required")]
    except LinkMalformed:
        return [Violation("Authorization", "invalid")]
    # Read in any case, but a link's token is lower-cased by whoever reads the link.
    exact = _EXACT_TOKEN.fullmatch(sent[0].strip().rpartition("~")[2])
    return [] if exact else [Violation("Authorization", "lower-case")]


def _key_violations(operation: Operation, headers: Headers) -> list[Violation]:
    sent = headers.getlist("idempotency-key")
    if not operation.keyed:
        return [Violation("Idempotency-Key", "unexpected")] if sent else []
    if not sent:
        return [Violation("Idempotency-Key", "required")]
    if len(sent) > 1:
        return [Violation("Idempotency-Key", "duplicate")]
    return [] if _KEY.fullmatch(sent[0]) else [Violation("Idempotency-Key", "invalid")]


def _values(headers: Headers, name: str) -> list[str]:
    return [part for value in headers.getlist(name) for part in value.split(",") if part.strip()]
