"""The rules of every field that is typed, and the default policies, which are made of them.

Sources: the vendor's published rules (knowledge base "New Password Reset Tool", 2020; the PIN
screen of its white-label guides; "How to update Security Question") and the published examples
1234, 7890, Abcd / 222, 050505, Aaa, ###. What the vendor does not publish (the exact lengths of
runs) is set so that its own examples hold.
"""

from collections.abc import Mapping

from api_client.models import AnswerPolicy, CredentialField, PasswordPolicy, PinPolicy, Rule
from api_client.rules.advice import PIN_ADVICE
from api_client.rules.answer import ANSWER_RULES
from api_client.rules.password import PASSWORD_RULES
from api_client.rules.pin import PIN_RULES
from api_client.rules.rule_kind import RuleKind

RULES: Mapping[CredentialField, Mapping[str, RuleKind]] = {
    "password": PASSWORD_RULES,
    "pin": PIN_RULES,
    "security_question.answer": ANSWER_RULES,
}
"""Every rule that both ends can judge, by its field and its id, in display order."""


def completed(field: CredentialField, rule: Rule) -> Rule:
    """A policy's rule with the numbers it leaves out; one that is not in the table as it is."""
    kind = RULES.get(field, {}).get(rule.id)
    return kind.completed(rule) if kind else rule


def _defaults(rules: Mapping[str, RuleKind]) -> tuple[Rule, ...]:
    return tuple(kind.default for kind in rules.values())


DEFAULT_PASSWORD_POLICY = PasswordPolicy(rules=_defaults(PASSWORD_RULES))

DEFAULT_PIN_POLICY = PinPolicy(
    rules=_defaults(PIN_RULES), advice=tuple(Rule(id=hint) for hint in PIN_ADVICE)
)

DEFAULT_ANSWER_POLICY = AnswerPolicy(rules=_defaults(ANSWER_RULES))
