"""Handing the answers to a flow, and reading off it what is missing or broken.

No rule is applied here: the flow and the server judge, as they do for what people type.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pydantic import SecretStr

from api_client.models import Refusal, Step
from api_client.passwords.generator import CannotGenerate, pin, random_password, spoken_answer
from tui.answers.errors import AnswersFault
from tui.answers.generated_files import GeneratedFiles
from tui.answers.schema import AccountAnswers, Source
from tui.answers.secret_places import SecretUnusable
from tui.answers.secret_sources import Secrets
from tui.i18n import language
from tui.journey.flow import Flow
from tui.journey.states import STEP_FIELDS, Judged, Missing, RuleState, is_judged
from tui.wording.answers import (
    NOT_OFFERED,
    lacking_sentence,
    not_offered_sentence,
    undrawn_sentence,
)
from tui.wording.identity import said_by_server
from tui.wording.rules import why_broken

NO_SECRET = "no-secret"
"""The rule of an answer whose secret is not where the file says."""

INCOMPLETE = frozenset({"missing", NOT_OFFERED, "cannot-generate", NO_SECRET})
"""The rules of refusals that are no rule's: the file does not fit the account."""


@dataclass(frozen=True, slots=True)
class Filled:
    """What was handed to a flow.

    `generated` are the secrets that were drawn, by the name of the file each is to be kept in,
    `taken_up` the names of those that were kept before, `unkept` why some could not be kept.
    `aside` are the steps that have an answer and are none of this account's.
    """

    generated: Mapping[str, SecretStr] = field(repr=False)
    undrawn: tuple[Judged, ...] = ()
    aside: tuple[Step, ...] = ()
    taken_up: Mapping[Judged, str] = field(default_factory=dict)
    unkept: tuple[AnswersFault, ...] = ()


def fill(flow: Flow, answers: AccountAnswers, secrets: Secrets, files: GeneratedFiles) -> Filled:
    """Choose what the answers say; what is to be generated is taken up, or drawn now."""
    generated: dict[str, SecretStr] = {}
    taken_up: dict[Judged, str] = {}
    undrawn: list[Judged] = []
    unkept: list[AnswersFault] = []

    def value(source: Source, judged: Judged) -> str:
        if source.generate is None:
            return secrets[source]
        try:
            kept = files.take_up(source.generate)
        except SecretUnusable as unusable:
            unkept.append(AnswersFault(unusable.kind, judged, values=unusable.values))
            kept = None
        if kept is not None:
            taken_up[judged] = source.generate
            return kept
        try:
            drawn = _draw(flow, judged)
        except CannotGenerate:
            undrawn.append(judged)
            return ""
        generated[source.generate] = SecretStr(drawn)
        return drawn

    steps = flow.activation.steps
    if answers.password is not None and "password" in steps:
        flow.form.type("password", value(answers.password, "password"))
        flow.form.type("password_repeat", flow.form.draft.password)
    if answers.pin is not None and "pin" in steps:
        flow.form.type("pin", value(answers.pin, "pin"))
        flow.form.type("pin_repeat", flow.form.draft.pin)
    elif answers.pin is None:
        flow.form.leave_out("pin")
    if answers.security_question is not None and "security_question" in steps:
        flow.form.choose_question(answers.security_question.id)
        flow.form.type(
            "answer", value(answers.security_question.answer, "security_question.answer")
        )
    if answers.workspace is not None and "workspace" in steps:
        flow.form.choose_workspace(answers.workspace)
    every: tuple[Step, ...] = tuple(STEP_FIELDS)
    aside = tuple(step for step in every if answers.has(step) and step not in steps)
    return Filled(generated, tuple(undrawn), aside, taken_up, tuple(unkept))


def _draw(flow: Flow, judged: Judged) -> str:
    activation = flow.activation
    if judged == "password":
        return random_password(activation.password_policy, activation.account)
    if judged == "pin":
        return pin(activation.pin_policy, activation.account)
    question = flow.form.question
    return spoken_answer(
        activation.answer_policy,
        activation.account,
        language(),
        question=f"{question.text.de}\n{question.text.en}" if question else "",
        used=[secret for secret in (flow.form.value("password"), flow.form.value("pin")) if secret],
    )


def refusals(flow: Flow, answers: AccountAnswers, filled: Filled) -> tuple[Refusal, ...]:
    """Everything that keeps the answers from being accepted, in the order of the steps."""
    return tuple(
        refusal
        for step in flow.activation.steps
        if flow.form.missing(step)
        for refusal in _of_step(flow, step, answers, filled)
    )


def _of_step(flow: Flow, step: Step, answers: AccountAnswers, filled: Filled) -> Iterator[Refusal]:
    [missing] = flow.form.missing(step)
    if not answers.has(step):
        yield Refusal(field=step, rule="missing", message=lacking_sentence(step))
    elif missing in (Missing.QUESTION, Missing.WORKSPACE):
        where = STEP_FIELDS[step][0]
        yield Refusal(
            field=where, rule=NOT_OFFERED, message=not_offered_sentence(step, _offered(flow, step))
        )
    for where in STEP_FIELDS[step]:
        if is_judged(where) and where in filled.undrawn:
            yield Refusal(field=where, rule="cannot-generate", message=undrawn_sentence())
        elif is_judged(where) and answers.has(step):
            yield from _broken(flow, where)
        for said in flow.form.further_verdicts(where):
            yield Refusal(field=where, rule=said.rule, message=said_by_server(said.message))


def _broken(flow: Flow, judged: Judged) -> Iterator[Refusal]:
    flow.form.leave(judged)
    for line in flow.form.rule_lines(judged):
        if line.state is RuleState.BROKEN:
            yield Refusal(field=judged, rule=line.rule.id, message=why_broken(judged, line))


def _offered(flow: Flow, step: Step) -> list[str]:
    if step == "workspace":
        return list(flow.form.workspaces)
    return [question.id for question in flow.activation.security_questions]
