"""The policies and question lists that accounts name."""

from collections.abc import Collection
from typing import TypeVar

from api_client.models import PasswordPolicy, PinPolicy, Policy, Rule, SecurityQuestion, Text
from api_client.rules import (
    DEFAULT_PASSWORD_POLICY,
    DEFAULT_PIN_POLICY,
    DEFAULT_QUESTIONS,
)
from mock_server.scenarios.questions import ESCAPE_QUESTIONS, MARKUP_QUESTIONS, MORE_QUESTIONS

AnyPolicy = TypeVar("AnyPolicy", bound=Policy)

NO_SEASON = Rule(
    id="no_season",
    text=Text(de="Enthält keine Jahreszeit", en="Contains no season of the year"),
)
PLUS_OR_MINUS = Rule(
    id="plus_or_minus",
    text=Text(de="Enthält ein Plus oder ein Minus (+ -)", en="Contains a plus or a minus (+ -)"),
)


def _varied(
    policy: AnyPolicy,
    changes: dict[str, dict[str, object]],
    *,
    without: Collection[str] = (),
    more: tuple[Rule, ...] = (),
) -> AnyPolicy:
    """The policy with some rules changed, left out, or added at the end."""
    rules = tuple(
        rule.model_copy(update=changes.get(rule.id, {}))
        for rule in policy.rules
        if rule.id not in without
    )
    return policy.model_copy(update={"rules": rules + more})


PASSWORD_POLICIES: dict[str, PasswordPolicy] = {
    "default": DEFAULT_PASSWORD_POLICY,
    "strict": _varied(DEFAULT_PASSWORD_POLICY, {"length": {"min": 14}, "sequential": {"run": 3}}),
    "lax": _varied(
        DEFAULT_PASSWORD_POLICY,
        {"length": {"min": 6}},
        without=("upper_or_special", "sequential", "repeating", "account_info", "common"),
    ),
    "unknown-rule": _varied(DEFAULT_PASSWORD_POLICY, {}, more=(NO_SEASON,)),
    "plus-or-minus": _varied(DEFAULT_PASSWORD_POLICY, {}, more=(PLUS_OR_MINUS,)),
}

PIN_POLICIES: dict[str, PinPolicy] = {
    "default": DEFAULT_PIN_POLICY,
    "strict": _varied(DEFAULT_PIN_POLICY, {"length": {"min": 8}, "sequential": {"run": 3}}),
    "lax": _varied(
        DEFAULT_PIN_POLICY,
        {"length": {"min": 4}},
        without=("sequential", "repeating", "account_info", "common"),
    ),
    "pin4": _varied(DEFAULT_PIN_POLICY, {"length": {"min": 4, "max": 4}}),
    "pin10": _varied(DEFAULT_PIN_POLICY, {"length": {"min": 10, "max": 10}}),
}

QUESTIONS: dict[str, tuple[SecurityQuestion, ...]] = {
    "default": DEFAULT_QUESTIONS,
    "many": DEFAULT_QUESTIONS + MORE_QUESTIONS,
    "escapes": ESCAPE_QUESTIONS + DEFAULT_QUESTIONS,
    "markup": MARKUP_QUESTIONS + DEFAULT_QUESTIONS,
}
