"""What is known of an invitation before any server is asked, and whether one may be asked."""

from collections.abc import Set
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from api_client.brands import origin_to_ask, trust
from api_client.mail.trust import TrustFinding, TrustFindingId, TrustStanding, findings
from api_client.problems import NoPublicInterface, UnknownHost
from tui.journey.invitation import Invitation

CardWay = Literal["look", "operator", "browser", "stop"]
"""What can be done: look at the link; ask the platform as its operator, and the link nobody; only
show it, since its provider has no interface; or nothing, since its host is a stranger."""


@dataclass(frozen=True, slots=True)
class TrustWarning:
    """A finding that speaks against an invitation, and the sentence that people were told."""

    id: TrustFindingId
    standing: TrustStanding
    text: str


_UNPROVEN: Set[TrustStanding] = {"warning", "danger"}


@dataclass(frozen=True, slots=True)
class Vouched:
    """Whom the person vouched for: a backend to ask whatever the link says, or hosts of links.

    An operator has the real platform asked, about the mail's login address and never the link.
    """

    backend: str | None = None
    trusted_hosts: frozenset[str] = frozenset()
    is_operator: bool = False


@dataclass(frozen=True, slots=True)
class TrustCard:
    """What speaks for an invitation and against it, the gravest first, and which way is open.

    `is_due` says whether a person has to see it before a server is asked: always for a mail, and
    for anything with a doubt about it. `is_vouched` says that the person named whom to ask, a
    backend if `has_backend`, else the link's own host.
    """

    invitation: Invitation
    findings: tuple[TrustFinding, ...]
    way: CardWay
    is_vouched: bool
    made_at: datetime
    has_backend: bool = False

    @property
    def age(self) -> timedelta | None:
        """How old the mail is, as far as it says; negative if it claims to be from the future."""
        mail = self.invitation.mail
        return None if mail is None or mail.sent_at is None else self.made_at - mail.sent_at

    @property
    def is_due(self) -> bool:
        """Whether it is shown before anything is sent."""
        mail = self.invitation.mail
        doubtful = any(finding.standing in _UNPROVEN for finding in self.findings)
        return self.way == "stop" or doubtful or (mail is not None and mail.has_headers)

    @property
    def asks_login(self) -> bool:
        """Whether an operator has to say whose account it is, since the mail leaves a doubt."""
        mail = self.invitation.mail
        return self.way == "operator" and mail is not None and not mail.facts.login_email

    @property
    def asks_somebody(self) -> bool:
        """Whether going on asks a server, or the platform."""
        return self.way in ("look", "operator")

    def objections(self, *, is_trusted: bool) -> tuple[TrustFinding, ...]:
        """What keeps one from going on where nobody reads it: dangers; doubts unless trusted."""
        return self.dangers or (() if is_trusted else self.doubts)

    @property
    def dangers(self) -> tuple[TrustFinding, ...]:
        """What no one should pass by without having read it."""
        return tuple(finding for finding in self.findings if finding.standing == "danger")

    @property
    def doubts(self) -> tuple[TrustFinding, ...]:
        """What speaks against it short of a danger; of its age the look itself tells."""
        return tuple(
            finding
            for finding in self.findings
            if finding.standing == "warning" and finding.id != "age-expired"
        )


def card_of(invitation: Invitation, vouched: Vouched, now: datetime) -> TrustCard:
    """The card of an invitation; sends nothing."""
    way = _way(invitation, vouched)
    is_vouched = way == "look" and trust(invitation.link).kind != "loopback"
    mail = invitation.mail
    settled: Set[TrustFindingId] = {"host-unknown"} if is_vouched else set()
    if way == "operator":
        settled = {"age-expired"}  # nobody uses the link
    usual: Set[TrustFindingId] = set() if mail is None or mail.has_headers else _USUAL_IN_A_PASTE
    found = [
        replace(each, standing="notice") if each.id in settled else each
        for each in findings(mail or invitation.link, now)
        if each.id not in usual
    ]
    gravest_first = sorted(found, key=lambda finding: _GRAVITY[finding.standing])
    has_backend = vouched.backend is not None
    return TrustCard(invitation, tuple(gravest_first), way, is_vouched, now, has_backend)


_USUAL_IN_A_PASTE: Set[TrustFindingId] = {"sender-missing", "age-unknown"}
"""What goes without saying of a text that was copied without the mail's head."""

_GRAVITY: dict[TrustStanding, int] = {"danger": 0, "warning": 1, "good": 2, "notice": 2}


def _way(invitation: Invitation, vouched: Vouched) -> CardWay:
    if vouched.is_operator:
        return "operator"
    if vouched.backend is not None:
        return "look"
    try:
        origin_to_ask(invitation.link, vouched.trusted_hosts)
    except NoPublicInterface:
        return "browser"
    except UnknownHost:
        return "stop"
    return "look"
