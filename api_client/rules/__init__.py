"""Password, PIN and answer rules: policies are data, verdicts are what screens and servers need."""

from api_client.rules.account_info import AccountFacts
from api_client.rules.advice import PIN_ADVICE, advice
from api_client.rules.defaults import (
    DEFAULT_ANSWER_POLICY,
    DEFAULT_PASSWORD_POLICY,
    DEFAULT_PIN_POLICY,
    RULES,
    completed,
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
    "PIN_ADVICE",
    "RULES",
    "AccountFacts",
    "CredentialPolicy",
    "Verdict",
    "account_info",
    "advice",
    "completed",
    "folded_answer",
    "normalised",
    "normalised_answer",
    "ranked_words",
    "verdicts",
    "violations",
]
