"""A policy, a value and an account in; verdicts out. Client and server judge alike."""

from collections.abc import Iterable

from api_client.models import AnswerPolicy, PasswordPolicy, PinPolicy, Policy, Rule
from api_client.rules.account_info import AccountFacts
from api_client.rules.answer import ANSWER_JUDGES
from api_client.rules.password import PASSWORD_JUDGES
from api_client.rules.pin import PIN_JUDGES
from api_client.rules.verdict import Entry, Finding, Judge, Verdict

CredentialPolicy = PasswordPolicy | PinPolicy | AnswerPolicy
"""A policy whose type says how its rules are read."""

_JUDGES: dict[type[Policy], dict[str, Judge]] = {
    PasswordPolicy: PASSWORD_JUDGES,
    PinPolicy: PIN_JUDGES,
    AnswerPolicy: ANSWER_JUDGES,
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
    judges = _JUDGES[type(policy)]
    entry = Entry(value, account, question, tuple(secrets))
    return tuple(_verdict(judges.get(rule.id), rule, entry) for rule in policy.rules)


def _verdict(judge: Judge | None, rule: Rule, entry: Entry) -> Verdict:
    if judge is None:
        return Verdict(rule.id, None, final=False)
    finding = judge(rule, entry)
    return Verdict(rule.id, finding is Finding.MET, final=finding is Finding.FINAL)


def violations(
    policy: CredentialPolicy,
    value: str,
    account: AccountFacts,
    *,
    question: str = "",
    secrets: Iterable[str] = (),
) -> list[str]:
    """The ids of the rules that are broken, in the policy's order. Arguments: see `verdicts`."""
    judged = verdicts(policy, value, account, question=question, secrets=secrets)
    return [verdict.rule for verdict in judged if verdict.met is False]
