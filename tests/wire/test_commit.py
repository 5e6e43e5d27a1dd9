"""Everything at once, exactly once, and the same receipt for the same key."""

import asyncio
import json
from datetime import timedelta

import httpx
import pytest

from api_client.models import Receipt
from mock_server.app import create_app
from mock_server.state.service import MockService
from tests.links import OTHER_TOKEN, TOKEN
from tests.wire.asking import WHOLE, Asker, refused, slug


async def test_a_commit_activates_and_says_where_to_go(service: MockService, ask: Asker) -> None:
    link = service.link("ok", token=TOKEN)
    looked = (await ask("look", link)).json()
    answer = await ask.commit(link)
    assert answer.status_code == 200
    receipt = Receipt.model_validate(answer.json())
    assert receipt.activated_at == service.clock.now()
    assert receipt.workspace == "web_browser"
    assert receipt.login_url.startswith(service.origin)
    assert answer.json()["account"] == looked["account"]


async def test_of_fifty_simultaneous_commits_one_wins(service: MockService, ask: Asker) -> None:
    link = service.link("ok", token=TOKEN)
    answers = await asyncio.gather(*(ask.commit(link, key=f"key-{n}") for n in range(50)))
    assert sorted(answer.status_code for answer in answers)[:2] == [200, 410]
    assert {slug(a) for a in answers if not a.is_success} <= {"link-used", "commit-in-progress"}


async def test_of_fifty_simultaneous_commits_over_sockets_one_wins(
    running: object, ask_socket: Asker
) -> None:
    link = f"?ok:{TOKEN}"
    answers = await asyncio.gather(*(ask_socket.commit(link, key=f"key-{n}") for n in range(50)))
    assert [a.status_code for a in answers].count(200) == 1
    assert {slug(a) for a in answers if not a.is_success} <= {"link-used", "commit-in-progress"}


class SlowHasher:
    """Hashes that take until the test says so."""

    def __init__(self) -> None:
        self.begun, self.go_on = asyncio.Event(), asyncio.Event()

    async def digest(self, secret: str) -> str:
        self.begun.set()
        await self.go_on.wait()
        return f"hash of {len(secret)}"

    async def matches(self, digest: str, secret: str) -> bool:
        return digest == f"hash of {len(secret)}"


@pytest.fixture
def slow(service: MockService) -> SlowHasher:
    """To be asked for before the client: the app is given its parts when it is made."""
    hasher = SlowHasher()
    service.hasher = hasher  # type: ignore[assignment]  # it need not hash
    return hasher


async def test_while_one_commit_is_carried_out_others_wait(
    service: MockService, slow: SlowHasher, ask: Asker
) -> None:
    link = service.link("ok", token=TOKEN)
    first = asyncio.create_task(ask.commit(link, key="first"))
    await slow.begun.wait()
    for key in ("first", "other"):
        async with asyncio.timeout(10):
            answer = await ask.commit(link, key=key)
        assert slug(answer) == "commit-in-progress"
        assert answer.headers["retry-after"] == "1"
    slow.go_on.set()
    receipt = await first
    assert receipt.status_code == 200
    assert (await ask.commit(link, key="first")).content == receipt.content
    used = await ask.commit(link, key="other")
    assert slug(used) == "link-used"
    assert used.json()["activated_at"] == receipt.json()["activated_at"]


@pytest.mark.parametrize(
    ("done", "expected"),
    [("revoke", "link-revoked"), ("lock", "account-locked"), ("resend", "link-replaced")],
)
async def test_a_link_that_dies_while_its_secrets_are_hashed_activates_nothing(
    service: MockService,
    slow: SlowHasher,
    ask: Asker,
    client: httpx.AsyncClient,
    done: str,
    expected: str,
) -> None:
    commit = asyncio.create_task(ask.commit(service.link("ok", token=TOKEN)))
    await slow.begun.wait()
    await client.post(f"/_mock/accounts/ok:{TOKEN}/{done}")
    slow.go_on.set()
    assert slug(await commit) == expected
    account = (await client.get(f"/_mock/accounts/ok:{TOKEN}")).json()
    assert account["state"] == "invited"


async def test_a_commit_abandoned_half_way_leaves_the_link_free(
    service: MockService, slow: SlowHasher, ask: Asker
) -> None:
    link = service.link("ok", token=TOKEN)
    abandoned = asyncio.create_task(ask.commit(link))
    await slow.begun.wait()
    abandoned.cancel()
    await asyncio.gather(abandoned, return_exceptions=True)
    slow.go_on.set()
    assert (await ask.commit(link, key="another")).status_code == 200


@pytest.mark.parametrize("later", [timedelta(), timedelta(days=400)])
async def test_the_same_key_gets_the_same_receipt_even_after_the_link_died(
    service: MockService, ask: Asker, later: timedelta
) -> None:
    link = service.link("ok", token=TOKEN)
    first = await ask.commit(link)
    service.clock.advance(later)
    again = await ask.commit(link)
    assert (again.status_code, again.content) == (200, first.content)


@pytest.mark.parametrize(
    "body",
    [
        WHOLE | {"password": "Xk7vQm2q"},
        WHOLE | {"pin": "482914"},
        WHOLE | {"workspace": "desktop_app"},
        WHOLE | {"security_question": {"id": "first_toy", "answer": "Ingrid Sommerfeld"}},
        WHOLE | {"security_question": {"id": "first_teacher", "answer": "Ingrid Winterfeld"}},
        {"password": "Xk7vQm2p"},
        WHOLE | {"colour": "red"},
        [],
    ],
)
async def test_the_same_key_with_another_body_is_refused(
    service: MockService, ask: Asker, body: object
) -> None:
    link = service.link("ok", token=TOKEN)
    await ask.commit(link)
    assert slug(await ask("commit", link, body, key="key-1")) == "idempotency-key-reused"


async def test_an_answer_is_the_same_in_another_spelling(service: MockService, ask: Asker) -> None:
    link = service.link("ok", token=TOKEN)
    body = WHOLE | {"security_question": {"id": "first_toy", "answer": "Bär  Bruno STRASSE"}}
    first = await ask.commit(link, body)
    assert first.status_code == 200
    body["security_question"] = {"id": "first_toy", "answer": " bA\u0308r bruno straße"}
    assert (await ask.commit(link, body)).content == first.content


async def test_a_refusal_binds_no_key(service: MockService, ask: Asker) -> None:
    link = service.link("ok", token=TOKEN)
    assert slug(await ask.commit(link, WHOLE | {"password": "short"})) == "credentials-rejected"
    assert (await ask.commit(link)).status_code == 200


@pytest.mark.parametrize(
    ("key", "rule"),
    [
        (None, "required"),
        ("", "invalid"),
        ("a" * 65, "invalid"),
        ("a_b", "invalid"),
        ("a b", "invalid"),
    ],
)
async def test_a_key_is_needed_and_has_a_shape(
    service: MockService, ask: Asker, key: str | None, rule: str
) -> None:
    answer = await ask("commit", service.link(), WHOLE, key=key)
    assert refused(answer) == [("Idempotency-Key", rule)]


async def test_keys_of_one_link_mean_nothing_to_another(service: MockService, ask: Asker) -> None:
    receipts = [
        (await ask.commit(service.link("ok", token=token))).json()["receipt_id"]
        for token in (TOKEN, OTHER_TOKEN)
    ]
    assert len(set(receipts)) == 2


async def test_with_frozen_time_and_a_given_token_all_of_an_account_follows() -> None:
    async def journey() -> list[object]:
        service = MockService.in_memory()
        transport = httpx.ASGITransport(create_app(service))
        async with httpx.AsyncClient(transport=transport, base_url=service.origin) as client:
            own, link = Asker(client), service.link("main-user", token=TOKEN)
            answers = [await own("look", link), await own.commit(link)]
            await own("renew", service.link("expired", token=TOKEN))
            answers.append(await client.get(f"/_mock/mails?account=expired:{TOKEN}"))
        service.close()
        return [(dict(answer.headers), answer.content) for answer in answers]

    assert await journey() == await journey()


async def test_refusals_name_fields_and_rules_and_never_a_value(
    service: MockService, ask: Asker
) -> None:
    body = {
        "password": "Haus777Moos!",
        "pin": "789456",
        "security_question": {"id": "nowhere", "answer": "Haus777Moos!"},
        "workspace": "desktop_app",
    }
    answer = await ask.commit(service.link("web-only"), body)
    assert slug(answer) == "credentials-rejected"
    assert refused(answer) == [
        ("password", "repeating"),
        ("pin", "sequential"),
        ("pin", "common"),
        ("security_question.id", "offered"),
        ("security_question.answer", "secret"),
        ("workspace", "offered"),
    ]
    assert all(error["message"] for error in answer.json()["errors"])
    for value in ("Haus777Moos", "789456", "nowhere"):
        assert value not in json.dumps(answer.json())
