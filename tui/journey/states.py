"""Where a person is: in which account, at which place, and how what was typed there stands."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Literal, TypeGuard, get_args

if TYPE_CHECKING:
    from collections.abc import Mapping

    from api_client.models import CredentialField, Rule, Step

Place = Literal["account", "password", "pin", "security_question", "workspace", "review"]
"""Where a person can be between the look at the link and the commit."""

Judged = Literal["password", "pin", "security_question.answer"]
"""The typed fields that stand under a policy."""

JUDGED: tuple[Judged, ...] = get_args(Judged)

STEP_FIELDS: "Mapping[Step, tuple[CredentialField, ...]]" = {
    "password": ("password",),
    "pin": ("pin",),
    "security_question": ("security_question.id", "security_question.answer"),
    "workspace": ("workspace",),
}
"""What a server may refuse at each step."""

COLOURS = 6
"""Colours that tell neighbours in the queue apart; then they begin again."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Which of several accounts one is in: `number` of `of`, both from 1 on."""

    number: int
    of: int

    @property
    def text(self) -> str:
        """`2/5`."""
        return f"{self.number}/{self.of}"

    @property
    def colour(self) -> int:
        """The number of its colour, below `COLOURS`."""
        return (self.number - 1) % COLOURS


class RuleState(StrEnum):
    """How a rule stands with what was typed so far."""

    OPEN = "open"
    MET = "met"
    BROKEN = "broken"
    SERVER = "server"
    """Only the server can judge it."""


class RepeatState(StrEnum):
    """How a repeat stands with what it repeats."""

    EMPTY = "empty"
    MATCHING = "matching"
    """All that was typed so far is right; more is to come."""
    SAME = "same"
    DIFFERENT = "different"
    CAPS_LOCK = "caps-lock"
    """The very same letters in the other case."""


class Missing(StrEnum):
    """What keeps a step from being complete."""

    EMPTY = "empty"
    RULES = "rules"
    REFUSED = "refused"
    REPEAT = "repeat"
    DIFFERENT = "different"
    QUESTION = "question"
    WORKSPACE = "workspace"


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule of the policy in force, and how it stands. `message` is the server's, if it spoke."""

    rule: "Rule"
    state: RuleState
    message: str = ""


def is_judged(where: "CredentialField") -> TypeGuard[Judged]:
    """Whether a field stands under a policy."""
    return where in JUDGED
