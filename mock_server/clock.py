"""The one clock: whatever the mock knows of time, it asks here."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

FARTHEST = timedelta(days=36_500)
"""How far from its own time a clock may be moved, either way."""

YEARS = range(1970, 2200)
"""The years a clock can be set to."""


@dataclass(slots=True)
class Clock:
    """Frozen or running time, plus an offset for all and one for each account.

    Every time it gives is aware and in UTC. An account is named by its `ref`.
    """

    starts_at: datetime | None = None
    """Where it stands still at first and after a reset; None if it runs."""
    offset: timedelta = timedelta()
    account_offsets: dict[str, timedelta] = field(default_factory=dict)
    frozen_at: datetime | None = field(init=False)

    def __post_init__(self) -> None:
        self.frozen_at = self.starts_at

    @classmethod
    def real(cls) -> "Clock":
        """A clock that runs."""
        return cls()

    @classmethod
    def frozen(cls, at: datetime) -> "Clock":
        """A clock that stands still until it is moved."""
        return cls(at.astimezone(UTC))

    def now(self, ref: str | None = None) -> datetime:
        """The time, for everyone or as one account sees it."""
        return self.own_time() + self.offset_of(ref)

    def offset_of(self, ref: str | None = None) -> timedelta:
        """How far everyone's time, or one account's, is from the clock's own."""
        return self.offset if ref is None else self.offset + self.account_offsets.get(ref, _NONE)

    def freeze(self, at: datetime) -> None:
        """Stand still at `at`.

        Raises:
            ValueError: that is not within `YEARS`.
        """
        if at.year not in YEARS:
            raise ValueError(f"not within {YEARS.start} and {YEARS.stop - 1}: {at.isoformat()}")
        self.frozen_at = at.astimezone(UTC)
        self.offset = _NONE

    def set(self, at: datetime, ref: str | None = None) -> None:
        """Go on from `at`, or let one account do so; a frozen clock stays frozen."""
        self.advance(at - self.now(ref), ref)

    def advance(self, by: timedelta, ref: str | None = None) -> None:
        """Move by `by`, backwards if negative.

        Raises:
            ValueError: that would be more than `FARTHEST` from the clock's own time.
        """
        before = self.offset if ref is None else self.account_offsets.get(ref, _NONE)
        if abs(before + by) > FARTHEST:
            raise ValueError("too far")
        if ref is None:
            self.offset = before + by
        else:
            self.account_offsets[ref] = before + by

    def back(self, by: timedelta, ref: str | None = None) -> None:
        """Move back by `by`."""
        self.advance(-by, ref)

    def reset(self, ref: str | None = None) -> None:
        """Be as at the start again, or forget one account's offset."""
        if ref is not None:
            self.account_offsets.pop(ref, None)
            return
        self.frozen_at = self.starts_at
        self.offset = _NONE
        self.account_offsets.clear()

    def own_time(self) -> datetime:
        """The time without any offset."""
        return self.frozen_at or datetime.now(UTC)


_NONE = timedelta()
