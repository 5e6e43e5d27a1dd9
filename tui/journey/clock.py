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


DAY = timedelta(days=1)
"""Clocks that differ by more are not only set a little wrong."""

LONGEST_LIFE = timedelta(days=366)
"""A link that would live longer is one whose server has no idea of the time."""


def with_zone(moment: datetime) -> datetime:
    """A moment that can be reckoned with: one that names no zone is meant in UTC."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Deadline:
    """When a link ends: `stated_at` as the server says, and how far its clock is `ahead` of ours.

    What is left is right even when one of the two clocks is wrong.
    """

    stated_at: datetime
    inferred: bool
    ahead: timedelta = timedelta(0)

    @classmethod
    def of(cls, activation: "Activation", seen_at: datetime) -> "Deadline | None":
        """The deadline of a look whose answer came at `seen_at`; None when the link has no end.

        The last year of the calendar is one way to say “never”. A server whose clock is so wrong
        that by it the link were over, or lived for years, is not believed: ours counts then.
        """
        end = activation.expires_at
        if end is None or end.year == datetime.max.year:
            return None
        server_time = with_zone(activation.server_time)
        ahead, life = server_time - seen_at, with_zone(end) - server_time
        if abs(ahead) > DAY and not timedelta(0) <= life <= LONGEST_LIFE:
            ahead = timedelta(0)
        return cls(end, activation.expires_basis == "inferred", ahead)

    def left(self, now: datetime) -> timedelta:
        """What is left, never negative."""
        return max(with_zone(self.stated_at) - now - self.ahead, timedelta(0))

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
