"""The platform's rate limits: usual numbers, headers, and the penalty for who does not wait.

Source: the vendor's developer guide, "API rate limits": a minute's window for each group, user and
app; after a 429 each further request within the penalty of 60 seconds starts it anew.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from api_client.ringcentral.operations import RateLimitGroup

LIMITS: dict[RateLimitGroup, int] = {"light": 50, "medium": 40, "heavy": 10, "auth": 5}
WINDOW = timedelta(seconds=60)
PENALTY = timedelta(seconds=60)


@dataclass(slots=True)
class Use:
    """What one asker drew upon in one group. `broken` counts the requests within a penalty."""

    since: datetime
    count: int = 0
    penalty_until: datetime | None = None
    broken: int = 0


@dataclass(frozen=True, slots=True)
class RateLimitStatus:
    """How an asker stands after a request: what is left, and seconds to wait if it was too many."""

    group: RateLimitGroup
    remaining: int
    limit: int
    retry_after: int | None = None

    @property
    def headers(self) -> dict[str, str]:
        """As the platform tells it."""
        told = {
            "X-Rate-Limit-Group": self.group,
            "X-Rate-Limit-Limit": str(self.limit),
            "X-Rate-Limit-Remaining": str(self.remaining),
            "X-Rate-Limit-Window": str(int(WINDOW.total_seconds())),
        }
        return told if self.retry_after is None else {**told, "Retry-After": str(self.retry_after)}


@dataclass(slots=True)
class PlatformRateLimits:
    """Who asked how often. `limits` may be made smaller by a test."""

    limits: dict[RateLimitGroup, int] = field(default_factory=lambda: dict(LIMITS))
    uses: dict[tuple[RateLimitGroup, str], Use] = field(default_factory=dict)

    def draw(self, group: RateLimitGroup, who: str, now: datetime) -> RateLimitStatus:
        """Count one request."""
        use, limit = self.uses.setdefault((group, who), Use(now)), self.limits[group]
        if use.penalty_until is not None and now < use.penalty_until:
            use.broken += 1
            return self._punished(use, group, limit, now)
        if use.penalty_until is not None or now >= use.since + WINDOW:
            use.since, use.count, use.penalty_until = now, 0, None
        use.count += 1
        if use.count > limit:
            return self._punished(use, group, limit, now)
        return RateLimitStatus(group, limit - use.count, limit)

    @property
    def broken(self) -> int:
        """How many requests came within a penalty, whoever asked."""
        return sum(use.broken for use in self.uses.values())

    @staticmethod
    def _punished(use: Use, group: RateLimitGroup, limit: int, now: datetime) -> RateLimitStatus:
        use.penalty_until = now + PENALTY
        return RateLimitStatus(group, 0, limit, int(PENALTY.total_seconds()))
