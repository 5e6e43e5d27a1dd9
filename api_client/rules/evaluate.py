"""A policy, a value and an account in; verdicts out. Client and server judge alike."""

from collections.abc import Iterable, Iterator

from api_client.models import (
    AnswerPolicy,
    CredentialField,
    PasswordPolicy,
    PinPolicy,
    Policy,
    Rule,
)
from api_client.rules.account_info import AccountFacts
from api_client.rules.defaults import RULES
from api_client.rules.verdict import Judgement, TypedCredential, Verdict

CredentialPolicy = PasswordPolicy | PinPolicy | AnswerPolicy
"""A policy whose type says how its rules are read."""

_FIELDS: dict[type[Policy], CredentialField] = {
    PasswordPolicy: "password",
    PinPolicy: "pin",
    AnswerPolicy: "security_question.answer",
}


def verdicts(
    policy: CredentialPolicy,
    value: str,
    account: AccountFacts,
    *,
    question: str = "",
    secrets: Iterable[str] = (),
) -> tuple[Verdict, ...]:
    """One verdict for each rule of the policy, in its order.

    Args:
        policy: rules in display order; a parameter left out is that of the default policy.
        value: what was typed, already `normalised` (an answer may come as typed).
        account: whose credentials these are.
        question: with an answer, the question's text as shown.
        secrets: with an answer, the password and PIN chosen.

    Returns:
        The verdicts. `final` holds for typing that follows the last character; a combining mark
        would change that character instead.
    """
    typed = TypedCredential(value, account, question, tuple(secrets))
    return tuple(_verdict(rule, found) for rule, found in _judged(policy, typed))


def _judged(
    policy: CredentialPolicy, typed: TypedCredential
) -> Iterator[tuple[Rule, Judgement | None]]:
    """What is found of each rule; None where only the server can tell."""
    kinds = RULES[_FIELDS[type(policy)]]
    for rule in policy.rules:
        kind = kinds.get(rule.id)
        yield rule, None if kind is None else kind.judge(kind.completed(rule), typed)


def _verdict(rule: Rule, found: Judgement | None) -> Verdict:
    met = None if found is None else found is Judgement.MET
    return Verdict(rule.id, met, final=found is Judgement.FINAL)


def violations(
    policy: CredentialPolicy,
    value: str,
    account: AccountFacts,
    *,
    question: str = "",
    secrets: Iterable[str] = (),
) -> list[str]:
    """The ids of the rules that are broken, in the policy's order. Arguments: see `verdicts`."""
    typed = TypedCredential(value, account, question, tuple(secrets))
    return [
        rule.id
        for rule, found in _judged(policy, typed)
        if found is not None and found is not Judgement.MET
    ]
