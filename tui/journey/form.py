"""What was chosen so far: typed values, how they stand with every rule, and how they are sent.

Under which rules they stand comes from the backend's `Activation`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Literal, get_args

from api_client.models import (
    STEPS,
    Activation,
    AnswerPolicy,
    CheckVerdict,
    Choices,
    CredentialField,
    PasswordPolicy,
    PinPolicy,
    Refusal,
    SecurityQuestion,
    Step,
    Workspace,
    WorkspaceKind,
)
from api_client.rules import Verdict, normalised, normalised_answer, verdicts
from tui.journey.states import (
    JUDGED,
    Judged,
    Missing,
    RepeatState,
    RuleLine,
    RuleState,
    is_judged,
)

SecretName = Literal["password", "password_repeat", "pin", "pin_repeat", "answer"]
"""The typed values of a draft."""


@dataclass(slots=True)
class Draft:
    """What was chosen so far; nothing of it is shown by its repr."""

    password: str = field(default="", repr=False)
    password_repeat: str = field(default="", repr=False)
    pin: str = field(default="", repr=False)
    pin_repeat: str = field(default="", repr=False)
    answer: str = field(default="", repr=False)
    question_id: str | None = field(default=None, repr=False)
    workspace: WorkspaceKind | None = field(default=None, repr=False)

    def is_empty(self) -> bool:
        """True while nothing was typed; a choice from a list is made again in a moment."""
        return not any(getattr(self, name) for name in get_args(SecretName))

    def empty(self) -> None:
        """Hold nothing of it any more, whoever holds this."""
        for name in get_args(SecretName):
            setattr(self, name, "")
        self.question_id = self.workspace = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was chosen at some time, to be chosen again if nothing comes of a change."""

    draft: Draft
    left_out: frozenset[Step]


class ServerVerdicts:
    """The server's verdicts by field and rule; an edit of a field makes it forget them."""

    def __init__(self) -> None:
        self._said: dict[tuple[str, str], CheckVerdict] = {}

    def take(self, verdicts: Iterable[CheckVerdict]) -> None:
        """Keep verdicts, the latest on each rule."""
        for verdict in verdicts:
            self._said[verdict.field, verdict.rule] = verdict

    def on(self, field: CredentialField, rule: str) -> CheckVerdict | None:
        """The verdict on one rule of a field."""
        return self._said.get((field, rule))

    def refused(self, field: CredentialField) -> tuple[CheckVerdict, ...]:
        """What it holds against a field."""
        return tuple(
            verdict for verdict in self._said.values() if verdict.field == field and not verdict.met
        )

    def forget(self, *fields: CredentialField) -> None:
        """These fields were edited, or are judged by other rules now; without any, forget all."""
        self._said = {
            key: verdict for key, verdict in self._said.items() if fields and key[0] not in fields
        }


def policy_of(activation: Activation, judged: Judged) -> PasswordPolicy | PinPolicy | AnswerPolicy:
    """The policy that a typed field stands under."""
    if judged == "password":
        return activation.password_policy
    return activation.pin_policy if judged == "pin" else activation.answer_policy


_JUDGED_BY_SECRET: dict[SecretName, Judged] = {
    "password": "password",
    "pin": "pin",
    "answer": "security_question.answer",
}


class Form:
    """The choices of one activation, judged as they stand.

    Attributes:
        activation: what the backend said last.
        draft: what was chosen so far.
        left: the judged fields that were left once; their open rules count as broken.
        may_stay_away: the steps that may be left out.
        left_out: those that are.
        gone: the steps that a further look took away.
        revision: grows with every edit of what would be sent.
    """

    def __init__(
        self, activation: Activation, may_stay_away: frozenset[Step] = frozenset()
    ) -> None:
        self.activation = activation
        self.may_stay_away = may_stay_away
        self.left_out: set[Step] = set()
        self.gone: tuple[Step, ...] = ()
        self.draft = Draft()
        self.left: set[Judged] = set()
        self.revision = 0
        self._server = ServerVerdicts()
        self._choose_only_offer()

    @property
    def question(self) -> SecurityQuestion | None:
        """The question chosen, if the backend still offers it."""
        chosen = self.draft.question_id
        return next((q for q in self.activation.security_questions if q.id == chosen), None)

    @property
    def workspaces(self) -> dict[WorkspaceKind, tuple[Workspace, ...]]:
        """What the backend offers to work in, by kind, in its order."""
        offers: dict[WorkspaceKind, tuple[Workspace, ...]] = {}
        for workspace in self.activation.workspaces:
            offers[workspace.kind] = (*offers.get(workspace.kind, ()), workspace)
        return offers

    # Choosing

    def type(self, name: SecretName, value: str) -> None:
        """Take what was typed. The server's earlier word on it no longer counts."""
        if getattr(self.draft, name) == value:
            return
        setattr(self.draft, name, value)
        judged = _JUDGED_BY_SECRET.get(name)
        if judged is None:
            return  # a repeat is not sent
        self.revision += 1
        self._server.forget(judged)
        if value and judged == "pin":
            self.left_out.discard("pin")
        if judged != "security_question.answer":
            # An answer is judged by the password and the PIN too.
            self._server.forget("security_question.answer")

    def choose_question(self, question_id: str | None) -> bool:
        """Take a security question of the backend's list; None for none of them.

        Returns:
            Whether another one was chosen before; the answer to it is forgotten.
        """
        before = self.draft.question_id
        if question_id != before:
            if before is not None:
                self.type("answer", "")
                self.left.discard("security_question.answer")
            self.draft.question_id = question_id
            self.revision += 1
            self._server.forget("security_question.id", "security_question.answer")
        return before not in (None, question_id)

    def choose_workspace(self, kind: WorkspaceKind) -> None:
        """Take the place to work."""
        if kind != self.draft.workspace:
            self.draft.workspace = kind
            self.revision += 1
            self._server.forget("workspace")

    def leave_out(self, step: Literal["pin"]) -> None:
        """Choose nothing at a step that may stay away; typing there takes it up again."""
        if step in self.may_stay_away:
            self.type(step, "")
            self.type("pin_repeat", "")
            self.left_out.add(step)
            self.left.discard(step)
            self.revision += 1

    def chosen(self) -> Chosen:
        """What is chosen now."""
        return Chosen(replace(self.draft), frozenset(self.left_out))

    def choose_again(self, chosen: Chosen) -> None:
        """Take what was chosen before, whatever was typed since."""
        self.choose_question(chosen.draft.question_id)
        if chosen.draft.workspace is not None:
            self.choose_workspace(chosen.draft.workspace)
        for name in get_args(SecretName):
            self.type(name, getattr(chosen.draft, name))
        self.left_out = set(chosen.left_out)

    def leave(self, judged: Judged) -> None:
        """The field was left: from now on its open rules count as broken."""
        self.left.add(judged)

    # Judging

    def policy(self, judged: Judged) -> PasswordPolicy | PinPolicy | AnswerPolicy:
        """The policy a typed field stands under."""
        return policy_of(self.activation, judged)

    def value(self, judged: Judged) -> str:
        """A typed field as it would be sent."""
        if judged == "password":
            return normalised(self.draft.password)
        if judged == "pin":
            return normalised(self.draft.pin)
        return normalised_answer(self.draft.answer)

    def rule_lines(self, judged: Judged) -> tuple[RuleLine, ...]:
        """Every rule of the field's policy and how it stands.

        Before the field was left only a final verdict counts as broken, since typing on may still
        mend the others; while the field is empty and untouched, all are open.
        """
        policy, value, left = self.policy(judged), self.value(judged), judged in self.left
        lines = []
        for rule, verdict in zip(policy.rules, self._verdicts(judged), strict=True):
            said = self._server.on(judged, rule.id)
            if said is not None and not (said.met and verdict.met is False):
                state = RuleState.MET if said.met else RuleState.BROKEN
            elif verdict.met is None:
                state = RuleState.SERVER
            elif not value and not left:
                state = RuleState.OPEN
            elif verdict.met:
                state = RuleState.MET
            else:
                state = RuleState.BROKEN if left or verdict.final else RuleState.OPEN
            lines.append(RuleLine(rule, state, said.message if said else ""))
        return tuple(lines)

    def _verdicts(self, judged: Judged) -> tuple[Verdict, ...]:
        question = self.question
        return verdicts(
            self.policy(judged),
            self.value(judged),
            self.activation.account,
            question=f"{question.text.de}\n{question.text.en}" if question else "",
            secrets=tuple(self._secrets().values()) if judged == "security_question.answer" else (),
        )

    def _secrets(self) -> dict[Step, str]:
        """The password and PIN as far as they are typed; their steps may come after the answer's."""
        typed: dict[Step, str] = {"password": self.value("password"), "pin": self.value("pin")}
        return {
            step: typed[step] for step in typed if step in self.activation.steps and typed[step]
        }

    def refusals(self, where: CredentialField) -> tuple[str, ...]:
        """What the server holds against a field, beyond the rules listed under it."""
        return tuple(said.message for said in self.further_verdicts(where))

    def further_verdicts(self, where: CredentialField) -> tuple[CheckVerdict, ...]:
        """The server's verdicts against a field on rules that are not listed under it."""
        listed = {rule.id for rule in self.policy(where).rules} if is_judged(where) else set()
        return tuple(said for said in self._server.refused(where) if said.rule not in listed)

    def missing(self, step: Step) -> tuple[Missing, ...]:
        """What keeps a step from being complete, the most basic first."""
        if step in self.left_out:
            return (Missing.REFUSED,) if self.is_refused("pin") else ()
        if step == "password":
            return self._missing_secret("password", self.draft.password_repeat)
        if step == "pin":
            return self._missing_secret("pin", self.draft.pin_repeat)
        if step == "security_question":
            if self.question is None:
                return (Missing.QUESTION,)
            if self.is_refused("security_question.id"):
                return (Missing.REFUSED,)
            return self._missing_secret("security_question.answer", None)
        if self.draft.workspace not in self.workspaces:
            return (Missing.WORKSPACE,)
        return (Missing.REFUSED,) if self.is_refused("workspace") else ()

    def _missing_secret(self, judged: Judged, repeat: str | None) -> tuple[Missing, ...]:
        value = self.value(judged)
        if not value:
            return (Missing.EMPTY,)
        if any(verdict.met is False for verdict in self._verdicts(judged)):
            return (Missing.RULES,)
        if self.is_refused(judged):
            return (Missing.REFUSED,)
        if repeat is None:
            return ()
        state = repeat_state(value, repeat)
        if state in (RepeatState.EMPTY, RepeatState.MATCHING):
            return (Missing.REPEAT,)
        return () if state is RepeatState.SAME else (Missing.DIFFERENT,)

    def is_refused(self, where: CredentialField) -> bool:
        """Whether the server refused the field as it stands."""
        return bool(self._server.refused(where))

    # The server's word

    def take_verdicts(self, said: Iterable[CheckVerdict]) -> None:
        """Keep the server's verdicts until the fields they are about are edited."""
        said = tuple(said)
        self._server.take(said)
        self.left.update(field for field in JUDGED if self._server.refused(field))

    def take_refusals(self, errors: Iterable[Refusal]) -> None:
        """Keep what a commit was refused for; the steps concerned are incomplete from now on."""
        self.take_verdicts(
            CheckVerdict(field=error.field, rule=error.rule, met=False, message=error.message)
            for error in errors
        )

    def take_activation(self, activation: Activation) -> None:
        """Take what a further look said; what was typed stays, but for the answer to a question
        that is another one now.
        """
        before, asked = self.activation, self.question
        self.activation = activation
        if asked and self.question and self.question != asked:  # its id is another one's now
            self.choose_question(None)
        if activation.steps != before.steps:
            self.revision += 1
            once = (*self.gone, *before.steps)
            self.gone = tuple(
                step for step in STEPS if step in once and step not in activation.steps
            )
        for judged in JUDGED:
            if policy_of(activation, judged) != policy_of(before, judged):
                self._server.forget(judged)
        self._choose_only_offer()

    def forget(self) -> None:
        """Drop everything that was typed."""
        self.draft.empty()
        self.left.clear()
        self.left_out.clear()
        self._server.forget()
        self.revision += 1
        self._choose_only_offer()

    def _choose_only_offer(self) -> None:
        """Where there is one workspace, it is the choice."""
        if len(self.workspaces) == 1:
            self.choose_workspace(next(iter(self.workspaces)))

    # As it is sent

    def part(self, *steps: Step) -> Choices:
        """The part of the choices that a check of steps needs; an answer is judged with secrets."""
        if "security_question" in steps:
            return self._picked({*steps, *self._secrets()})
        return self._picked(set(steps))

    def choices(self) -> Choices:
        """Everything chosen for the steps of this journey, as it is sent."""
        return self._picked(set(self.activation.steps))

    def _picked(self, wanted: set[Step]) -> Choices:
        steps = wanted.intersection(self.activation.steps) - self.left_out
        question = self.question
        chosen: dict[str, object] = {}
        if "password" in steps:
            chosen["password"] = self.value("password")
        if "pin" in steps:
            chosen["pin"] = self.value("pin")
        if "security_question" in steps and question is not None:
            answer = self.value("security_question.answer")
            chosen["security_question"] = {"id": question.id, "answer": answer}
        if "workspace" in steps:
            chosen["workspace"] = self.draft.workspace
        return Choices.model_validate(chosen)


def repeat_state(value: str, repeat: str) -> RepeatState:
    """Compare a repeat with its first by prefix, so that typing on is never called wrong."""
    first, second = normalised(value), normalised(repeat)
    if not second:
        return RepeatState.EMPTY
    if first == second:
        return RepeatState.SAME
    if len(second) >= 3 and second != second.swapcase() and first.startswith(second.swapcase()):
        return RepeatState.CAPS_LOCK
    return RepeatState.MATCHING if first.startswith(second) else RepeatState.DIFFERENT
