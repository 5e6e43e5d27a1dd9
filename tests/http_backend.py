"""The HTTP backend in front of a scripted server, and what a healthy one would answer."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from pydantic import BaseModel

from api_client.backend import Backend
from api_client.http.backend import HttpBackend
from api_client.http.settings import ClientSettings
from api_client.link import ActivationLink
from api_client.models import Choices, QuestionAnswer
from api_client.problems import (
    Problem,
)
from tests.accounts import account, activation, receipt
from tests.links import TOKEN, activation_link
from tests.scripted_server import ScriptedAnswer, ScriptedServer, json_answer

KEY = "key-1"
SECRETS = ("Kranich7!Moor", "482913", "Frau Antwort", TOKEN)


def as_told(model: BaseModel) -> dict[str, Any]:
    """What a server sends of it: a member with its default value is left out."""
    return model.model_dump(mode="json", exclude_defaults=True)


ACCOUNT = as_told(account(role="main_user"))
ACTIVATION = as_told(activation(account=account(role="main_user"), steps=("password",)))
RECEIPT = as_told(receipt(account=account(role="main_user")))


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


def problem(
    slug: str, status: int, *, retry_after: int | None = None, **members: Any
) -> ScriptedAnswer:
    body = {"type": f"/problems/{slug}", "title": "T", "detail": "D", **members}
    patience = {} if retry_after is None else {"Retry_After": str(retry_after)}
    return json_answer(body, status=status, Content_Type="application/problem+json", **patience)


def link_to(origin: str) -> ActivationLink:
    return activation_link(origin, "ok")


@asynccontextmanager
async def backend_at(server: ScriptedServer, **settings: Any) -> AsyncIterator[HttpBackend]:
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
