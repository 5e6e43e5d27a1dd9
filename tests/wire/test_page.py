"""The testers' page: one document that brings nothing from elsewhere, and what it asks."""

import asyncio
import hashlib
import json
import re
from base64 import b64encode
from importlib.resources import files
from typing import Any, get_args

import httpx
import pytest

from mock_server.accounts.models import LinkState
from mock_server.provisioning.tenants import TenantState
from mock_server.state.service import MockService
from mock_server.texts.languages import LANGUAGES
from tests.links import TOKEN
from tests.wire.asking import Asker

ACCOUNT_STATES = ("created", *get_args(LinkState), "locked")


def texts(language: str) -> Any:
    """What the page says in a language."""
    return json.loads(
        files("mock_server.admin.page").joinpath(f"texts.{language}.json").read_text("utf-8")
    )


# The document


@pytest.mark.parametrize("path", ["/_mock", "/_mock/"])
async def test_it_is_one_document_and_brings_nothing_from_elsewhere(
    client: httpx.AsyncClient, path: str
) -> None:
    answer = await client.get(path, headers={"Accept-Language": "de"})
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert '<html lang="de">' in answer.text
    assert not re.search(r"""(src|href)\s*=\s*["']?(https?:)?//|url\(|@import""", answer.text)
    [script] = re.findall(r"<script>(.*?)</script>", answer.text, re.DOTALL)
    digest = b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = answer.headers["content-security-policy"]
    assert f"script-src 'sha256-{digest}'" in policy
    for part in ("default-src 'none'", "require-trusted-types-for 'script'", "base-uri 'none'"):
        assert part in policy
    assert "{{" not in answer.text


async def test_its_script_writes_text_only(client: httpx.AsyncClient) -> None:
    script = (await client.get("/_mock/")).text
    for risky in ("innerHTML", "outerHTML", "insertAdjacent", "document.write", "eval(", "Storage"):
        assert risky not in script
    assert script.count("srcdoc") == 1


def test_both_languages_say_the_same_things() -> None:
    german, english = (texts(language) for language in LANGUAGES)
    assert list(german) == list(english)
    for part, states in (("tenant_states", get_args(TenantState)), ("states", ACCOUNT_STATES)):
        assert list(german[part]) == list(english[part]) == list(states)


@pytest.mark.parametrize(
    ("query", "header", "expected"),
    [("", "de-AT", "de"), ("", "fr", "en"), ("?lang=en", "de", "en"), ("?lang=xx", "de", "de")],
)
async def test_it_speaks_the_language_that_is_asked_for(
    client: httpx.AsyncClient, query: str, header: str, expected: str
) -> None:
    answer = await client.get(f"/_mock/{query}", headers={"Accept-Language": header})
    assert answer.headers["content-language"] == expected


# What it asks


async def test_changes_wait_for_a_change_and_not_for_a_look_at_it(
    service: MockService, client: httpx.AsyncClient, ask: Asker
) -> None:
    count = (await client.get("/_mock/changes")).json()["count"]
    waiting = asyncio.create_task(client.get(f"/_mock/changes?since={count}&wait=20"))
    for call in ("clock", "accounts", "requests"):
        await client.get(f"/_mock/{call}")
    assert not waiting.done()
    await ask("look", service.link())
    assert (await waiting).json()["count"] > count
    again = await client.get(f"/_mock/changes?since={count + 9}&wait=20")
    assert again.status_code == 200


async def test_accounts_are_listed_newest_first_under_names_that_calls_take(
    service: MockService, client: httpx.AsyncClient, ask: Asker
) -> None:
    await ask("look", service.link("locked", token=TOKEN))
    newest, *others = (await client.get("/_mock/accounts")).json()
    assert newest["scenario"] == "locked"
    assert len(others) == 3
    assert TOKEN not in str(newest)
    path = f"/_mock/accounts/{newest['name'].replace('#', '%23')}"
    assert (await client.get(path)).json()["locked"]
    assert not (await client.post(f"{path}/unlock")).json()["locked"]
    assert len((await client.get("/_mock/accounts?most=2")).json()) == 2
