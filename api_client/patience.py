"""Waiting for a server without asking anybody: for its limits, a maintenance, a stumble."""

import math
import time
from asyncio import sleep
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TypeVar

from api_client.problems import (
    Internal,
    Maintenance,
    RateLimited,
    Timeout,
    Unreachable,
)

LONGEST_SECONDS = 3600.0
"""Nobody is believed who wants more patience than an hour."""

UNTOLD_SECONDS = 30.0
"""How long a limit or a maintenance is waited for that does not say how long it lasts."""

_Answer = TypeVar("_Answer")


@dataclass(frozen=True, slots=True)
class RequestPace:
    """Time as it is waited for: seconds on a clock that never goes back, and how to let some pass."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[object]] = sleep


@dataclass(frozen=True, slots=True)
class Patience:
    """How long is waited without asking anybody, and how often what only reads is tried.

    `seconds` is for one request; `pauses` are those between the tries, in seconds, where the server
    or the network stumbles. `tell` hears the seconds of every wait for a limit or a maintenance
    before it begins. Nothing is waited for that would last beyond `until`, on the clock of `pace`.
    """

    seconds: float = 0.0
    pauses: tuple[float, ...] = ()
    tell: Callable[[float], object] | None = None
    until: float = math.inf
    pace: RequestPace = field(default_factory=RequestPace)

    def lasts(self, seconds: float, waited: float = 0.0) -> bool:
        """Whether so much more is waited for the same request."""
        return waited + seconds <= self.seconds and self.is_in_time(seconds)

    def is_in_time(self, seconds: float = 0.0) -> bool:
        """Whether it is not too late in so many seconds."""
        return self.pace.now() + seconds <= self.until

    async def sit_out(self, seconds: float) -> None:
        """Say that it is waited, and wait."""
        if self.tell is not None:
            self.tell(seconds)
        await self.pace.sleep(seconds)


def unattended(
    tell: Callable[[float], object] | None = None,
    *,
    until: float = math.inf,
    pace: RequestPace | None = None,
) -> Patience:
    """That of a run in front of which nobody sits: it waits for whatever passes by itself."""
    return Patience(LONGEST_SECONDS, (2.0, 4.0), tell, until, pace or RequestPace())


async def wait_out(
    ask: Callable[[], Awaitable[_Answer]], patience: Patience, *, only_reads: bool
) -> _Answer:
    """Ask; what the server wants to be waited for is waited for, and asked again.

    Args:
        ask: sends the request.
        patience: how long.
        only_reads: whether it may be asked again though an answer was lost.

    Raises:
        Problem: that of the last try, when patience is at its end.
    """
    pauses = iter(patience.pauses if only_reads else ())
    waited = 0.0
    while True:
        try:
            return await ask()
        except (RateLimited, Maintenance) as problem:
            seconds = float(UNTOLD_SECONDS if problem.retry_after is None else problem.retry_after)
            seconds = max(1.0, seconds)
            if not patience.lasts(seconds, waited):
                raise
        except (Unreachable, Timeout, Internal):
            pause = next(pauses, None)
            if pause is None or not patience.is_in_time(pause):
                raise
            await patience.pace.sleep(pause)
            continue
        waited += seconds
        await patience.sit_out(seconds)
