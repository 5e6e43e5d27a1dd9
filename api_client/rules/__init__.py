"""Password, PIN and answer rules: policies are data, verdicts are what screens and servers need."""

from api_client.rules.account_info import AccountFacts
from api_client.rules.advice import advice
from api_client.rules.defaults import (
    DEFAULT_ANSWER_POLICY,
    DEFAULT_PASSWORD_POLICY,
    DEFAULT_PIN_POLICY,
)
from api_client.rules.evaluate import CredentialPolicy, verdicts, violations
from api_client.rules.normalize import folded_answer, normalised, normalised_answer
from api_client.rules.questions import DEFAULT_QUESTIONS
from api_client.rules.verdict import Verdict

__all__ = [
    "DEFAULT_ANSWER_POLICY",
    "DEFAULT_PASSWORD_POLICY",
    "DEFAULT_PIN_POLICY",
    "DEFAULT_QUESTIONS",
    "AccountFacts",
    "CredentialPolicy",
    "Verdict",
    "advice",
    "folded_answer",
    "normalised",
    "normalised_answer",
    "verdicts",
    "violations",
]
