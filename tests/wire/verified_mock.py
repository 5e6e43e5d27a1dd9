"""A mock with links of every kind, as `unify-mock verify` asks for them."""

import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from mock_server.server import RunningMock

FRESH, EXPIRED = 34, 3


@dataclass(frozen=True)
class VerifiedMock:
    """Where it is, and the file with its links."""

    origin: str
    links: Path
    running: RunningMock

    def arguments(self, *more: str) -> list[str]:
        return ["verify", "--backend", self.origin, "--links", str(self.links), *more]


@contextmanager
def verified_mock(folder: Path) -> Iterator[VerifiedMock]:
    """One on a real port."""
    with RunningMock() as running:
        links = folder / "links.toml"
        with httpx.Client(
            base_url=f"{running.origin}/_mock/", verify=False, trust_env=False
        ) as client:
            links.write_text(_as_toml(links_of_every_kind(client)), encoding="utf-8")
        yield VerifiedMock(running.origin, links, running)


def links_of_every_kind(client: httpx.Client) -> dict[str, list[str]]:
    """Provisioned ones, whose tokens are the only right ones; what is only magic is magic."""
    accounts = _provisioned(client, FRESH + EXPIRED + 4)
    fresh, others = accounts[:FRESH], accounts[FRESH:]
    found: dict[str, list[str]] = {"fresh": [each["link"] for each in fresh], "expired": []}
    for each in others[:EXPIRED]:
        _done(client.put(f"clock?account={each['account_id']}", json={"advance": "PT49H"}))
        found["expired"].append(each["link"])
    for kind, call, each in zip(
        ("used", "revoked", "replaced", "locked"),
        ("", "revoke", "resend", "lock"),
        others[EXPIRED:],
        strict=True,
    ):
        if call:
            _done(client.post(f"accounts/{each['account_id']}/{call}"))
            found[kind] = [each["link"]]
        else:
            found[kind] = [_magic(each["link"], "used")]
    return found | {"not_yet_valid": [_magic(accounts[0]["link"], "pending")]}


def _as_toml(links: dict[str, list[str]]) -> str:
    # A list of JSON is one of TOML too.
    return "".join(f"{kind} = {json.dumps(each)}\n" for kind, each in links.items())


def _magic(link: str, scenario: str) -> str:
    return f"{link.partition('?')[0]}?{scenario}:{secrets.token_hex(16)}"


def _provisioned(client: httpx.Client, count: int) -> list[dict[str, Any]]:
    order = {
        "company": "Nordlicht Feinmechanik GmbH",
        "edition": "premium",
        "language": "de",
        "numbers": [{"block": "+4940555123", "first": "00", "last": "99"}],
        "main_user": {
            "first_name": "Eva",
            "last_name": "von Thurau",
            "email": "eva@nordlicht.example",
        },
        "users": [
            {
                "first_name": "Jörg",
                "last_name": f"Amselfeld{letter}",
                "email": f"amsel{n}@nordlicht.example",
            }
            for n in range(count - 1)
            for letter in [chr(ord("a") + n % 26)]
        ],
    }
    accounts: list[dict[str, Any]] = _done(client.post("orders", json=order)).json()["accounts"]
    return accounts


def _done(answer: httpx.Response) -> httpx.Response:
    assert answer.is_success, answer.text
    return answer
