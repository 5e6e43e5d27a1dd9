"""`/checks`: the server's verdicts are those of the rules that it publishes, and consume nothing."""

from api_client.activation_link import ActivationLink
from api_client.models import (
    Activation,
    CheckVerdict,
    Verdicts,
)
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


async def judged(trial: Trial, body: SentBody) -> tuple[CheckVerdict, ...]:
    """The verdicts on part of the choices of the link that is shared; one request."""
    return await judged_of(trial, trial.link(), body)


async def judged_of(
    trial: Trial, link: ActivationLink, body: SentBody, *, language: str = LANGUAGE
) -> tuple[CheckVerdict, ...]:
    """The verdicts on part of the choices of any link; one request."""
    spoken = {"Accept-Language": language}
    answer = expect_offered(await trial.call("check", link, body, headers=spoken))
    return expect_model(expect_success(answer), Verdicts).verdicts


def needs_step(step: str, activation: Activation) -> None:
    """Go on if the account has that step.

    Raises:
        NotTried: it has not.
    """
    if step not in activation.steps:
        raise NotTried(f"the account has no step {step}")


async def take_with_step(trial: Trial, step: str) -> tuple[ActivationLink, Activation]:
    """A fresh link, and what a look at it says; its account has that step.

    Raises:
        NotTried: it has not, or there is no link left.
    """
    link = trial.take()
    activation = await trial.look(link)
    needs_step(step, activation)
    return link, activation


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
    needs_step("security_question", activation)
    body = {"security_question": {"id": "none-of-them", "answer": "Ingrid Sommerfeld"}}
    told = await judged(trial, body)
    found = [v.met for v in told if (v.field, v.rule) == ("security_question.id", "offered")]
    expect(found == [False], "a question that is not on the list is not refused")


async def _offered_is_told(trial: Trial) -> None:
    body = await trial.choices(trial.link())
    told = {(v.field, v.rule): v.met for v in await judged(trial, body)}
    places = {"security_question": "security_question.id", "workspace": "workspace"}
    asked = [field for step, field in places.items() if step in body]
    if not asked:
        raise NotTried("the account has neither a question nor a workspace to choose")
    for field in asked:
        expect(told.get((field, "offered")) is True, f"{field}: no verdict that offered is met")


async def _in_the_policys_order(trial: Trial) -> None:
    activation = await trial.look(trial.link())
    body = accepted(activation, trial.call.secrets)
    told = await judged(trial, body)
    for step, field, policy in (
        ("password", "password", activation.password_policy),
        ("pin", "pin", activation.pin_policy),
        ("security_question", "security_question.answer", activation.answer_policy),
    ):
        published = [rule.id for rule in policy.rules]
        found = [v.rule for v in told if v.field == field and v.rule in published]
        expect(step not in body or found == published, f"{field}: verdicts in another order")


async def _reasons(trial: Trial) -> None:
    activation = await trial.look(trial.link())
    told = await judged(trial, trial.marks.refused(activation))
    broken = [verdict for verdict in told if not verdict.met]
    expect(bool(broken), "nothing is broken of values that cannot be accepted")
    silent = [f"{v.field} {v.rule:.40}" for v in broken if not v.message.strip()]
    expect(not silent, f"no message for {', '.join(silent[:3])}")


async def _step_not_asked_for(trial: Trial) -> None:
    link = trial.take_any()
    activation = await trial.look(link)
    values: SentBody = {"password": "Xk7vQm2p", "pin": "482913", "workspace": "web_browser"}
    values["security_question"] = {"id": "none-of-them", "answer": "Ingrid Sommerfeld"}
    others = {step: value for step, value in values.items() if step not in activation.steps}
    if not others:
        raise NotTried("the account has every step")
    step = next(iter(others))
    answer = await trial.call("check", link, {step: others[step]})
    expect_problem(expect_offered(answer), "request-invalid", what=step)


_SHARED = Needs(shares=("fresh",))

CHECKS = (
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
        "checks.offered-met",
        "A question and a workspace that are offered have a verdict on the rule offered: met.",
        _offered_is_told,
        2,
        _SHARED,
    ),
    Check(
        "checks.order",
        "The verdicts on a member come in the order of its policy's rules.",
        _in_the_policys_order,
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
        Needs(uses_up={"fresh": 1}, rather="fewer_steps"),
    ),
)
