"""The server's word on credentials: the rules both ends share, and those only the server knows."""

import re
from collections.abc import Callable, Container, Iterable, Iterator

from api_client.models import (
    CheckVerdict,
    Choices,
    CredentialField,
    Policy,
    QuestionAnswer,
    Refusal,
    Rule,
    SecurityQuestion,
    Step,
)
from api_client.rules import (
    DEFAULT_ANSWER_POLICY,
    folded_answer,
    normalised,
    normalised_answer,
    violations,
)
from mock_server.accounts import Record
from mock_server.body import invalid
from mock_server.policies import PASSWORD_POLICIES, PIN_POLICIES, QUESTIONS
from mock_server.rule_texts import rule_text
from mock_server.service import MockService

_SEASONS = re.compile("frühling|fruehling|sommer|herbst|winter|spring|summer|autumn", re.IGNORECASE)

SERVER_RULES: dict[str, Callable[[str], bool]] = {
    "no_season": lambda value: _SEASONS.search(value) is None,
    "plus_or_minus": lambda value: "+" in value or "-" in value,
}
"""Rules that no client knows: whether a value keeps them."""


def judge_form(record: Record, choices: Choices, language: str, *, whole: bool) -> None:
    """Let pass only members whose step is asked for, and if `whole`, all of those.

    Raises:
        RequestInvalid: its errors name what is missing and what does not belong.
    """
    sent: dict[Step, bool] = {
        "password": choices.password is not None,
        "pin": choices.pin is not None,
        "security_question": choices.security_question is not None,
        "workspace": choices.workspace is not None,
    }
    steps = record.profile.steps
    wrong = [
        (step, "unexpected" if given else "required")
        for step, given in sent.items()
        if (given and step not in steps) or (whole and not given and step in steps)
    ]
    if wrong:
        raise invalid(wrong, language)


async def judge(
    service: MockService, record: Record, choices: Choices, language: str
) -> list[CheckVerdict]:
    """A verdict on every rule of every field sent, in the order of the journey."""
    found = [
        *_password(record, choices, language),
        *_pin(record, choices, language),
        *_question(record, choices, language),
        *_workspace(record, choices, language),
    ]
    return [*found, *await _objected(service, record, choices, found, language)]


def refusals(verdicts: Iterable[CheckVerdict]) -> list[Refusal]:
    """What a refused commit is told: the rules that do not hold."""
    return [
        Refusal(field=verdict.field, rule=verdict.rule, message=verdict.message)
        for verdict in verdicts
        if not verdict.met
    ]


def _password(record: Record, choices: Choices, language: str) -> Iterator[CheckVerdict]:
    if choices.password is None:
        return
    value = normalised(choices.password.get_secret_value())
    policy = PASSWORD_POLICIES[record.password_policy]
    broken = set(violations(policy, value, record.profile.account))
    broken |= {rule for rule, holds in SERVER_RULES.items() if not holds(value)}
    yield from _spelled("password", policy, broken, language)


def _pin(record: Record, choices: Choices, language: str) -> Iterator[CheckVerdict]:
    if choices.pin is None:
        return
    policy = PIN_POLICIES[record.profile.pin_policy]
    value = normalised(choices.pin.get_secret_value())
    yield from _spelled(
        "pin", policy, set(violations(policy, value, record.profile.account)), language
    )


def _question(record: Record, choices: Choices, language: str) -> Iterator[CheckVerdict]:
    chosen = choices.security_question
    if chosen is None:
        return
    question = _offered(record, chosen)
    yield _verdict("security_question.id", Rule(id="offered"), question is not None, language)
    secrets = [
        normalised(value.get_secret_value())
        for value in (choices.password, choices.pin)
        if value is not None
    ]
    broken = violations(
        DEFAULT_ANSWER_POLICY,
        normalised_answer(chosen.answer.get_secret_value()),
        record.profile.account,
        question=question.text.in_language(language) if question else "",
        secrets=secrets,
    )
    yield from _spelled("security_question.answer", DEFAULT_ANSWER_POLICY, set(broken), language)


def _offered(record: Record, chosen: QuestionAnswer) -> SecurityQuestion | None:
    offered = QUESTIONS[record.profile.questions]
    return next((question for question in offered if question.id == chosen.id), None)


def _workspace(record: Record, choices: Choices, language: str) -> Iterator[CheckVerdict]:
    if choices.workspace is None:
        return
    offered = choices.workspace == "web_browser" or record.profile.desktop_app
    yield _verdict("workspace", Rule(id="offered"), offered, language)


def _spelled(
    field: CredentialField, policy: Policy, broken: Container[str], language: str
) -> Iterator[CheckVerdict]:
    for rule in policy.rules:
        yield _verdict(field, rule, rule.id not in broken, language)


def _verdict(field: CredentialField, rule: Rule, met: bool, language: str) -> CheckVerdict:
    return CheckVerdict(
        field=field, rule=rule.id, met=met, message=rule_text(field, rule, language)
    )


async def _objected(
    service: MockService,
    record: Record,
    choices: Choices,
    found: list[CheckVerdict],
    language: str,
) -> list[CheckVerdict]:
    """The scenario's own refusal: of the first value that keeps every rule, and of no other."""
    objection = record.profile.objection
    value = None if objection is None else compared_value(choices, objection.field)
    if objection is None or value is None:
        return []
    if any(verdict.field == objection.field and not verdict.met for verdict in found):
        return []
    first = service.store.refused_hash(record, objection.field)
    if first is None:
        service.store.keep_refused(record, objection.field, await service.hasher.digest(value))
        met = False
    else:
        met = not await service.hasher.matches(first, value)
    return [_verdict(objection.field, Rule(id=objection.rule), met, language)]


def compared_value(choices: Choices, field: CredentialField) -> str | None:
    """A secret in the form in which it is hashed and compared; None if it was not sent."""
    question = choices.security_question
    secret, form = {
        "password": (choices.password, normalised),
        "pin": (choices.pin, normalised),
        "security_question.answer": (question.answer if question else None, folded_answer),
    }[field]
    return None if secret is None else form(secret.get_secret_value())
