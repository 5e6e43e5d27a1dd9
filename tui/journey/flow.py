"""The journey as a pure state machine: which step is next, what is missing, may it be committed.

Nothing here knows a screen, a network or a clock. Everything that is to be chosen, and under which
rules, comes from the backend's `Activation`. Renderers draw what the flow and its form say and
have no rules of their own.
"""

from uuid import uuid4

from api_client.models import Activation, Step
from tui.journey.form import Form
from tui.journey.states import Place


class Flow:
    """The state of one journey, from the account page to the review.

    Attributes:
        form: what was chosen so far.
        place: where the person is.
    """

    def __init__(
        self, activation: Activation, may_stay_away: frozenset[Step] = frozenset()
    ) -> None:
        self.form = Form(activation, may_stay_away)
        self.place: Place = "account"
        self._reached: set[Place] = {"account"}
        self._key: tuple[int, str] | None = None
        self._back_to_review = False

    @property
    def activation(self) -> Activation:
        """What the backend said last."""
        return self.form.activation

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
        return not self.form.missing(place)

    def was_reached(self, place: Place) -> bool:
        """Whether one got to a place yet, or beyond it."""
        ahead = self.places[self.places.index(place) :]
        return not self._reached.isdisjoint(ahead)

    def first_incomplete(self) -> Step | None:
        """The first step where something is missing."""
        return next((step for step in self.activation.steps if self.form.missing(step)), None)

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
        self._reached.add(place)
        return place

    # What the backend says, and what it is sent

    def take_activation(self, activation: Activation) -> None:
        """Take what a further look said; all that was typed stays."""
        self.form.take_activation(activation)
        if self.place not in self.places:
            self.place = "account"

    def commit_key(self) -> str:
        """The Idempotency-Key of the choices as they stand: new after an edit, else the same."""
        if self._key is None or self._key[0] != self.form.revision:
            self._key = self.form.revision, str(uuid4())
        return self._key[1]

    def renew_key(self) -> None:
        """Use another key from now on: the server took this one for other choices."""
        self._key = None

    def lock(self) -> None:
        """Forget what was typed and go back to the first place; the link is as it was."""
        self.form.forget()
        self._back_to_review = False
        self._reached = {"account"}
        self.place = "account"
