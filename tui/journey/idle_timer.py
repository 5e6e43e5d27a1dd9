"""How long nobody has typed, and when that is too long."""

from collections.abc import Callable
from time import monotonic

WARNED_SECONDS = 60.0
"""How long before the limit a person is warned; never longer than half of it."""


class IdleTimer:
    """Counts the seconds since the last key; with a limit of 0 they never run out."""

    def __init__(self, limit: float, clock: Callable[[], float] = monotonic) -> None:
        """Begin now.

        Args:
            limit: seconds without a key after which everything typed is forgotten; 0 is never.
            clock: seconds, from any start, that nobody sets.
        """
        self.limit = limit
        self._clock = clock
        self._touched_at = clock()

    def touched(self) -> None:
        """Somebody is there."""
        self._touched_at = self._clock()

    @property
    def left(self) -> float:
        """Seconds until the limit, never negative."""
        return max(self._touched_at + self.limit - self._clock(), 0.0)

    @property
    def until_warning(self) -> float:
        """Seconds until a warning is due; not positive when it is."""
        return self.left - min(WARNED_SECONDS, self.limit / 2)
