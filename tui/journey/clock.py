"""Time as the app sees it: one clock, and a deadline corrected for the server's clock."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from api_client.models import Activation


class Clock(Protocol):
    """Where the app takes the time from."""

    def now(self) -> datetime:
        """This machine's time, with a zone."""

    @property
    def zone(self) -> tzinfo | None:
        """The zone local times are shown in; None is the machine's own."""


class SystemClock:
    """The machine's clock and zone."""

    zone: tzinfo | None = None

    def now(self) -> datetime:
        """The machine's time in UTC."""
        return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Deadline:
    """When a link ends, on this machine's clock.

    `ends_at` is the server's moment moved by the difference of the two clocks, so that what is
    left, and the local time shown, are right even when one of the clocks is wrong.
    """

    ends_at: datetime
    inferred: bool

    @classmethod
    def of(cls, activation: "Activation", seen_at: datetime) -> "Deadline | None":
        """The deadline of a look whose answer came at `seen_at`; None when the link has no end."""
        if activation.expires_at is None:
            return None
        ahead = activation.server_time - seen_at
        try:
            ends_at = activation.expires_at - ahead
        except OverflowError:  # the last day of the calendar is one way to say “never”
            return None
        return cls(ends_at, activation.expires_basis == "inferred")

    def left(self, now: datetime) -> timedelta:
        """What is left, never negative."""
        return max(self.ends_at - now, timedelta(0))
