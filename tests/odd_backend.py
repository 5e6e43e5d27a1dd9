"""The HTTP backend at an odd server, and what a healthy one would answer, for tests."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest

from api_client.backend import Backend
from api_client.http.backend import HttpBackend
from api_client.http.settings import ClientSettings
from api_client.link import ActivationLink
from api_client.models import Choices, QuestionAnswer
from api_client.problems import (
    Problem,
)
from tests.odd_server import OddServer, response

TOKEN = "0123456789abcdef0123456789abcdef"
KEY = "key-1"
SECRETS = ("Kranich7!Moor", "482913", "Frau Antwort", TOKEN)
ACCOUNT = {
    "first_name": "Eva",
    "last_name": "von der Lühe-Müller",
    "email": "eva.luehe@beispiel-gmbh.de",
    "company": "Beispiel GmbH",
    "role": "main_user",
    "brand": "unify-office-telekom",
    "locale": "de-DE",
}
ACTIVATION: dict[str, Any] = {
    "server_time": "2026-01-01T09:00:00Z",
    "expires_at": "2026-01-03T09:00:00Z",
    "account": ACCOUNT,
    "steps": ["password"],
}
RECEIPT = {
    "receipt_id": "r-1",
    "activated_at": "2026-01-01T09:05:00Z",
    "account": ACCOUNT,
    "login_url": "https://login.example/",
}


def choices() -> Choices:
    return Choices.model_validate(
        {
            "password": SECRETS[0],
            "pin": SECRETS[1],
            "security_question": QuestionAnswer.model_validate(
                {"id": "first_teacher", "answer": SECRETS[2]}
            ),
        }
    )


def as_json(value: object) -> bytes:
    return json.dumps(value).encode()


def problem(slug: str, status: str, more: str = "", **members: object) -> bytes:
    body = as_json({"type": f"/problems/{slug}", "title": "T", "detail": "D", **members})
    return response(body, status=status, media_type="application/problem+json", more=more)


def link_to(origin: str) -> ActivationLink:
    return ActivationLink(origin, "ok", TOKEN)


@asynccontextmanager
async def backend_at(server: OddServer, **settings: Any) -> AsyncIterator[HttpBackend]:
    limits = {"connect_seconds": 60.0, "read_seconds": 60.0, **settings}
    backend = HttpBackend(link_to(server.origin), server.origin, ClientSettings(**limits))
    try:
        yield backend
    finally:
        await backend.close()


async def problem_of(backend: Backend, operation: str) -> Problem:
    calls: dict[str, Callable[[], Awaitable[object]]] = {
        "look": lambda: backend.look(),
        "check": lambda: backend.check(choices()),
        "commit": lambda: backend.commit(choices(), KEY),
        "disown": lambda: backend.disown(),
        "renew": lambda: backend.ask_new_link(),
    }
    with pytest.raises(Problem) as caught:
        await calls[operation]()
    return caught.value
