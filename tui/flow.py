"""The journey as a pure state machine: which step is next, what is missing, may it be committed.

Nothing here knows a screen, a network or a clock. Everything that is to be chosen, and under which
rules, comes from the backend's `Activation`. Renderers draw what the flow says and have no rules
of their own.
"""

from collections.abc import Iterable
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
from tui.place import Place
from tui.server_word import ServerWord
from tui.standing import (
    JUDGED,
    Judged,
    Missing,
    RepeatState,
    RuleLine,
    RuleState,
    is_judged,
    repeat_state,
)

_JUDGED_BY_SECRET: dict[SecretName, Judged] = {
    "password": "password",
    "pin": "pin",
    "answer": "security_question.answer",
}


def _policy(activation: Activation, judged: Judged) -> PasswordPolicy | PinPolicy | AnswerPolicy:
    if judged == "password":
        return activation.password_policy
    return activation.pin_policy if judged == "pin" else activation.answer_policy


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
        self._server = ServerWord()
        self._key: str | None = None
        self._back_to_review = False
        self._choose_only_offer()

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
        judged = _JUDGED_BY_SECRET.get(name)
        if judged is None:
            return  # a repeat is not sent
        self._key = None
        self._server.forget(judged)
        if judged != "security_question.answer":
            # An answer is judged by the password and the PIN too.
            self._server.forget("security_question.answer")

    def choose_question(self, question_id: str) -> None:
        """Take a security question of the backend's list."""
        if question_id != self.draft.question_id:
            self.draft.question_id = question_id
            self._key = None
            self._server.forget("security_question.id", "security_question.answer")

    def choose_workspace(self, kind: WorkspaceKind) -> None:
        """Take the place to work."""
        if kind != self.draft.workspace:
            self.draft.workspace = kind
            self._key = None
            self._server.forget("workspace")

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
        return _policy(self.activation, judged)

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
        return tuple(said.message for said in self.further_verdicts(where))

    def further_verdicts(self, where: CredentialField) -> tuple[CheckVerdict, ...]:
        """The server's verdicts against a field on rules that are not listed under it."""
        listed = {rule.id for rule in self.policy(where).rules} if is_judged(where) else set()
        return tuple(said for said in self._server.refused(where) if said.rule not in listed)

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
        return bool(self._server.refused(where))

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
        """Take what a further look said; all that was typed stays."""
        before, self.activation = self.activation, activation
        if activation.steps != before.steps:
            self._key = None
        for judged in JUDGED:
            if _policy(activation, judged) != _policy(before, judged):
                self._server.forget(judged)
        if self.place not in self.places:
            self.place = "account"
        self._choose_only_offer()

    def _choose_only_offer(self) -> None:
        """Where there is one workspace, it is the choice."""
        if len(self.workspaces) == 1:
            self.choose_workspace(next(iter(self.workspaces)))

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

    def renew_key(self) -> None:
        """Use another key from now on: the server took this one for other choices."""
        self._key = None

    def lock(self) -> None:
        """Forget what was typed and go back to the first place; the link is as it was."""
        self.forget_secrets()
        self._choose_only_offer()
        self._back_to_review = False
        self.place = "account"

    def forget_secrets(self) -> None:
        """Drop everything that was typed."""
        self.draft = Draft()
        self.left.clear()
        self._server.forget()
        self._key = None
