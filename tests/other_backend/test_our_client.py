"""Our client against a backend that shares no code with it or with the mock server."""

import asyncio
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import pytest

from api_client.activation_link import ActivationLink
from api_client.http.backend import HttpBackend
from api_client.http.settings import ClientSettings
from api_client.models import Activation, Choices
from api_client.problems import (
    CredentialsRejected,
    IdempotencyKeyReused,
    LinkExpired,
    LinkRevoked,
    LinkUnknown,
    LinkUsed,
    NotOurService,
    Problem,
    RateLimited,
    RequestInvalid,
)
from api_client.rules import normalised, verdicts
from api_client.rules.evaluate import CredentialPolicy
from tests.links import OTHER_TOKEN
from tests.other_backend.running import FAULTS, FOLDER, OtherBackend, running_backend
from tests.unit.api_client.rules.tables import rows

WHOLE = {
    "password": "Kranich7!Moor",
    "pin": "482913",
    "security_question": {"id": "ship", "answer": "Die Möwe nach Juist"},
    "workspace": "web_browser",
}
DEAD = {
    "expired": "link-expired",
    "used": "link-used",
    "revoked": "link-revoked",
    "replaced": "link-replaced",
    "locked": "account-locked",
    "not_yet_valid": "link-not-yet-valid",
}
MOST_CHECKS = 30
"""Of one link in a minute."""


@pytest.fixture(scope="module")
def other() -> Iterator[OtherBackend]:
    with running_backend() as backend:
        yield backend


@asynccontextmanager
async def asked(link: ActivationLink) -> AsyncIterator[HttpBackend]:
    backend = HttpBackend(link, link.origin, ClientSettings())
    try:
        yield backend
    finally:
        await backend.close()


def choices(*steps: str, **changes: object) -> Choices:
    members = {step: WHOLE[step] for step in steps or WHOLE}
    return Choices.model_validate(members | changes)


async def test_the_whole_way(other: OtherBackend) -> None:
    [link] = other.links()
    async with asked(link) as backend:
        first = await backend.look()
        assert (first.account.brand, len(first.steps)) == ("hafenfon", 4)
        assert [v.rule for v in await backend.check(choices("password")) if not v.met] == []
        said = await backend.check(choices("pin", pin="789456"))
        assert [v.rule for v in said if not v.met] == ["sequential"]
        [offered] = await backend.check(choices("workspace", workspace="desktop_app"))
        assert (offered.rule, offered.met) == ("offered", False)
        assert (await backend.look()).account == first.account
        with pytest.raises(CredentialsRejected) as refused:
            await backend.commit(choices(pin="789456"), "key-1")
        assert [(e.field, e.rule) for e in refused.value.errors] == [("pin", "sequential")]
        receipt = await backend.commit(choices(), "key-1")
        assert receipt.account == first.account
        assert await backend.commit(choices(), "key-1") == receipt
        with pytest.raises(IdempotencyKeyReused):
            await backend.commit(choices(pin="482914"), "key-1")
        with pytest.raises(LinkUsed) as used:
            await backend.commit(choices(), "key-2")
        assert used.value.activated_at == receipt.activated_at


async def test_of_many_commits_one_wins(other: OtherBackend) -> None:
    [link] = other.links()
    async with asked(link) as backend:
        told = await asyncio.gather(
            *(backend.commit(choices(), f"key-{n}") for n in range(10)), return_exceptions=True
        )
    assert len([each for each in told if not isinstance(each, Problem)]) == 1


@pytest.mark.parametrize(
    ("kind", "steps"),
    [
        ("without_workspace", ("password", "security_question")),
        ("in_another_order", ("security_question", "pin", "password")),
        ("only_pin", ("pin",)),
    ],
)
async def test_an_account_of_other_steps(
    other: OtherBackend, kind: str, steps: tuple[str, ...]
) -> None:
    [link] = other.links(kind)
    async with asked(link) as backend:
        assert (await backend.look()).steps == steps
        with pytest.raises(RequestInvalid):
            await backend.commit(choices(), "key-1")
        assert (await backend.commit(choices(*steps), "key-1")).workspace is None


async def test_links_that_cannot_be_used(other: OtherBackend) -> None:
    for kind, slug in DEAD.items():
        [link] = other.links(kind)
        async with asked(link) as backend:
            with pytest.raises(Problem) as told:
                await backend.look()
        assert told.value.slug == slug
        assert (told.value.retry_after is not None) == (kind in ("locked", "not_yet_valid"))


async def test_a_new_link_and_its_limit(other: OtherBackend) -> None:
    [link] = other.links("expired")
    async with asked(link) as backend:
        await backend.ask_new_link()
        with pytest.raises(RateLimited) as limited:
            await backend.ask_new_link()
        assert 0 < (limited.value.retry_after or 0) <= 300
        with pytest.raises(LinkExpired):
            await backend.look()
    [fresh] = [m["link"] for m in other.mails() if m["link"].account_id == link.account_id]
    async with asked(fresh) as backend:
        assert (await backend.look()).account.email
        with pytest.raises(RequestInvalid):
            await backend.ask_new_link()


async def test_this_is_not_me(other: OtherBackend) -> None:
    [link] = other.links()
    async with asked(link) as backend:
        await backend.disown()
        await backend.disown()
        with pytest.raises(LinkRevoked):
            await backend.look()
    assert [m for m in other.mails() if m.get("account") == link.account_id][1:] == []


async def test_a_stranger_learns_nothing(other: OtherBackend) -> None:
    [link] = other.links()
    async with asked(ActivationLink(link.origin, link.account_id, OTHER_TOKEN)) as backend:
        with pytest.raises(LinkUnknown):
            await backend.look()


async def judged(other: OtherBackend, field: str, values: list[str]) -> list[tuple[str, str]]:
    """Values on whose rules the two ends disagree, and how the other one judges."""
    found: list[tuple[str, str]] = []
    for start in range(0, len(values), MOST_CHECKS):
        [link] = other.links()
        async with asked(link) as backend:
            activation = await backend.look()
            for value in values[start : start + MOST_CHECKS]:
                told, expected = await _both(backend, activation, field, value)
                if told != expected:
                    found.append((ascii(value), f"{told} here {expected}"))
    return found


async def _both(
    backend: HttpBackend, activation: Activation, field: str, value: str
) -> tuple[list[str], list[str]]:
    policies: dict[str, CredentialPolicy] = {
        "password": activation.password_policy,
        "pin": activation.pin_policy,
        "security_question.answer": activation.answer_policy,
    }
    question, own = activation.security_questions[0], "no_harbour"
    step, _, is_answer = field.partition(".")
    part = {step: {"id": question.id, "answer": value} if is_answer else value}
    told = await backend.check(Choices.model_validate(part))
    due = verdicts(
        policies[field],
        value if is_answer else normalised(value),
        activation.account,
        question=question.text.en,
    )
    return (
        [v.rule for v in told if v.field == field and not v.met and v.rule != own],
        [v.rule for v in due if v.met is False],
    )


@pytest.mark.parametrize(
    ("field", "table"),
    [
        ("password", "password.tsv"),
        ("pin", "pin.tsv"),
        ("security_question.answer", "answer.tsv"),
    ],
)
async def test_the_other_backend_judges_as_the_client_does(
    other: OtherBackend, field: str, table: str
) -> None:
    values = [row.value for row in rows(table)][::2]
    assert await judged(other, field, values) == []


async def test_mistakes_can_be_chosen_and_taken_back(other: OtherBackend) -> None:
    [link] = other.links()
    async with asked(link) as backend:
        other.choose("not-found-as-html")
        try:
            assert (await backend.look()).steps
            other.choose("time-without-zone")
            assert (await backend.look()).server_time.tzinfo is None
            other.choose("step-twice")
            with pytest.raises(NotOurService):
                await backend.look()
        finally:
            other.choose()
        assert (await backend.look()).server_time.tzinfo is not None


async def test_it_tells_its_address_alone_ends_with_its_input_and_may_leave_out_calls() -> None:
    with running_backend(without="checks,new-link") as backend:
        [live], [expired] = backend.links(), backend.links("expired")
        async with asked(live) as one:
            assert await one.check(choices("pin")) == ()
            await one.commit(choices(), "key-1")
        async with asked(expired) as one:
            with pytest.raises(LinkExpired):
                await one.ask_new_link()
        assert backend.process.stdin is not None
        assert backend.process.stdout is not None
        backend.process.stdin.close()
        assert backend.process.stdout.read() == ""
    assert backend.process.returncode == 0


def test_every_fault_is_made_somewhere_and_has_its_sentence() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("*.mjs"))
    made = set(re.findall(r'"([a-z0-9-]+)"', code))
    assert [fault for fault in FAULTS if fault not in made] == []
    assert set(re.findall(r'faulty\("([^"]+)"\)', code)) <= set(FAULTS)
    assert len(FAULTS) >= 30


def test_it_needs_no_package() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("*.mjs"))
    imported = set(re.findall(r'^(?:import|\}) .*?from "([^"]+)"', code, re.M))
    assert {name for name in imported if not name.startswith(("node:", "./"))} == set()
