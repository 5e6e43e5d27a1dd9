"""`/checks`: verdicts over tables of values, compared with what the published rules say of them."""

import re
from collections.abc import Iterable
from typing import Literal

from api_client.activation_link import ActivationLink
from api_client.models import Account, CheckVerdict, PasswordPolicy, PinPolicy
from api_client.rules import normalised, verdicts
from mock_server.verify.account_values import answers_about, names_in_passwords, passwords_about
from mock_server.verify.check import Check, Needs
from mock_server.verify.checks.judging import judged_of, take_with_step
from mock_server.verify.credentials import LANGUAGE, accepted
from mock_server.verify.expected import expect
from mock_server.verify.trial import Trial
from mock_server.verify.values import Values, answers, passwords, pins

MOST_VALUES = 28
"""Of a table: a link lets thirty checks a minute through."""

ACCOUNTS = 3
"""Whose names are looked for in passwords: one has umlauts, another three letters."""

UNPUBLISHED = {"common", "trivial"}
"""Rules with a list that no contract can hold: that there is a verdict is all that is asked."""


def _agree(
    told: Iterable[CheckVerdict], field: str, expected: Iterable[tuple[str, bool | None]], what: str
) -> None:
    """Go on if each published rule has the verdict that follows from it."""
    of_field = {verdict.rule: verdict.met for verdict in told if verdict.field == field}
    for rule, met in expected:
        expect(rule in of_field, f"{field}, {what}: no verdict on {rule}")
        if met is None or rule in UNPUBLISHED:
            continue
        said, due = ("met" if each else "broken" for each in (of_field[rule], met))
        expect(said == due, f"{field}, {what}: {rule} is {said}, by what is published it is {due}")


async def _as_published(
    trial: Trial,
    link: ActivationLink,
    field: Literal["password", "pin"],
    policy: PasswordPolicy | PinPolicy,
    account: Account,
    values: Values,
) -> None:
    """Let the server judge values of a table, each by itself, and hold it to its own rules."""
    for what, value in values[:MOST_VALUES]:
        told = await judged_of(trial, link, {field: value})
        found = verdicts(policy, normalised(value), account)
        _agree(told, field, ((each.rule, each.met) for each in found), what)


async def _passwords(trial: Trial) -> None:
    link, activation = await take_with_step(trial, "password")
    policy, account = activation.password_policy, activation.account
    await _as_published(trial, link, "password", policy, account, passwords(policy, account))


async def _passwords_about(trial: Trial) -> None:
    link, activation = await take_with_step(trial, "password")
    policy, account = activation.password_policy, activation.account
    values = passwords_about(policy, account)
    await _as_published(trial, link, "password", policy, account, values)
    for _ in range(1, ACCOUNTS):
        link, activation = await take_with_step(trial, "password")
        policy, account = activation.password_policy, activation.account
        values = names_in_passwords(account)
        await _as_published(trial, link, "password", policy, account, values)


async def _pins(trial: Trial) -> None:
    link, activation = await take_with_step(trial, "pin")
    policy, account = activation.pin_policy, activation.account
    await _as_published(trial, link, "pin", policy, account, pins(policy, account))


async def _answers(trial: Trial) -> None:
    link, activation = await take_with_step(trial, "security_question")
    policy, account = activation.answer_policy, activation.account
    question = activation.security_questions[0]
    text = question.text.in_language(LANGUAGE)
    secrets = {
        k: v
        for k, v in accepted(activation, trial.call.secrets).items()
        if k in ("password", "pin")
    }
    for what, value in answers(policy, account, text, list(secrets.values()))[:MOST_VALUES]:
        body = secrets | {"security_question": {"id": question.id, "answer": value}}
        found = verdicts(policy, value, account, question=text, secrets=secrets.values())
        _agree(
            await judged_of(trial, link, body),
            "security_question.answer",
            ((each.rule, each.met) for each in found),
            what,
        )


async def _answers_about(trial: Trial) -> None:
    """Answers made from the account, and what stands in the question, which is asked in German."""
    link, activation = await take_with_step(trial, "security_question")
    policy, account = activation.answer_policy, activation.account
    question = activation.security_questions[0]
    text, words = question.text.de, re.findall(r"\w+", question.text.de)
    asked = [("words of the German question", " ".join(words[1:3]))]
    asked += [("its words in another order", " ".join(reversed(words[:4])))]
    for what, value in [*asked, *answers_about(policy, account)][:MOST_VALUES]:
        body = {"security_question": {"id": question.id, "answer": value}}
        told = await judged_of(trial, link, body, language="de")
        found = verdicts(policy, value, account, question=text, secrets=())
        expected = ((each.rule, each.met) for each in found)
        _agree(told, "security_question.answer", expected, what)


CHECKS = (
    Check(
        "checks.passwords",
        "Verdicts on passwords follow from the published rules.",
        _passwords,
        MOST_VALUES + 1,
        Needs(uses_up={"fresh": 1}),
    ),
    Check(
        "checks.account-info",
        "Verdicts on passwords follow from the accounts' own names, in each spelling, and from their "
        "numbers, in each form.",
        _passwords_about,
        ACCOUNTS * (MOST_VALUES + 1),
        Needs(uses_up={"fresh": ACCOUNTS}),
    ),
    Check(
        "checks.pins",
        "Verdicts on PINs follow from the published rules.",
        _pins,
        MOST_VALUES + 1,
        Needs(uses_up={"fresh": 1}),
    ),
    Check(
        "checks.answers",
        "Verdicts on answers follow from the published rules, the question and the other choices.",
        _answers,
        MOST_VALUES + 1,
        Needs(uses_up={"fresh": 1}),
    ),
    Check(
        "checks.answers-account-info",
        "Verdicts on answers follow from the account's own names and numbers, and from the "
        "question in the language of the request.",
        _answers_about,
        MOST_VALUES + 1,
        Needs(uses_up={"fresh": 1}),
    ),
)
