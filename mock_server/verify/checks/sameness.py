"""Whether a body is the same: every character of it counts, and nothing that the rules do not see."""

import secrets
from collections.abc import Callable
from unicodedata import normalize

from api_client.models import Activation, CredentialField, Policy
from api_client.rules import completed, normalised, violations
from mock_server.verify.check import Check, Needs
from mock_server.verify.credentials import LANGUAGE, SentBody, accepted, answer_to
from mock_server.verify.expected import expect, expect_problem, expect_success
from mock_server.verify.outcome import NotTried
from mock_server.verify.trial import Trial

_EMOJI = [chr(each) for each in range(0x1F600, 0x1F640)]
"""Four bytes each, so that a long value has more than some ways of hashing read."""

_LONGEST = 100
_DRAWS = 10

Others = list[tuple[str, SentBody]]


def _changed(text: str, at: int) -> str:
    """The text with another character there, of the same sort."""
    old = text[at]
    new = "47"[old == "4"] if old.isdigit() else "xy"[old.casefold() == "x"]
    return text[:at] + new + (text[at + 1 :] if at != -1 else "")


def _nearly(body: SentBody, activation: Activation) -> Others:
    """Bodies that differ in one place."""
    found: Others = []
    if "password" in body:
        value = body["password"]
        others = {
            "the first character": _changed(value, 0),
            "the last character": _changed(value, -1),
            "capitals": value.swapcase(),
            "a character more": value + "x",
            "a character less": value[:-1],
        }
        if len(value) > 8:
            others["the ninth character"] = _changed(value, 8)
        found += [(f"password: {what}", body | {"password": v}) for what, v in others.items()]
    if "pin" in body:
        others = {"the last digit": _changed(body["pin"], -1), "a digit more": body["pin"] + "0"}
        found += [(f"pin: {what}", body | {"pin": value}) for what, value in others.items()]
    if "security_question" in body:
        chosen = body["security_question"]
        last = chosen | {"answer": _changed(chosen["answer"], -1)}
        found.append(("answer: the last letter", body | {"security_question": last}))
        ids = [q.id for q in activation.security_questions if q.id != chosen["id"]]
        if ids:
            asked = chosen | {"id": ids[0]}
            found.append(
                ("the same answer to another question", body | {"security_question": asked})
            )
    return found


async def _similar(trial: Trial) -> None:
    spent = await trial.spent()
    others = _nearly(spent.body, spent.activation)
    if not others:
        raise NotTried("the account has no step in which something is typed")
    for what, body in others:
        answer = await trial.call("commit", spent.link, body, key=spent.key)
        expect_problem(answer, "idempotency-key-reused", what=what)


def _most(policy: Policy, field: CredentialField) -> int:
    for rule in policy.rules:
        if rule.id == "length":
            most: int | None = completed(field, rule).max
            return min(most or _LONGEST, _LONGEST)
    return _LONGEST


def _drawn(policy: Policy, activation: Activation, draw: Callable[[], str], **more: object) -> str:
    """A value that keeps every published rule.

    Raises:
        NotTried: none was found.
    """
    for _ in range(_DRAWS):
        value = draw()
        if not violations(policy, normalised(value), activation.account, **more):  # type: ignore[arg-type]
            return value
    raise NotTried("no long value was found that keeps the published rules")


def _long(activation: Activation, trial: Trial) -> SentBody:
    """Choices with a password and an answer as long as may be."""
    body, keep = accepted(activation, trial.call.secrets), trial.call.secrets.keep
    if "password" in body:
        policy, start = activation.password_policy, str(body["password"])
        most = _most(policy, "password")

        def password() -> str:
            tail = "".join(secrets.choice(_EMOJI) for _ in range(most - len(start) - 1))
            return (start + tail + "k")[:most]

        body["password"] = keep(_drawn(policy, activation, password), "a password")
    if "security_question" in body:
        answers, question = activation.answer_policy, activation.security_questions[0]
        most = _most(answers, "security_question.answer")
        used = [body[step] for step in ("password", "pin") if step in body]

        def answer() -> str:
            said = ""
            while len(said) < most:
                said += f"{answer_to(activation, question, used)} für "
            return f"{said[: most - 2].rstrip()}ek"

        text = question.text.in_language(LANGUAGE)
        found = _drawn(answers, activation, answer, question=text, secrets=used)
        body["security_question"] = {"id": question.id, "answer": keep(found, "an answer")}
    return body


async def _to_the_end(trial: Trial) -> None:
    link = trial.take()
    activation = await trial.look(link)
    body = _long(activation, trial)
    others = [(what, other) for what, other in _nearly(body, activation) if "the last" in what]
    if not others:
        raise NotTried("the account has no step in which something is typed")
    receipt = expect_success(await trial.call("commit", link, body, key="long-1"))
    for what, other in others:
        answer = await trial.call("commit", link, other, key="long-1")
        expect_problem(answer, "idempotency-key-reused", what=f"of a long one, {what}")
    again = expect_success(await trial.call("commit", link, body, key="long-1"), what="again")
    expect(again.json == receipt.json, "the same body gets another receipt")


async def _compatible(trial: Trial) -> None:
    """A full-width letter, and a replacement character, which some put for a lone surrogate."""
    link = trial.take()
    activation = await trial.look(link)
    body = accepted(activation, trial.call.secrets)
    if "password" not in body:
        raise NotTried("the account has no step password")
    policy, start = activation.password_policy, body["password"]
    fit = start[: max(_most(policy, "password") - 2, 0)]
    body["password"] = trial.call.secrets.keep(
        _drawn(policy, activation, lambda: f"{fit}\uff21\ufffd"), "a password"
    )
    others = {
        "a full-width letter as a plain one": normalize("NFKC", body["password"]),
        "a lone surrogate for a replacement character": body["password"][:-1] + "\ud800",
    }
    expect_success(await trial.call("commit", link, body, key="other-1"))
    for what, value in others.items():
        answer = await trial.call("commit", link, body | {"password": value}, key="other-1")
        expect_problem(answer, "idempotency-key-reused", what=what)


CHECKS = (
    Check(
        "commit.similar-body",
        "The same key with a body that differs in one character, in capitals or in the question is "
        "answered 422 idempotency-key-reused.",
        _similar,
        10,
        Needs(spent=True),
    ),
    Check(
        "commit.long-values",
        "Of a password and an answer as long as may be every character counts, the last one too.",
        _to_the_end,
        6,
        Needs(uses_up={"fresh": 1}),
    ),
    Check(
        "commit.compatible-forms",
        "Passwords are compared in NFC, not NFKC: a full-width letter is another one, and so is a "
        "lone surrogate.",
        _compatible,
        4,
        Needs(uses_up={"fresh": 1}),
    ),
)
