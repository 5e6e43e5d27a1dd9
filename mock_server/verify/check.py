"""A check of the contract, as data, and what came of it."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mock_server.verify.links import LinkKind
from mock_server.verify.outcome import CheckOutcome

if TYPE_CHECKING:
    from mock_server.verify.trial import Trial


HEADINGS: Mapping[str, str] = {
    "service": "Every request",
    "look": "Every operation",
    "strangers": "Every request",
    "dead": "Every problem",
    "order": "Every request",
    "bodies": "Every request",
    "languages": "Every request",
    "checks": "Rules",
    "unicode": "Rules",
    "commit": "Every operation",
    "race": "Every operation",
    "pairs": "The data a backend needs",
    "new-link": "Every operation",
    "disown": "Every operation",
    "answers": "Every request",
    "limits": "Limits",
}
"""The heading of docs/backend.md under which each subject stands."""


@dataclass(frozen=True, slots=True)
class Needs:
    """What a check works with, beside its requests: all of it is said beforehand.

    Attributes:
        uses_up: links that cannot be used afterwards, by kind.
        shares: kinds of which it looks at one that others look at too; a fresh one is shared by
            the checks of one subject, which leave it as it is.
        rather: a kind of which it uses up one link in place of a fresh one, where there is one.
        spent: whether it asks about the link that is committed once for all such checks.
        tour: whether it judges the answers to one call of every kind, made once for all of them.
        wrong_tokens: how many it shows; a backend lets only some through.
        mails: how many the backend sends for it.
    """

    uses_up: Mapping[LinkKind, int] = field(default_factory=dict)
    shares: tuple[LinkKind, ...] = ()
    rather: LinkKind | None = None
    spent: bool = False
    tour: bool = False
    wrong_tokens: int = 0
    mails: int = 0


@dataclass(frozen=True, slots=True)
class Check:
    """One check.

    Attributes:
        id: `<subject>.<name>`; it never changes.
        sentence: what of the contract it proves.
        run: does it; ends without an exception if the backend keeps the sentence.
        requests: it sends no more than so many.
        needs: what else it works with.
        limits: whether it goes to a limit, and so may lock somebody out for a while.
    """

    id: str
    sentence: str
    run: "Callable[[Trial], Awaitable[None]]" = field(repr=False)
    requests: int
    needs: Needs = field(default_factory=Needs)
    limits: bool = False

    @property
    def subject(self) -> str:
        """What it is about."""
        return self.id.partition(".")[0]

    @property
    def heading(self) -> str:
        """Where docs/backend.md says it."""
        return HEADINGS[self.subject]

    @property
    def most_requests(self) -> int:
        """Its own, and one that asks whether the fresh link it shares is still alive."""
        return self.requests + (1 if "fresh" in self.needs.shares else 0)


@dataclass(frozen=True, slots=True)
class CheckResult:
    """How a check ended: evidence or reason, the answers that it got, and its seconds."""

    check: Check
    outcome: CheckOutcome
    evidence: str
    answers: tuple[str, ...] = ()
    seconds: float = 0.0
