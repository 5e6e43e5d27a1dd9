"""The head of a call, read once: whose link it shows, and what in it is off the contract."""

import re
from dataclasses import dataclass

from starlette.datastructures import Headers

from api_client.operations import KEY_PATTERN, Operation
from api_client.problems import LinkMalformed, Problem, Unauthorized
from mock_server.accounts.authorization_header import Bearer, read_bearer
from mock_server.api.request_body import Violation
from mock_server.scenarios.magic_links import MagicName, read_name

_EXACT_TOKEN = re.compile(r"[0-9a-f]{32}")
_KEY = re.compile(KEY_PATTERN)
_ACCEPTABLE = {"*/*", "application/*", "application/json"}


@dataclass(frozen=True, slots=True)
class RequestHead:
    """What the head of a call says.

    `unproven` is the problem of a call without a bearer, `magic` what the bearer's account id says
    if it is a magic link's. `key` is the first Idempotency-Key, whatever it is like. No answer of a
    lenient server depends on the `violations`.
    """

    bearer: Bearer | None
    unproven: type[Problem] | None
    magic: MagicName | None
    key: str | None
    violations: tuple[Violation, ...]

    @property
    def valid_key(self) -> str | None:
        """The Idempotency-Key, if it is one."""
        return self.key if self.key is not None and _KEY.fullmatch(self.key) else None


def read_head(operation: Operation | None, headers: Headers, query: bytes) -> RequestHead:
    """The head of a call to an operation, or to what is none of the contract's."""
    shown, keys = headers.getlist("authorization"), headers.getlist("idempotency-key")
    bearer: Bearer | None = None
    unproven: type[Problem] | None = None
    try:
        bearer = read_bearer(shown[0] if shown else None)
    except (Unauthorized, LinkMalformed) as problem:
        unproven = type(problem)
    found: list[Violation] = []
    if operation is not None and operation.token:
        found = [
            *_token_violations(shown, unproven),
            *_key_violations(operation, keys),
            *_other_violations(headers, query),
        ]
    return RequestHead(
        bearer=bearer,
        unproven=unproven,
        magic=None if bearer is None else read_name(bearer.account_id),
        key=keys[0] if keys else None,
        violations=tuple(found),
    )


def _token_violations(shown: list[str], unproven: type[Problem] | None) -> list[Violation]:
    if len(shown) > 1:
        return [Violation("Authorization", "duplicate")]
    if unproven is not None:
        rule = "required" if unproven is Unauthorized else "invalid"
        return [Violation("Authorization", rule)]
    # Read in any case, but a link's token is lower-cased by whoever reads the link.
    exact = _EXACT_TOKEN.fullmatch(shown[0].strip().rpartition("~")[2])
    return [] if exact else [Violation("Authorization", "lower-case")]


def _key_violations(operation: Operation, keys: list[str]) -> list[Violation]:
    if not operation.keyed:
        return [Violation("Idempotency-Key", "unexpected")] if keys else []
    if not keys:
        return [Violation("Idempotency-Key", "required")]
    if len(keys) > 1:
        return [Violation("Idempotency-Key", "duplicate")]
    return [] if _KEY.fullmatch(keys[0]) else [Violation("Idempotency-Key", "invalid")]


def _other_violations(headers: Headers, query: bytes) -> list[Violation]:
    found = []
    if query:
        # Whatever it is, a token in a URL would be in every proxy's log.
        found.append(Violation("query", "unexpected"))
    if "cookie" in headers:
        found.append(Violation("Cookie", "unexpected"))
    accepted = {part.partition(";")[0].strip().lower() for part in _values(headers, "accept")}
    if accepted and not accepted & _ACCEPTABLE:
        found.append(Violation("Accept", "invalid"))
    return found


def _values(headers: Headers, name: str) -> list[str]:
    return [part for value in headers.getlist(name) for part in value.split(",") if part.strip()]
