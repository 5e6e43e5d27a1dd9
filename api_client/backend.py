"""Whoever answers the contract: what every backend can be asked."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from api_client.models import Activation, CheckVerdict, Choices, Receipt, Step


@dataclass(frozen=True, slots=True)
class Abilities:
    """Which of the optional operations exist here; what does not exist is not offered.

    Without `check_parts` only all the choices together are judged, which is done once for each.
    `may_stay_away` are steps of which nothing need be chosen.
    `email_login`: whether an account with a password signs in with its e-mail address.
    """

    check: bool = True
    check_parts: bool = True
    new_link: bool = True
    disown: bool = True
    until_up: bool = False
    email_login: bool = True
    may_stay_away: "frozenset[Step]" = frozenset()


class Backend(Protocol):
    """One activation link at whoever answers for it. Every call may raise a `Problem`."""

    @property
    def abilities(self) -> Abilities:
        """Which optional operations exist here."""

    @property
    def answered_by(self) -> str:
        """The host (and port) that is asked, for people to read."""

    @property
    def operator(self) -> str | None:
        """Whose rights are used, for people to read; None where the link itself is the proof."""

    async def look(self) -> "Activation":
        """Look at the link; changes nothing, however often."""

    async def check(self, part: "Choices") -> "tuple[CheckVerdict, ...]":
        """The server's verdicts on part of the choices; consumes nothing."""

    async def commit(self, choices: "Choices", key: str) -> "Receipt":
        """Activate. The same key with the same choices always gives the same receipt."""

    async def ask_new_link(self) -> None:
        """Ask for a fresh mail; only an expired link may."""

    async def disown(self) -> None:
        """Say that the link reached the wrong person; it is revoked."""

    async def until_up(self) -> None:
        """Return when a maintenance is over, asking no more often than the service wants."""

    async def close(self) -> None:
        """Let go of the connections."""
