"""Secrets go in and never come out: not in the database, the journal, an answer, or a log."""

import logging
import os
from pathlib import Path

import httpx
import pytest

from mock_server.app import create_app
from mock_server.clock import Clock
from mock_server.server import RunningMock
from mock_server.state.service import FROZEN_AT, MockService
from tests.wire.asking import Asker
from tests.wire.secret_journey import (
    ANSWER,
    BODY,
    PASSWORD,
    PIN,
    TOKEN,
    holds_no_secret,
    whole_journey,
)

ADMIN_CALLS = ("scenarios", "tenants", "mails", "requests", "clock", "faults", "accounts", "")


@pytest.mark.parametrize("scenario", ["ok", "pwned", "weak-pin", "bad-answer"])
async def test_no_secret_is_in_an_answer_the_database_the_journal_or_a_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, scenario: str
) -> None:
    caplog.set_level(logging.DEBUG)
    for chatty in ("httpx", "httpcore", "asyncio"):
        caplog.set_level(logging.WARNING, chatty)
    database = tmp_path / "mock.db"
    service = MockService.open(database, clock=Clock.frozen(FROZEN_AT), cheap_hash=True)
    with RunningMock(service) as running:
        async with httpx.AsyncClient(base_url=running.origin, verify=False) as client:
            link = service.link(scenario, token=TOKEN)
            answers = await whole_journey(Asker(client), link)
            answers += [await client.get(f"/_mock/{call}") for call in ADMIN_CALLS]
            answers.append(await client.get(f"/_mock/accounts/{scenario}:{TOKEN}"))
            answers.append(
                await client.post(
                    f"/_mock/accounts/{scenario}:{TOKEN}/verify",
                    json={"password": PASSWORD, "pin": PIN, "answer": ANSWER},
                )
            )
    service.close()
    assert all(holds_no_secret(answer.content) for answer in answers)
    assert all(holds_no_secret(str(answer.headers)) for answer in answers)
    for name in os.listdir(tmp_path):
        content, mode = (tmp_path / name).read_bytes(), (tmp_path / name).stat().st_mode
        assert holds_no_secret(content), name
        assert mode & 0o077 == 0
    assert holds_no_secret(caplog.text)
    assert holds_no_secret(repr(service))


async def test_a_server_that_fails_says_where_and_not_over_what(
    service: MockService,
    ask: Asker,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def fail(secret: str) -> str:
        raise RuntimeError(f"cannot hash {secret}")

    monkeypatch.setattr(
        "mock_server.accounts.hashing.Hasher.digest", lambda _, secret: fail(secret)
    )
    answer = await ask("commit", service.link("ok", token=TOKEN), BODY, key="k")
    assert (answer.status_code, answer.json()["type"]) == (500, "/problems/internal")
    assert "RuntimeError in commit" in caplog.text
    assert "commit.py" in caplog.text
    assert holds_no_secret(caplog.text)
    assert holds_no_secret(answer.text)


@pytest.mark.parametrize("accept", ["application/json", "text/html"])
async def test_a_door_that_fails_says_so_and_not_over_what(
    client: httpx.AsyncClient,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
    accept: str,
) -> None:
    async def fail(secret: str) -> str:
        raise RuntimeError(f"cannot hash {secret}")

    monkeypatch.setattr(
        "mock_server.accounts.hashing.Hasher.digest", lambda _, secret: fail(secret)
    )
    typed = {"email": "nobody@beispiel.example", "password": PASSWORD}
    answer = await client.post("/signin", data=typed, headers={"Accept": accept})
    assert answer.status_code == 500
    assert "RuntimeError in sign-in" in caplog.text
    assert holds_no_secret(caplog.text)
    assert holds_no_secret(answer.text)


async def test_only_hashes_are_stored(service: MockService, ask: Asker) -> None:
    await ask("commit", service.link("ok", token=TOKEN), BODY, key="k")
    [row] = service.store.db.execute(
        "SELECT password_hash, pin_hash, answer_hash FROM accounts WHERE scenario = 'ok'"
    )
    assert all(digest.startswith("$argon2id$") for digest in row)


async def test_the_journal_shows_stars_and_what_is_plain(
    service: MockService, client: httpx.AsyncClient
) -> None:
    transport = httpx.ASGITransport(create_app(service))
    async with httpx.AsyncClient(transport=transport, base_url=service.origin) as own:
        await Asker(own)("commit", service.link("ok", token=TOKEN), BODY, key="k")
    [entry] = (await client.get("/_mock/requests")).json()
    assert entry["body"] == {
        "password": "***",
        "pin": "***",
        "security_question": {"id": "***", "answer": "***"},
        "workspace": "web_browser",
    }


async def test_whoever_serves_people_hashes_as_owasp_asks() -> None:
    service = MockService.open(clock=Clock.frozen(FROZEN_AT))
    transport = httpx.ASGITransport(create_app(service))
    async with httpx.AsyncClient(transport=transport, base_url=service.origin) as client:
        link = service.link("ok", token=TOKEN)
        answers = [await Asker(client)("commit", link, BODY, key="k") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    [row] = service.store.db.execute("SELECT password_hash FROM accounts WHERE scenario = 'ok'")
    assert row[0].startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    service.close()
