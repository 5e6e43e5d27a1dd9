"""Every row of the oracle tables, judged by the default policies."""

import pytest

from api_client.models import AnswerPolicy, PasswordPolicy, PinPolicy, Rule
from api_client.rules import (
    DEFAULT_ANSWER_POLICY,
    DEFAULT_PASSWORD_POLICY,
    DEFAULT_PIN_POLICY,
    advice,
    normalised,
    violations,
)
from tests.accounts import EVA
from tests.unit.api_client.rules.tables import Row, rows

PASSWORDS = rows("password.tsv")
PINS = rows("pin.tsv")
ANSWERS = rows("answer.tsv")
SECRETS = ("Kranich7.Boot", "482913")


def _bare(rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    return tuple(Rule(id=rule.id) for rule in rules)


@pytest.mark.parametrize("row", PASSWORDS, ids=str)
def test_password_breaks_exactly_these_rules(row: Row) -> None:
    assert violations(DEFAULT_PASSWORD_POLICY, normalised(row.value), EVA) == row.broken


@pytest.mark.parametrize("row", PINS, ids=str)
def test_pin_breaks_exactly_these_rules(row: Row) -> None:
    assert violations(DEFAULT_PIN_POLICY, normalised(row.value), EVA) == row.broken


@pytest.mark.parametrize("row", PINS, ids=str)
def test_pin_is_advised_against_for_exactly_these_reasons(row: Row) -> None:
    assert advice(DEFAULT_PIN_POLICY, row.value) == row.advice


@pytest.mark.parametrize("row", ANSWERS, ids=str)
def test_answer_breaks_exactly_these_rules(row: Row) -> None:
    broken = violations(
        DEFAULT_ANSWER_POLICY, row.value, EVA, question=row.context, secrets=SECRETS
    )
    assert broken == row.broken


def test_rules_without_parameters_mean_those_of_the_default_policy() -> None:
    password = PasswordPolicy(rules=_bare(DEFAULT_PASSWORD_POLICY.rules))
    pin = PinPolicy(rules=_bare(DEFAULT_PIN_POLICY.rules))
    answer = AnswerPolicy(rules=_bare(DEFAULT_ANSWER_POLICY.rules))

    assert [violations(password, normalised(row.value), EVA) for row in PASSWORDS] == [
        row.broken for row in PASSWORDS
    ]
    assert [violations(pin, row.value, EVA) for row in PINS] == [row.broken for row in PINS]
    assert [
        violations(answer, row.value, EVA, question=row.context, secrets=SECRETS) for row in ANSWERS
    ] == [row.broken for row in ANSWERS]


@pytest.mark.parametrize(
    ("table", "accepted", "refused"), [(PASSWORDS, 38, 54), (PINS, 31, 51), (ANSWERS, 20, 40)]
)
def test_tables_hold_enough_of_both_kinds(table: list[Row], accepted: int, refused: int) -> None:
    assert sum(not row.broken for row in table) >= accepted
    assert sum(bool(row.broken) for row in table) >= refused


@pytest.mark.parametrize(
    ("table", "policy"),
    [
        (PASSWORDS, DEFAULT_PASSWORD_POLICY),
        (PINS, DEFAULT_PIN_POLICY),
        (ANSWERS, DEFAULT_ANSWER_POLICY),
    ],
    ids=["password", "pin", "answer"],
)
def test_tables_break_every_rule_of_the_default_policy(
    table: list[Row], policy: PasswordPolicy | PinPolicy | AnswerPolicy
) -> None:
    assert {rule for row in table for rule in row.broken} == {rule.id for rule in policy.rules}
