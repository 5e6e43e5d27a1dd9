"""The journey as a pure state machine: which step is next, what is missing, may it be committed.

Nothing here knows a screen, a network or a clock. Everything that is to be chosen, and under which
rules, comes from the backend's `Activation`. Renderers draw what the flow says and have no rules
of their own.
"""

from typing import Literal
from uuid import uuid4

from api_client.models import (
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
from tui.draft import Draft, SecretName
from tui.standing import (
    Judged,
    Missing,
    RepeatState,
    RuleLine,
    RuleState,
    is_judged,
    repeat_state,
)

Place = Literal["account", "password", "pin", "security_question", "workspace", "review"]
"""Where a person can be between the look at the link and the commit."""

_JUDGED_BY_SECRET: dict[SecretName, Judged] = {
    "password": "password",
    "pin": "pin",
    "answer": "security_question.answer",
}
_STEP_OF_FIELD: dict[CredentialField, Step] = {
    "password": "password",
    "pin": "pin",
    "security_question.id": "security_question",
    "security_question.answer": "security_question",
    "workspace": "workspace",
}


class Flow:
    """The state of one journey, from the account page to the review.

    Attributes:
        activation: what the backend said last.
        draft: what was chosen so far.
        place: where the person is.
        left: the judged fields that were left once; their open rules count as broken.
    """

    def __init__(self, activation: Activation) -> None:
        self.activation = activation
        self.draft = Draft()
        self.place: Place = "account"
        self.left: set[Judged] = set()
        self._said: dict[tuple[CredentialField, str], CheckVerdict] = {}
        self._key: str | None = None
        self._back_to_review = False

    # Walking

    @property
    def places(self) -> tuple[Place, ...]:
        """All places of this journey, in order."""
        return ("account", *self.activation.steps, "review")

    def is_complete(self, place: Place) -> bool:
        """Whether nothing is missing at a place; the review is complete when all steps are."""
        if place == "account":
            return True
        if place == "review":
            return self.first_incomplete() is None
        return not self.missing(place)

    def first_incomplete(self) -> Step | None:
        """The first step where something is missing."""
        return next((step for step in self.activation.steps if self.missing(step)), None)

    def forward(self) -> Place:
        """Go to the next place; from a step that the review sent here, back to the review."""
        if self._back_to_review and self.first_incomplete() is None:
            return self.go("review")
        index = self.places.index(self.place)
        return self.go(self.places[min(index + 1, len(self.places) - 1)])

    def back(self) -> Place:
        """Go to the place before; at the first one, stay."""
        return self.go(self.places[max(self.places.index(self.place) - 1, 0)])

    def go(self, place: Place) -> Place:
        """Go to a place; the review only when nothing is missing, else to the first gap."""
        if place == "review":
            self._back_to_review = False
            gap = self.first_incomplete()
            if gap is not None:
                self._back_to_review = True
                place = gap
        elif self.place == "review":
            self._back_to_review = True
        self.place = place
        return place

    # Choosing

    def type(self, name: SecretName, value: str) -> None:
        """Take what was typed. The server's earlier word on it no longer counts."""
        if getattr(self.draft, name) == value:
            return
        setattr(self.draft, name, value)
        self._key = None
        judged = _JUDGED_BY_SECRET.get(name)
        if judged is not None:
            self._forget_said(judged)
        if name in ("password", "pin"):
            self._forget_said("security_question.answer")

    def choose_question(self, question_id: str) -> None:
        """Take a security question of the backend's list."""
        if question_id != self.draft.question_id:
            self.draft.question_id = question_id
            self._key = None
            self._forget_said("security_question.id")
            self._forget_said("security_question.answer")

    def choose_workspace(self, kind: WorkspaceKind) -> None:
        """Take the place to work."""
        if kind != self.draft.workspace:
            self.draft.workspace = kind
            self._key = None
            self._forget_said("workspace")

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

    # Judging

    def policy(self, judged: Judged) -> PasswordPolicy | PinPolicy | AnswerPolicy:
        """The policy a typed field stands under."""
        if judged == "password":
            return self.activation.password_policy
        if judged == "pin":
            return self.activation.pin_policy
        return self.activation.answer_policy

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
            said = self._said.get((judged, rule.id))
            if said is not None:
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
            secrets=tuple(
                secret
                for step, secret in (
                    ("password", self.value("password")),
                    ("pin", self.value("pin")),
                )
                if judged == "security_question.answer" and step in self.activation.steps and secret
            ),
        )

    def refusals(self, where: CredentialField) -> tuple[str, ...]:
        """What the server holds against a field, beyond the rules listed under it."""
        listed = {rule.id for rule in self.policy(where).rules} if is_judged(where) else set()
        return tuple(
            said.message
            for (refused, rule), said in self._said.items()
            if refused == where and not said.met and rule not in listed
        )

    def missing(self, step: Step) -> tuple[Missing, ...]:
        """What keeps a step from being complete, the most basic first."""
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

    # The server's word

    def is_refused(self, where: CredentialField) -> bool:
        """Whether the server refused the field as it stands."""
        return any(key[0] == where and not said.met for key, said in self._said.items())

    def take_verdicts(self, said: tuple[CheckVerdict, ...]) -> None:
        """Keep the server's verdicts until the fields they are about are edited."""
        for verdict in said:
            self._said[verdict.field, verdict.rule] = verdict
            if not verdict.met and is_judged(verdict.field):
                self.left.add(verdict.field)

    def take_refusals(self, errors: tuple[Refusal, ...]) -> Step | None:
        """Keep what a commit was refused for, go to the first step concerned and name it.

        None when no error names a field of this journey.
        """
        known = tuple(
            CheckVerdict(field=error.field, rule=error.rule, met=False, message=error.message)
            for error in errors
            if error.field in _STEP_OF_FIELD
        )
        self.take_verdicts(known)
        refused = {_STEP_OF_FIELD[verdict.field] for verdict in known}
        step = next((step for step in self.activation.steps if step in refused), None)
        if step is not None:
            self.place = step
            self._back_to_review = True
        return step

    def take_activation(self, activation: Activation) -> None:
        """Take what a further look said; all that was typed stays."""
        if activation.steps != self.activation.steps:
            self._key = None
        self.activation = activation
        if self.place not in self.places:
            self.place = "account"

    def _forget_said(self, where: CredentialField) -> None:
        self._said = {key: said for key, said in self._said.items() if key[0] != where}

    # Sending

    def part(self, step: Step) -> Choices:
        """The part of the choices that a check of a step needs; an answer is judged with secrets."""
        if step == "security_question":
            return self._chosen({"password", "pin", step})
        return self._chosen({step})

    def choices(self) -> Choices:
        """Everything chosen for the steps of this journey, as it is sent."""
        return self._chosen(set(self.activation.steps))

    def _chosen(self, wanted: set[Step]) -> Choices:
        steps, question = wanted.intersection(self.activation.steps), self.question
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

    def commit_key(self) -> str:
        """The Idempotency-Key of the choices as they stand: new after an edit, else the same."""
        if self._key is None:
            self._key = str(uuid4())
        return self._key

    def forget_secrets(self) -> None:
        """Drop everything that was typed."""
        self.draft = Draft()
        self.left.clear()
        self._said.clear()
        self._key = None
