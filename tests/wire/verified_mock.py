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

FRESH, EXPIRED, PAIRS = 40, 3, 3


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
    accounts = _provisioned(client, FRESH + EXPIRED + 4 + PAIRS + 1)
    fresh, others, paired = accounts[:FRESH], accounts[FRESH : -PAIRS - 1], accounts[-PAIRS - 1 :]
    found: dict[str, list[str]] = {"fresh": [each["link"] for each in fresh], "expired": []}
    found["pairs"] = [link for each in paired[:PAIRS] for link in _pair(client, each)]
    found["expired_pairs"] = _pair(client, paired[PAIRS])
    _later(client, paired[PAIRS], "PT49H")
    for kind, scenario in (("fewer_steps", "no-pin"), ("fewer_workspaces", "web-only")):
        found[kind] = [_magic(accounts[0]["link"], scenario)]
    for each in others[:EXPIRED]:
        _later(client, each, "PT49H")
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


def _pair(client: httpx.Client, account: dict[str, Any]) -> list[str]:
    """The links of two renewals, which live side by side."""
    shown = account["link"].partition("?")[2].replace(":", "~")
    new_link = client.base_url.copy_with(path="/v1/activation/new-link")
    _later(client, account, "PT49H")
    for _ in range(2):
        _done(client.post(new_link, headers={"Authorization": f"Bearer {shown}"}))
        _later(client, account, "PT5M")
    mails = _done(client.get("mails", params={"account": account["account_id"]})).json()
    return [mail["link"] for mail in mails if mail["kind"] == "renewal"]


def _later(client: httpx.Client, account: dict[str, Any], by: str) -> None:
    _done(client.put(f"clock?account={account['account_id']}", json={"advance": by}))


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
