"""The server's word on credentials: the rules both ends share, and those only the server knows."""

import re
from collections.abc import Callable, Container, Iterable
from typing import NamedTuple

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
from mock_server.accounts.hashing import Hasher
from mock_server.accounts.models import Record
from mock_server.accounts.store import Store
from mock_server.api.request_body import Violation
from mock_server.scenarios.policies import PASSWORD_POLICIES, PIN_POLICIES, QUESTIONS
from mock_server.texts.rules import rule_text

_SEASONS = re.compile("frühling|fruehling|sommer|herbst|winter|spring|summer|autumn", re.IGNORECASE)

OFFERED = Rule(id="offered")
"""What is chosen from a list has to be on it."""

SERVER_RULES: dict[str, Callable[[str], bool]] = {
    "no_season": lambda value: _SEASONS.search(value) is None,
    "plus_or_minus": lambda value: "+" in value or "-" in value,
}
"""Rules that no client knows: whether a value keeps them."""


def form_violations(record: Record, choices: Choices, *, whole: bool) -> tuple[Violation, ...]:
    """The members whose step is not asked for, and if `whole`, those that are missing."""
    sent: dict[Step, bool] = {
        "password": choices.password is not None,
        "pin": choices.pin is not None,
        "security_question": choices.security_question is not None,
        "workspace": choices.workspace is not None,
    }
    steps = record.profile.steps
    return tuple(
        Violation(step, "unexpected" if given else "required")
        for step, given in sent.items()
        if (given and step not in steps) or (whole and not given and step in steps)
    )


class RuleOutcome(NamedTuple):
    """Whether one rule of one field holds."""

    field: CredentialField
    rule: Rule
    met: bool


async def judge(
    store: Store, hasher: Hasher, record: Record, choices: Choices, language: str
) -> list[RuleOutcome]:
    """What holds of every rule of every field sent, in the order of the journey."""
    found = [
        *_password(record, choices),
        *_pin(record, choices),
        *_question(record, choices, language),
        *_workspace(record, choices),
    ]
    return [*found, *await _objected(store, hasher, record, choices, found)]


def verdicts(judged: Iterable[RuleOutcome], language: str) -> list[CheckVerdict]:
    """What a check is told: every rule, and what is wrong where it is broken."""
    return [
        CheckVerdict(
            field=field,
            rule=rule.id,
            met=met,
            message=rule_text(field, rule, language, met=met),
        )
        for field, rule, met in judged
    ]


def refusals(judged: Iterable[RuleOutcome], language: str) -> list[Refusal]:
    """What a refused commit is told: what is wrong, for each rule that does not hold."""
    return [
        Refusal(field=field, rule=rule.id, message=rule_text(field, rule, language, met=False))
        for field, rule, met in judged
        if not met
    ]


def _password(record: Record, choices: Choices) -> list[RuleOutcome]:
    if choices.password is None:
        return []
    value = normalised(choices.password.get_secret_value())
    policy = PASSWORD_POLICIES[record.password_policy]
    broken = set(violations(policy, value, record.profile.account))
    broken |= {rule for rule, holds in SERVER_RULES.items() if not holds(value)}
    return _each("password", policy, broken)


def _pin(record: Record, choices: Choices) -> list[RuleOutcome]:
    if choices.pin is None:
        return []
    policy = PIN_POLICIES[record.profile.pin_policy]
    value = normalised(choices.pin.get_secret_value())
    return _each("pin", policy, violations(policy, value, record.profile.account))


def _question(record: Record, choices: Choices, language: str) -> list[RuleOutcome]:
    chosen = choices.security_question
    if chosen is None:
        return []
    question = _offered(record, chosen)
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
    return [
        RuleOutcome("security_question.id", OFFERED, question is not None),
        *_each("security_question.answer", DEFAULT_ANSWER_POLICY, broken),
    ]


def _offered(record: Record, chosen: QuestionAnswer) -> SecurityQuestion | None:
    offered = QUESTIONS[record.profile.questions]
    return next((question for question in offered if question.id == chosen.id), None)


def _workspace(record: Record, choices: Choices) -> list[RuleOutcome]:
    if choices.workspace is None:
        return []
    offered = choices.workspace == "web_browser" or record.profile.desktop_app
    return [RuleOutcome("workspace", OFFERED, offered)]


def _each(field: CredentialField, policy: Policy, broken: Container[str]) -> list[RuleOutcome]:
    return [RuleOutcome(field, rule, rule.id not in broken) for rule in policy.rules]


async def _objected(
    store: Store, hasher: Hasher, record: Record, choices: Choices, found: list[RuleOutcome]
) -> list[RuleOutcome]:
    """The scenario's own refusal: of the first value that keeps every rule, and of no other."""
    objection = record.profile.objection
    value = None if objection is None else compared_value(choices, objection.field)
    if objection is None or value is None:
        return []
    if any(judged.field == objection.field and not judged.met for judged in found):
        return []
    first = store.refused_hash(record, objection.field)
    if first is None:
        store.keep_refused(record, objection.field, await hasher.digest(value))
        met = False
    else:
        met = not await hasher.matches(first, value)
    return [RuleOutcome(objection.field, Rule(id=objection.rule), met)]


def compared_value(choices: Choices, field: CredentialField) -> str | None:
    """A secret in the form in which it is hashed and compared; None if it was not sent."""
    question = choices.security_question
    secret, form = {
        "password": (choices.password, normalised),
        "pin": (choices.pin, normalised),
        "security_question.answer": (question.answer if question else None, folded_answer),
    }[field]
    return None if secret is None else form(secret.get_secret_value())
