"""What one link's answers tell, held against each other: whose account, what was chosen, when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal
from unicodedata import normalize

from api_client.problems import NotOurService
from tui.journey.clock import DAY, with_zone

if TYPE_CHECKING:
    from api_client.models import Account, Activation, Choices, Receipt

HeldFact = Literal["email", "company", "workspace", "activated_at"]
"""What has to stay the same from the first look to the receipt; the time has to be a sane one."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A fact as it was looked at or chosen, and as a later answer tells it.

    With `activated_at` both are moments, the first one by the server's own clock.
    """

    fact: HeldFact
    before: str | datetime
    after: str | datetime


class AnswersDisagree(NotOurService):
    """A later answer is about something else than what was looked at and chosen.

    `in_receipt` says that a commit was answered so: then the account may be active all the same.
    """

    def __init__(self, disagreements: tuple[Disagreement, ...], *, in_receipt: bool) -> None:
        super().__init__("disagreement")
        self.disagreements = disagreements
        self.in_receipt = in_receipt


@dataclass(frozen=True, slots=True)
class Looks:
    """The first and the latest look at a link that agreed, and when each came by this machine."""

    first: "Activation"
    first_at: datetime
    latest: "Activation"
    latest_at: datetime


def account_disagreements(before: "Account", after: "Account") -> tuple[Disagreement, ...]:
    """What makes two accounts two: another address to sign in with, another company."""
    told: list[Disagreement] = []
    if _address(before.email) != _address(after.email):
        told.append(Disagreement("email", before.email, after.email))
    if _words(before.company) != _words(after.company):
        told.append(Disagreement("company", before.company, after.company))
    return tuple(told)


def receipt_disagreements(
    receipt: "Receipt", looks: Looks, choices: "Choices", now: datetime
) -> tuple[Disagreement, ...]:
    """What a receipt tells of another account, of another choice or of an absurd time.

    Args:
        receipt: what the commit was answered with.
        looks: what was looked at before.
        choices: what was sent.
        now: this machine's time.
    """
    return (
        *account_disagreements(looks.latest.account, receipt.account),
        *_of_workspace(receipt, choices),
        *_of_time(receipt, looks, now),
    )


def _of_workspace(receipt: "Receipt", choices: "Choices") -> Iterator[Disagreement]:
    """A receipt that names none, or a kind unknown here, contradicts nothing."""
    chosen, told = choices.workspace, receipt.workspace
    if chosen is not None and told is not None and chosen != told:
        yield Disagreement("workspace", chosen, told)


def _of_time(receipt: "Receipt", looks: Looks, now: datetime) -> Iterator[Disagreement]:
    """Absurd is what is a day off both clocks, the server's and this machine's.

    A day, because a server that forgets its zone is up to 14 hours off. Both, because a server
    whose clock was wrong at the look may have a right one by now.
    """
    told, since = receipt.activated_at, now - looks.latest_at
    by_server = _is_between(told, looks.first.server_time, looks.latest.server_time, since)
    if not by_server and not _is_between(told, looks.first_at, now, timedelta(0)):
        yield Disagreement("activated_at", looks.latest.server_time, told)


def _is_between(moment: datetime, first: datetime, last: datetime, since: timedelta) -> bool:
    """Whether it lies between two moments, the later one moved on, with a day to spare."""
    moment = with_zone(moment)
    later = moment - with_zone(last) - max(since, timedelta(0))
    return moment - with_zone(first) >= -DAY and later <= DAY


def _address(text: str) -> str:
    # Only ASCII has an order of capitals: lower() makes an ordinary k of the sign for Kelvin.
    return text.lower() if text.isascii() else text


def _words(text: str) -> str:
    # An ü that is written in two characters looks the same: nobody would see what changed.
    return " ".join(normalize("NFC", text).split()).casefold()
