"""Time as the app sees it: one clock, and a deadline corrected for the server's clock."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from api_client.models import Activation


class WallClock(Protocol):
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


WARN_AT_MINUTES = (10, 2)
"""Minutes before a link's end at which a person is warned; at the last of them it is urgent."""


@dataclass(frozen=True, slots=True)
class DeadlineWarning:
    """That a link's end is near: the mark that was passed, in minutes before it, and what is left."""

    mark: int
    left: timedelta

    @property
    def is_over(self) -> bool:
        """Whether the end has come."""
        return self.mark == 0

    @property
    def is_urgent(self) -> bool:
        """Whether there is hardly any time left, or none."""
        return self.mark <= WARN_AT_MINUTES[-1]


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

    def warning(
        self, now: datetime, after: DeadlineWarning | None = None
    ) -> DeadlineWarning | None:
        """The warning that is due, None while the end is far.

        Args:
            now: this machine's time.
            after: the last one that was given; only a graver one is due then.
        """
        left = self.left(now)
        for mark in (0, *reversed(WARN_AT_MINUTES)):
            if left <= timedelta(minutes=mark):
                return DeadlineWarning(mark, left) if after is None or mark < after.mark else None
        return None
