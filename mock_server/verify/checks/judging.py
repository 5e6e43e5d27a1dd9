"""`/checks`: the server's verdicts are those of the rules that it publishes, and consume nothing."""

from collections.abc import Iterable
from typing import Any, Literal

from api_client.activation_link import ActivationLink
from api_client.models import (
    Account,
    Activation,
    CheckVerdict,
    PasswordPolicy,
    PinPolicy,
    Verdicts,
)
from api_client.rules import normalised, verdicts
from mock_server.verify.check import Check, Needs
from mock_server.verify.credentials import LANGUAGE, SentBody, accepted
from mock_server.verify.expected import (
    expect,
    expect_model,
    expect_offered,
    expect_problem,
    expect_success,
)
from mock_server.verify.outcome import NotTried
from mock_server.verify.trial import Trial
from mock_server.verify.values import Values, answers, passwords, pins

MOST_VALUES = 24
"""Of a table: a link lets thirty checks a minute through."""

UNPUBLISHED = {"common", "trivial"}
"""Rules with a list that no contract can hold: that there is a verdict is all that is asked."""


async def judged(trial: Trial, body: SentBody) -> tuple[CheckVerdict, ...]:
    """The verdicts on part of the choices of the link that is shared; one request."""
    return await _judged(trial, trial.link(), body)


async def _judged(trial: Trial, link: Any, body: SentBody) -> tuple[CheckVerdict, ...]:
    answer = expect_offered(await trial.call("check", link, body))
    return expect_model(expect_success(answer), Verdicts).verdicts


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
        told = await _judged(trial, link, {field: value})
        found = verdicts(policy, normalised(value), account)
        _agree(told, field, ((each.rule, each.met) for each in found), what)


async def _passwords(trial: Trial) -> None:
    link = trial.take()
    activation = await trial.look(link)
    _needs_step("password", activation)
    policy, account = activation.password_policy, activation.account
    await _as_published(trial, link, "password", policy, account, passwords(policy, account))


async def _pins(trial: Trial) -> None:
    link = trial.take()
    activation = await trial.look(link)
    _needs_step("pin", activation)
    policy, account = activation.pin_policy, activation.account
    await _as_published(trial, link, "pin", policy, account, pins(policy, account))


async def _answers(trial: Trial) -> None:
    link = trial.take()
    activation = await trial.look(link)
    _needs_step("security_question", activation)
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
            await _judged(trial, link, body),
            "security_question.answer",
            ((each.rule, each.met) for each in found),
            what,
        )


def _needs_step(step: str, activation: Activation) -> None:
    if step not in activation.steps:
        raise NotTried(f"the account has no step {step}")


async def _good(trial: Trial) -> None:
    body = await trial.choices(trial.link())
    for verdict in await judged(trial, body):
        expect(
            verdict.met, f"{verdict.field}: {verdict.rule:.40} is broken by a value that keeps it"
        )


async def _each_part(trial: Trial) -> None:
    body = await trial.choices(trial.link())
    expect(not await judged(trial, {}), "nothing was sent, and there are verdicts")
    for step, value in body.items():
        told = await judged(trial, {step: value})
        foreign = [v.field for v in told if v.field.partition(".")[0] != step]
        expect(not foreign, f"{step} alone: a verdict on {''.join(foreign[:1]):.40}")
        expect(bool(told), f"{step} alone: no verdict")


async def _changes_nothing(trial: Trial) -> None:
    link = trial.link()
    activation = await trial.look(link)
    await judged(trial, trial.marks.refused(activation))
    await judged(trial, accepted(activation, trial.call.secrets))
    again = await trial.look(link)
    expect(
        again.model_copy(update={"server_time": activation.server_time}) == activation, "changed"
    )


async def _not_offered(trial: Trial) -> None:
    activation = await trial.look(trial.link())
    _needs_step("security_question", activation)
    body = {"security_question": {"id": "none-of-them", "answer": "Ingrid Sommerfeld"}}
    told = await judged(trial, body)
    found = [v.met for v in told if (v.field, v.rule) == ("security_question.id", "offered")]
    expect(found == [False], "a question that is not on the list is not refused")


async def _reasons(trial: Trial) -> None:
    activation = await trial.look(trial.link())
    told = await judged(trial, trial.marks.refused(activation))
    broken = [verdict for verdict in told if not verdict.met]
    expect(bool(broken), "nothing is broken of values that cannot be accepted")
    silent = [f"{v.field} {v.rule:.40}" for v in broken if not v.message.strip()]
    expect(not silent, f"no message for {', '.join(silent[:3])}")


async def _step_not_asked_for(trial: Trial) -> None:
    activation = await trial.look(trial.link())
    values: SentBody = {"password": "Xk7vQm2p", "pin": "482913", "workspace": "web_browser"}
    others = {step: value for step, value in values.items() if step not in activation.steps}
    if not others:
        raise NotTried("the account has every step")
    step = next(iter(others))
    answer = await trial.call("check", trial.link(), {step: others[step]})
    expect_problem(expect_offered(answer), "request-invalid", what=step)


_SHARED = Needs(shares=("fresh",))

CHECKS = (
    Check(
        "checks.passwords",
        "Verdicts on passwords follow from the published rules.",
        _passwords,
        MOST_VALUES + 1,
        Needs(uses_up={"fresh": 1}),
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
        "checks.good",
        "Values that keep every published rule have no verdict against them.",
        _good,
        2,
        _SHARED,
    ),
    Check(
        "checks.parts",
        "Any part of the choices is judged, and nothing but that part.",
        _each_part,
        6,
        _SHARED,
    ),
    Check(
        "checks.changes-nothing",
        "A check consumes nothing, whatever it finds.",
        _changes_nothing,
        4,
        _SHARED,
    ),
    Check(
        "checks.question-offered",
        "A question that is not on the list breaks the rule offered of security_question.id.",
        _not_offered,
        2,
        _SHARED,
    ),
    Check(
        "checks.reasons",
        "Each broken rule has a message for people.",
        _reasons,
        2,
        _SHARED,
    ),
    Check(
        "checks.other-steps",
        "A member whose step is not asked for is answered 400 request-invalid.",
        _step_not_asked_for,
        2,
        _SHARED,
    ),
)
