"""How often is too often: limits as data, and who has used up how much."""

import math
from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

LimitName = Literal[
    "wrong-token",
    "wrong-admin-key",
    "check",
    "refused-commit",
    "renew",
    "renew-per-day",
    "sign-in",
    "voicemail",
]


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `times` within `window`."""

    times: int
    window: timedelta


LIMITS: dict[LimitName, Limit] = {
    "wrong-token": Limit(10, timedelta(minutes=1)),  # per client address
    "wrong-admin-key": Limit(10, timedelta(minutes=1)),  # per client address
    "check": Limit(30, timedelta(minutes=1)),  # per link
    "refused-commit": Limit(10, timedelta(minutes=10)),  # per link
    "renew": Limit(1, timedelta(minutes=5)),  # per account
    "renew-per-day": Limit(5, timedelta(days=1)),  # per account
    "sign-in": Limit(10, timedelta(minutes=1)),  # wrong passwords per e-mail address
    "voicemail": Limit(10, timedelta(minutes=1)),  # wrong PINs per number
}

MOST_KEYS = 20_000
"""For so many accounts and addresses is counted; whoever was counted longest ago is let go."""


@dataclass(slots=True)
class RateLimits:
    """When each limit was drawn upon, by whom. A sliding window, kept in memory."""

    _times: dict[tuple[LimitName, str], deque[datetime]] = field(default_factory=dict)

    def wait(self, name: LimitName, who: str, now: datetime) -> int:
        """Seconds until `who` may again; 0 if now."""
        limit = LIMITS[name]
        times = self._times.get((name, who))
        if times is None:
            return 0
        # A clock moved back leaves times in its future: they were never used.
        while times and not now - limit.window < times[0] <= now:
            times.popleft()
        if len(times) < limit.times:
            return 0
        return max(1, math.ceil((times[0] + limit.window - now).total_seconds()))

    def note(self, name: LimitName, who: str, now: datetime) -> None:
        """Draw once upon a limit."""
        times = self._times.pop((name, who), None) or deque(maxlen=LIMITS[name].times)
        times.append(now)
        self._times[name, who] = times
        while len(self._times) > MOST_KEYS:
            del self._times[next(iter(self._times))]

    def forget(self, who: str | None = None) -> None:
        """Start again, for all or for one."""
        for key in [key for key in self._times if who in (None, key[1])]:
            del self._times[key]
