"""Credentials to send: such that keep every published rule, and such that break one."""

import secrets
from dataclasses import dataclass
from string import ascii_letters, digits
from typing import Any

from api_client.models import Activation, SecurityQuestion
from api_client.passwords.generator import CannotGenerate, pin, random_password, spoken_answer
from mock_server.verify.outcome import NotTried
from mock_server.verify.secrets_sent import SecretsSent

SentBody = dict[str, Any]
"""The JSON of a commit or of a check."""

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
        """A value that cannot be accepted for every step that takes one."""
        body: SentBody = {}
        if "password" in activation.steps:
            body["password"] = self.mark("a refused password") * 20
        if "pin" in activation.steps:
            body["pin"] = self.number("a refused PIN") + "x"
        if "security_question" in activation.steps:
            mark = self.mark("a refused answer")
            # With the refused password in it no policy of ours would take it either.
            body["security_question"] = {"id": self.mark("a refused question"), "answer": mark}
        if "workspace" in activation.steps:
            body["workspace"] = activation.workspaces[0].kind
        return body


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
