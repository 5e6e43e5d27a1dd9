"""A download as people see it: how fast, how long still, and how often it is drawn anew."""

from dataclasses import dataclass

WINDOW = 5.0
"""Seconds over which the speed is averaged: long enough to be read, short enough to be true."""

SETTLED = 1.0
"""Seconds before a speed is worth naming."""

BETWEEN_PICTURES = 0.2
"""Seconds that pass at least between two pictures of the same stage."""


@dataclass(frozen=True, slots=True)
class Meter:
    """Bytes over time. `samples` are moments (seconds of any steady clock) and bytes by then."""

    samples: tuple[tuple[float, int], ...] = ()

    def seen(self, now: float, done: int) -> "Meter":
        """With a further look. Fewer bytes than before mean that it began anew."""
        if self.samples and done < self.samples[-1][1]:
            return Meter(((now, done),))
        if len(self.samples) > 1 and now - self.samples[-2][0] < BETWEEN_PICTURES:
            return Meter((*self.samples[:-1], (now, done)))
        recent = tuple(sample for sample in self.samples if now - sample[0] <= WINDOW)
        return Meter((*(recent or self.samples[-1:]), (now, done)))

    def speed(self, now: float) -> float | None:
        """Bytes a second up to now; None when too little was seen."""
        if not self.samples:
            return None
        since, before = self.samples[0]
        passed = now - since
        return (self.samples[-1][1] - before) / passed if passed >= SETTLED else None

    def seconds_left(self, now: float, size: int) -> float | None:
        """How long it takes still at this speed; None when nobody can tell."""
        speed = self.speed(now)
        return (size - self.samples[-1][1]) / speed if speed else None


@dataclass(slots=True)
class Pace:
    """Lets a picture through when the last is old enough, or shows another stage."""

    _stage: str = ""
    _drawn_at: float = float("-inf")

    def lets(self, now: float, stage: str) -> bool:
        """Whether to draw now; a picture that is let through counts as drawn."""
        if stage == self._stage and now - self._drawn_at < BETWEEN_PICTURES:
            return False
        self._stage, self._drawn_at = stage, now
        return True
