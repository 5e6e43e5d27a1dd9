"""The server's verdicts are those the client reaches by itself: one set of rules, two ends."""

import json
import unicodedata

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api_client.models import Account, CheckVerdict, CredentialField, Rule, SecurityQuestion
from api_client.rules import (
    DEFAULT_ANSWER_POLICY,
    DEFAULT_PASSWORD_POLICY,
    DEFAULT_PIN_POLICY,
    DEFAULT_QUESTIONS,
    RULES,
    normalised,
    violations,
)
from mock_server.api.credential_checks import OFFERED
from mock_server.app import create_app
from mock_server.scenarios.catalogue import SCENARIOS
from mock_server.scenarios.people import EVA, account_of
from mock_server.scenarios.policies import NO_SEASON, PLUS_OR_MINUS
from mock_server.state.service import MockService
from mock_server.texts.rules import SERVER_RULE_TEXTS, rule_text
from tests.wire.asking import WHOLE, Asker

EVAS: Account = account_of(EVA, main_user=True, with_fax=True)
ODD = "äöüßÄẞéñłİıſ²٣１Ⅷ\u00ad\u200b\u200d\u00a0\u2028\u0301\u0308\ufb01😀\x00\x1b\x85\ud800\udfff "
WORDS = ("Eva", "Lühe", "müller", "4710815", "0221 4710-800", "1234", "aaa", "passwort", "815")

pieces = st.one_of(
    st.text(st.characters(), max_size=4),
    st.text(st.sampled_from(ODD), max_size=4),
    st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=8),
    st.sampled_from(WORDS),
)
values = st.lists(pieces, max_size=6).map("".join)
spelled = st.one_of(
    values,
    values.map(lambda value: unicodedata.normalize("NFD", value)),
    values.map(lambda value: unicodedata.normalize("NFC", value)),
)


def as_sent(value: str) -> str:
    """What a client holds of a value: JSON joins pairs of surrogates, the boundary normalises."""
    return normalised(str(json.loads(json.dumps(value))))


pins = st.one_of(st.text(st.sampled_from("0123456789"), max_size=12), spelled)


async def server_says(body: object) -> dict[str, list[str]]:
    """The broken rules of each field, for the demo tenant's main user; surrogates are escaped."""
    service = MockService.in_memory()
    transport = httpx.ASGITransport(create_app(service))
    async with httpx.AsyncClient(transport=transport, base_url=service.origin) as client:
        answer = await Asker(client)("check", service.demo_link(), raw=json.dumps(body).encode())
    service.close()
    assert answer.status_code == 200, answer.text
    broken: dict[str, list[str]] = {}
    for verdict in answer.json()["verdicts"]:
        read = CheckVerdict.model_validate(verdict)
        broken.setdefault(read.field, []).extend([] if read.met else [read.rule])
    return broken


@settings(max_examples=150)
@given(value=spelled)
async def test_a_password_is_judged_alike_at_both_ends(value: str) -> None:
    assert (await server_says({"password": value}))["password"] == violations(
        DEFAULT_PASSWORD_POLICY, as_sent(value), EVAS
    )


@settings(max_examples=150)
@given(value=pins)
async def test_a_pin_is_judged_alike_at_both_ends(value: str) -> None:
    assert (await server_says({"pin": value}))["pin"] == violations(
        DEFAULT_PIN_POLICY, as_sent(value), EVAS
    )


@settings(max_examples=150)
@given(
    answer=spelled,
    question=st.sampled_from(DEFAULT_QUESTIONS),
    secrets=st.tuples(spelled, pins) | st.none(),
)
async def test_an_answer_is_judged_alike_at_both_ends(
    answer: str, question: SecurityQuestion, secrets: tuple[str, str] | None
) -> None:
    body: dict[str, object] = {"security_question": {"id": question.id, "answer": answer}}
    if secrets is not None:
        body |= {"password": secrets[0], "pin": secrets[1]}
    said = await server_says(body)
    assert said["security_question.id"] == []
    assert said["security_question.answer"] == violations(
        DEFAULT_ANSWER_POLICY,
        as_sent(answer),
        EVAS,
        question=question.text.en,
        secrets=[as_sent(secret) for secret in secrets or ()],
    )


@pytest.mark.parametrize("language", ["de", "en"])
async def test_every_verdict_says_what_is_wanted(
    service: MockService, ask: Asker, language: str
) -> None:
    for scenario in ("ok", "strict", "lax", "pin4", "unknown-rule", "pwned", "weak-pin"):
        headers = {"Accept-Language": language}
        answer = await ask("check", service.link(scenario), WHOLE, headers=headers)
        for verdict in answer.json()["verdicts"]:
            assert verdict["message"], verdict
            assert "{" not in verdict["message"]
            assert "None" not in verdict["message"]


ONLY_THE_SERVERS = {
    ("security_question.id", OFFERED.id),
    ("workspace", OFFERED.id),
    *(
        (scenario.objection.field, scenario.objection.rule)
        for scenario in SCENARIOS.values()
        if scenario.objection
    ),
}


def test_the_server_words_what_only_it_judges_and_nothing_that_brings_its_text_along() -> None:
    assert set(SERVER_RULE_TEXTS) == ONLY_THE_SERVERS, (
        "A rule that only the server judges has its text in mock_server/texts/rules.py, one that "
        "both ends judge has it in its row in api_client/rules."
    )
    assert not [(field, rule) for field, rule in SERVER_RULE_TEXTS if rule in RULES.get(field, ())]


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("field", RULES)
def test_a_rule_without_numbers_is_told_with_those_of_the_default_policy(
    field: CredentialField, language: str
) -> None:
    for rule_id, kind in RULES[field].items():
        for met in (True, False):
            said = rule_text(field, Rule(id=rule_id), language, met=met)
            assert said == rule_text(field, kind.default, language, met=met)
            assert "None" not in said
            assert "{" not in said


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_broken_rule_is_told_by_its_fault_and_not_by_its_demand(language: str) -> None:
    named = [(field, kind.default) for field, kinds in RULES.items() for kind in kinds.values()]
    named += [(field, Rule(id=rule)) for field, rule in SERVER_RULE_TEXTS]
    named += [("password", rule) for rule in (NO_SEASON, PLUS_OR_MINUS)]
    for field, rule in named:
        demand, fault = (rule_text(field, rule, language, met=met) for met in (True, False))
        assert demand != fault
        assert fault.startswith(("Diese", "This ", "You ", "Too ")), fault


async def test_a_check_consumes_nothing(service: MockService, ask: Asker) -> None:
    link = service.link()
    for _ in range(3):
        assert (await ask("check", link, WHOLE)).status_code == 200
    assert (await ask("check", link, {})).json() == {"verdicts": []}
    assert (await ask.commit(link)).status_code == 200
