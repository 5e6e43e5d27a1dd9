"""Credentials to send: such that keep every published rule, and such that break one."""

import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from string import ascii_letters, digits
from typing import Any

from api_client.models import Activation, SecurityQuestion
from api_client.passwords.generator import CannotGenerate, pin, random_password, spoken_answer
from api_client.rules import normalised, violations
from mock_server.verify.outcome import NotTried
from mock_server.verify.secrets_sent import SecretsSent

SentBody = dict[str, Any]
"""The JSON of a commit or of a check."""

_DRAWS = 10

LANGUAGE = "en"
"""In which problems and questions are asked for, unless a check is about languages."""


@dataclass(frozen=True, slots=True)
class Marks:
    """Values that break rules and can be found again wherever they are repeated."""

    secrets: SecretsSent

    def mark(self, kind: str) -> str:
        """Ten random letters and digits, remembered as that kind of secret."""
        return self.secrets.keep(
            "".join(secrets.choice(ascii_letters + digits) for _ in range(10)), kind
        )

    def number(self, kind: str) -> str:
        """Nine random digits, remembered as that kind of secret."""
        return self.secrets.keep("".join(secrets.choice(digits) for _ in range(9)), kind)

    def refused(self, activation: Activation) -> SentBody:
        """A value that breaks a published rule for every step that takes one.

        Raises:
            NotTried: there is no such step, or no such value was found.
        """
        body: SentBody = {}
        if "password" in activation.steps:
            body["password"] = self._password(activation)
        if "pin" in activation.steps:
            body["pin"] = self._pin(activation)
        if "security_question" in activation.steps:
            answer = self.mark("a refused answer")
            body["security_question"] = {"id": self.mark("a refused question"), "answer": answer}
        if not body:
            raise NotTried("the account has no step in which something is typed")
        if "workspace" in activation.steps:
            body["workspace"] = activation.workspaces[0].kind
        return body

    def answer(self, activation: Activation, good: SentBody) -> SentBody:
        """A question that is offered, with an answer that breaks a published rule.

        Raises:
            NotTried: no such answer was found.
        """
        mark, chosen = self.mark("a refused answer"), good["security_question"]
        question = next(q for q in activation.security_questions if q.id == chosen["id"])
        text = question.text.in_language(LANGUAGE)
        used = [good[step] for step in ("password", "pin") if step in good]
        policy, account = activation.answer_policy, activation.account
        values = [
            f"{mark} {' '.join(used)}",
            mark[:1] * 8,
            mark[:1],
            mark + "\a",
            account.last_name,
        ]
        answer = _first(
            values, lambda value: violations(policy, value, account, question=text, secrets=used)
        )
        return {"id": question.id, "answer": answer}

    def _password(self, activation: Activation) -> str:
        mark, policy = self.mark("a refused password"), activation.password_policy
        values = [mark * 20, mark[:1], f" {mark}", mark]
        return _first(values, lambda value: violations(policy, value, activation.account))

    def _pin(self, activation: Activation) -> str:
        number, policy = self.number("a refused PIN"), activation.pin_policy
        values = [f"{number}x", number * 4, number[:1]]
        return _first(values, lambda value: violations(policy, value, activation.account))


def _first(values: Iterable[str], broken: Callable[[str], object]) -> str:
    """The first value that breaks a rule.

    Raises:
        NotTried: none does.
    """
    for value in values:
        if broken(value):
            return value
    raise NotTried("no value was found that breaks a published rule")


def accepted(activation: Activation, sent: SecretsSent) -> SentBody:
    """Credentials that keep every published rule, a member for each step.

    Raises:
        NotTried: there are none, or none were found.
    """
    account = activation.account
    body: SentBody = {}
    used: list[str] = []
    try:
        if "password" in activation.steps:
            body["password"] = random_password(activation.password_policy, account)
            used.append(sent.keep(body["password"], "a password"))
        if "pin" in activation.steps:
            body["pin"] = pin(activation.pin_policy, account)
            used.append(sent.keep(body["pin"], "a PIN"))
        if "security_question" in activation.steps:
            question = activation.security_questions[0]
            body["security_question"] = {
                "id": question.id,
                "answer": sent.keep(answer_to(activation, question, used), "an answer"),
            }
    except CannotGenerate:
        raise NotTried("no credentials were found that keep the published rules") from None
    if "workspace" in activation.steps:
        body["workspace"] = activation.workspaces[-1].kind
    return body


def with_umlaut(activation: Activation, sent: SecretsSent) -> str:
    """A password with an umlaut that keeps every published rule.

    Raises:
        NotTried: none was found.
    """
    policy, account = activation.password_policy, activation.account
    for _ in range(_DRAWS):
        value = accepted(activation, sent)["password"][:-1] + "ü"
        if not violations(policy, normalised(value), account):
            return sent.keep(value, "a password")
    raise NotTried("no password with an umlaut was found that keeps the published rules")


def answer_to(activation: Activation, question: SecurityQuestion, used: list[str]) -> str:
    """An answer that keeps every published rule.

    Raises:
        CannotGenerate: none was found.
    """
    return spoken_answer(
        activation.answer_policy,
        activation.account,
        LANGUAGE,
        question=question.text.in_language(LANGUAGE),
        used=used,
    )


def another(body: SentBody, step: str, activation: Activation, sent: SecretsSent) -> SentBody:
    """The same choices with another value for one step; each value keeps the published rules.

    Raises:
        NotTried: there is only one choice.
    """
    if step == "workspace":
        other = [w.kind for w in activation.workspaces if w.kind != body["workspace"]]
        if not other:
            raise NotTried("there is only one workspace")
        return body | {"workspace": other[0]}
    return body | {step: accepted(activation, sent)[step]}
