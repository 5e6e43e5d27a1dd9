"""503, 401, 400 token, 404, replay by key, 423/410/403, 409, 400 body, 422: the first one counts."""

import httpx
import pytest

from api_client.operations import OPERATIONS, OperationId
from mock_server.state.service import MockService
from tests.links import OTHER_TOKEN, TOKEN
from tests.wire.asking import WHOLE, Asker, refused, slug

WITH_TOKEN: list[OperationId] = [o.id for o in OPERATIONS.values() if o.token]
WITH_BODY: list[OperationId] = ["check", "commit", "disown"]


def body_of(operation: OperationId) -> object:
    return {"commit": WHOLE, "check": {"pin": "482913"}, "disown": {"confirm": True}}.get(operation)


@pytest.mark.parametrize("operation", WITH_TOKEN)
@pytest.mark.parametrize(
    ("scenario", "expected", "but"),
    [
        ("maintenance", "maintenance", {}),
        ("malformed", "link-malformed", {}),
        ("unknown", "link-unknown", {}),
        ("nonsense", "link-unknown", {}),
        ("ok.nonsense", "link-unknown", {}),
        ("locked", "account-locked", {}),
        ("used", "link-used", {}),
        ("revoked", "link-revoked", {"disown": None}),
        ("replaced", "link-replaced", {}),
        ("expired", "link-expired", {"renew": None}),
        ("pending", "link-not-yet-valid", {}),
    ],
)
async def test_a_link_that_cannot_be_used_says_so_at_every_operation(
    service: MockService,
    ask: Asker,
    operation: OperationId,
    scenario: str,
    expected: str,
    but: dict[str, None],
) -> None:
    answer = await ask(operation, service.link(scenario), body_of(operation), key="k")
    if operation in but:
        assert answer.is_success
    else:
        assert slug(answer) == expected


@pytest.mark.parametrize("operation", WITH_TOKEN)
async def test_without_a_token_nothing_is_judged_but_that(
    ask: Asker, operation: OperationId
) -> None:
    answer = await ask(operation, None, raw=b"x" * 20_000)
    assert slug(answer) == "unauthorized"
    assert answer.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize(
    "authorization",
    [
        f"Bearer ok:{TOKEN}",
        f"Bearer ok~{TOKEN[1:]}",
        f"Bearer ok~{TOKEN}0",
        f"Bearer ok~{'g' * 32}",
        f"Bearer Ok~{TOKEN}",
        f"Bearer {'1' * 20}~{TOKEN}",
        f"Bearer ~{TOKEN}",
        "Bearer ok",
    ],
)
async def test_a_mangled_token_is_malformed(client: httpx.AsyncClient, authorization: str) -> None:
    answer = await client.get("/v1/activation", headers={"Authorization": authorization})
    assert slug(answer) == "link-malformed"


@pytest.mark.parametrize("authorization", ["Basic b2s6eA==", "Bearer", "Bearer  ", ""])
async def test_another_scheme_is_no_token(client: httpx.AsyncClient, authorization: str) -> None:
    answer = await client.get("/v1/activation", headers={"Authorization": authorization})
    assert slug(answer) == "unauthorized"


async def test_a_token_counts_in_capitals_too(service: MockService, ask: Asker) -> None:
    link = service.link("ok", token=TOKEN)
    assert (await ask("look", link)).json() == (
        await ask("look", link.replace(TOKEN, TOKEN.upper()))
    ).json()


async def test_unknown_id_and_wrong_token_cannot_be_told_apart(
    service: MockService, ask: Asker
) -> None:
    right = service.demo_link()
    wrong_token = right[:-32] + OTHER_TOKEN
    unknown_id = wrong_token.replace("8310000001", "8310009999")
    one, other = await ask("look", wrong_token), await ask("look", unknown_id)
    assert slug(one) == "link-unknown"
    assert (one.status_code, one.headers, one.content) == (
        other.status_code,
        other.headers,
        other.content,
    )


@pytest.mark.parametrize("operation", WITH_BODY)
async def test_a_dead_link_is_told_before_the_body_is_read(
    service: MockService, ask: Asker, operation: OperationId
) -> None:
    answer = await ask(operation, service.link("used"), raw=b"x" * 20_000)
    assert slug(answer) == "link-used"


async def test_locked_comes_before_used(
    service: MockService, ask: Asker, client: httpx.AsyncClient
) -> None:
    link = service.link("used", token=TOKEN)
    await client.post(f"/_mock/accounts/used:{TOKEN}/lock")
    assert slug(await ask("look", link)) == "account-locked"


async def test_the_body_comes_before_its_credentials(service: MockService, ask: Asker) -> None:
    body = WHOLE | {"password": "short", "colour": "red"}
    answer = await ask.commit(service.link(), body)
    assert slug(answer) == "request-invalid"
    assert refused(answer) == [("colour", "unexpected")]


async def test_dead_link_problems_carry_no_account_data(service: MockService, ask: Asker) -> None:
    for scenario in ("expired", "used", "revoked", "replaced", "locked", "pending"):
        answer = await ask("look", service.link(scenario, token=TOKEN))
        told = {"type", "title", "status", "detail", "activated_at", "login_url"}
        assert set(answer.json()) <= told


@pytest.mark.parametrize(
    ("scenario", "seconds"), [("locked", 3600), ("pending", 600), ("maintenance", 120)]
)
async def test_waiting_has_a_length(
    service: MockService, ask: Asker, scenario: str, seconds: int
) -> None:
    answer = await ask("look", service.link(scenario))
    assert answer.headers["retry-after"] == str(seconds)


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("de", "Der Aktivierungslink ist abgelaufen"),
        ("de-AT,en;q=0.5", "Der Aktivierungslink ist abgelaufen"),
        ("en;q=0.2, de;q=0.1", "The activation link has expired"),
        ("fr", "The activation link has expired"),
        ("fr, de;q=0.4, *;q=0.1", "Der Aktivierungslink ist abgelaufen"),
        ("de;q=x", "The activation link has expired"),
    ],
)
async def test_problems_speak_the_language_that_was_asked_for(
    service: MockService, ask: Asker, language: str, title: str
) -> None:
    answer = await ask("look", service.link("expired"), headers={"Accept-Language": language})
    assert answer.json()["title"] == title
    assert answer.headers["content-language"] == ("de" if "Der" in title else "en")


async def test_a_slip_in_a_magic_link_is_told_to_testers_only(
    service: MockService, ask: Asker
) -> None:
    answers = [await ask("look", service.link(name)) for name in ("unknown", "ok.look-dealy-3")]
    assert answers[0].content == answers[1].content
    assert [entry.violations for entry in service.journal.entries] == [
        [],
        ["no such scenario or modifier"],
    ]
