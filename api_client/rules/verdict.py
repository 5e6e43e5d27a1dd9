"""What a judge is given, what it finds, and the verdict screens draw."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import cached_property
from typing import TypeVar

from api_client.models import Rule
from api_client.rules.account_info import AccountFacts
from api_client.rules.normalize import folded_answer

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a value stands to one rule.

    Attributes:
        rule: the rule's id.
        met: whether the rule holds; None for a rule only the server knows.
        final: broken now and for every continuation of the typing, so it may be red at once.
    """

    rule: str
    met: bool | None
    final: bool


class Judgement(Enum):
    """What a judge finds; `BROKEN` may be mended by typing on, `FINAL` may not."""

    MET = auto()
    BROKEN = auto()
    FINAL = auto()


@dataclass(frozen=True)
class TypedCredential:
    """What was typed, and what it is judged against. The secrets are never in its repr."""

    value: str = field(repr=False)
    account: AccountFacts
    question: str = ""
    secrets: tuple[str, ...] = field(default=(), repr=False)

    @cached_property
    def folded(self) -> str:
        """An answer as it is compared; most of its rules ask for that."""
        return folded_answer(self.value)


Judge = Callable[[Rule, TypedCredential], Judgement]


def judged(broken: bool, *, final: bool = False) -> Judgement:
    """The judgement on a rule that is broken or not, in a way that is final or not."""
    if not broken:
        return Judgement.MET
    return Judgement.FINAL if final else Judgement.BROKEN


def given(parameter: _T | None) -> _T:
    """A parameter that is never left out, since the rule's kind has a default for it."""
    assert parameter is not None
    return parameter


def judged_length(length: int, least: int, most: int | None) -> Judgement:
    """Too long stays too long; too short may grow."""
    too_long = most is not None and length > most
    return judged(too_long or length < least, final=too_long)
