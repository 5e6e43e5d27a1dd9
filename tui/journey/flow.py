"""The journey as a pure state machine: which step is next, what is missing, may it be committed.

Nothing here knows a screen, a network or a clock. Everything that is to be chosen, and under which
rules, comes from the backend's `Activation`. Renderers draw what the flow says and have no rules
of their own.
"""

from collections.abc import Iterable
from uuid import uuid4

from api_client.models import Activation, CheckVerdict, Refusal, Step, WorkspaceKind
from tui.journey.choices import Chosen, Draft, SecretName, policy_of
from tui.journey.states import JUDGED, Judged, Place

_JUDGED_BY_SECRET: dict[SecretName, Judged] = {
    "password": "password",
    "pin": "pin",
    "answer": "security_question.answer",
}


class Flow(Chosen):
    """The state of one journey, from the account page to the review.

    Attributes:
        place: where the person is.
    """

    def __init__(self, activation: Activation) -> None:
        super().__init__(activation)
        self.place: Place = "account"
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
        """Take what a further look said; all that was typed stays."""
        before, self.activation = self.activation, activation
        if activation.steps != before.steps:
            self._key = None
        for judged in JUDGED:
            if policy_of(activation, judged) != policy_of(before, judged):
                self._server.forget(judged)
        if self.place not in self.places:
            self.place = "account"
        self._choose_only_offer()

    def _choose_only_offer(self) -> None:
        """Where there is one workspace, it is the choice."""
        if len(self.workspaces) == 1:
            self.choose_workspace(next(iter(self.workspaces)))

    # Sending

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
