"""What was measured: quantities, whose they are, and the numbers."""

import math
import statistics
from dataclasses import dataclass
from typing import Literal, NamedTuple

Unit = Literal["ms", "µs", "per second", "MiB", "bytes"]
Statistic = Literal["median", "p95", "p99"]

ENOUGH: dict[Statistic, int] = {"median": 1, "p95": 20, "p99": 100}
"""From how many numbers on a statistic says something."""

_SHARES: dict[Statistic, float] = {"median": 0.5, "p95": 0.95, "p99": 0.99}


class Series(NamedTuple):
    """One quantity of one program: `quantity` is a key of `rows.QUANTITIES`."""

    quantity: str
    who: str


@dataclass(frozen=True, slots=True)
class Samples:
    """The numbers of one series, in the unit of its quantity; at least one."""

    values: tuple[float, ...]

    def __post_init__(self) -> None:
        if not self.values:
            raise ValueError("nothing was measured")

    def get(self, statistic: Statistic) -> float | None:
        """A statistic; None if there are too few numbers for it. Percentiles are of nearest rank."""
        if len(self.values) < ENOUGH[statistic]:
            return None
        if statistic == "median":
            return statistics.median(self.values)
        rank = math.ceil(_SHARES[statistic] * len(self.values))
        return sorted(self.values)[rank - 1]

    @property
    def median(self) -> float:
        """The middle of the numbers."""
        return statistics.median(self.values)


Results = dict[Series, Samples]
"""All that a run measured."""


def collected(parts: list[tuple[Series, float]]) -> Results:
    """Single numbers put together by series."""
    values: dict[Series, list[float]] = {}
    for series, value in parts:
        values.setdefault(series, []).append(value)
    return {series: Samples(tuple(numbers)) for series, numbers in values.items()}
