"""Speaking the contract by hand, without the client that the app uses."""

import json
from dataclasses import dataclass
from typing import Any

import httpx

from api_client.operations import OPERATIONS, OperationId

WHOLE: dict[str, Any] = {
    "password": "Xk7vQm2p",
    "pin": "482913",
    "security_question": {"id": "first_teacher", "answer": "Ingrid Sommerfeld"},
    "workspace": "web_browser",
}
"""Credentials that keep every default rule."""


def bearer_of(link: str) -> str:
    """What goes into the header for a whole link."""
    return "Bearer " + link.partition("?")[2].replace(":", "~")


@dataclass(frozen=True)
class Asker:
    """Asks for operations by name."""

    client: httpx.AsyncClient

    async def __call__(
        self,
        operation_id: OperationId,
        link: str | None,
        body: object = None,
        *,
        key: str | None = None,
        raw: bytes | None = None,
        headers: dict[str, str] | None = None,
    ) -> httpx.Response:
        operation = OPERATIONS[operation_id]
        sent = {} if link is None else {"Authorization": bearer_of(link)}
        if body is not None or raw is not None:
            sent["Content-Type"] = "application/json"
        if key is not None:
            sent["Idempotency-Key"] = key
        content = raw if body is None else json.dumps(body).encode()
        return await self.client.request(
            operation.method, operation.path, content=content, headers=sent | (headers or {})
        )

    async def commit(
        self, link: str, body: object = None, *, key: str = "key-1", **more: Any
    ) -> httpx.Response:
        return await self("commit", link, WHOLE if body is None else body, key=key, **more)


def slug(response: httpx.Response) -> str:
    """The problem of an answer."""
    assert response.headers["content-type"] == "application/problem+json", response.text
    kind: str = response.json()["type"]
    assert kind.startswith("/problems/")
    assert response.json()["status"] == response.status_code
    return kind.rsplit("/", 1)[1]


def refused(response: httpx.Response) -> list[tuple[str, str]]:
    """The fields and rules a problem names."""
    return [(error["field"], error["rule"]) for error in response.json().get("errors", ())]
