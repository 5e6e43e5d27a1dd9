"""The calls that every server is asked, as they go over the wire, and the stubs that answer them."""

import json
import secrets
from collections.abc import Iterator, Mapping
from itertools import cycle

from pydantic import SecretStr

from api_client.models import Choices, QuestionAnswer, wire_json
from api_client.operations import KEY_PATTERN, OPERATIONS, OperationId

HOST = "127.0.0.1"
ACCOUNTS = 64
"""So many accounts are looked at in turn."""

_CHOICES = wire_json(
    Choices(
        password=SecretStr("Xk7vQm2p"),
        pin=SecretStr("482913"),
        security_question=QuestionAnswer(id="first_teacher", answer=SecretStr("Ingrid Sommerfeld")),
        workspace="web_browser",
    )
)


def look(token: str) -> bytes:
    """A look at a fresh account of the scenario `ok`, with what every HTTP client sends."""
    return _head("look", token) + b"\r\n"


def commit(token: str) -> bytes:
    """A commit that keeps every rule."""
    more = f"Idempotency-Key: {token}\r\nContent-Type: application/json\r\n"
    return _head("commit", token) + more.encode() + _LENGTH + _CHOICES


def looks() -> Iterator[bytes]:
    """Looks without end."""
    return cycle([look(secrets.token_hex(16)) for _ in range(ACCOUNTS)])


def commits() -> Iterator[bytes]:
    """Commits without end, each of an account of its own."""
    while True:
        yield commit(secrets.token_hex(16))


def stubs(look_answer: bytes, commit_answer: bytes) -> dict[str, object]:
    """WireMock's mappings for the two calls: the same demands, and answers as the mock gave them."""
    key = {"Idempotency-Key": {"matches": KEY_PATTERN}}
    body = [{"matchesJsonSchema": json.dumps(Choices.model_json_schema())}]
    return {
        "mappings": [
            _stub("look", look_answer, {}, {}),
            _stub("commit", commit_answer, key, {"bodyPatterns": body}),
        ]
    }


def _stub(
    name: OperationId, answer: bytes, headers: Mapping[str, object], more: Mapping[str, object]
) -> dict[str, object]:
    operation = OPERATIONS[name]
    return {
        "request": {
            "method": operation.method,
            "urlPath": operation.path,
            "headers": {"Authorization": {"matches": "Bearer ok~[0-9a-f]{32}"}, **headers},
            **more,
        },
        "response": {
            "status": operation.status,
            "headers": {"Content-Type": "application/json", "Cache-Control": "no-store"},
            "body": answer.decode(),
        },
    }


def _head(name: OperationId, token: str) -> bytes:
    operation = OPERATIONS[name]
    return (
        f"{operation.method} {operation.path} HTTP/1.1\r\nHost: {HOST}\r\n"
        f"Accept: application/json\r\nAuthorization: Bearer ok~{token}\r\n"
    ).encode()


_LENGTH = f"Content-Length: {len(_CHOICES)}\r\n\r\n".encode()
