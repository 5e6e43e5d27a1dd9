"""From numbers to the table's last columns: how ours compares, and whether that is enough."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from tests.bench.rows import QUANTITIES, Row, Target
from tests.bench.samples import Results, Series

Word = Literal["met", "missed", "not measured", "for information"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A row with its numbers, in the quantity's unit; `ratio` as its target counts it."""

    row: Row
    ours: float | None = None
    theirs: float | None = None
    ratio: float | None = None
    word: Word = "not measured"


def outcomes(rows: Iterable[Row], results: Results) -> list[Outcome]:
    """Every row with what was measured."""
    return [outcome(row, results) for row in rows]


def outcome(row: Row, results: Results) -> Outcome:
    """One row with what was measured; without all it needs, it was not measured."""
    ours = _number(row, row.ours, results)
    theirs = None if row.against is None else _number(row, row.against, results)
    if ours is None or (row.against is not None and theirs is None):
        return Outcome(row, ours, theirs)
    ratio = None if theirs is None else _ratio(row, ours, theirs)
    if row.target is None:
        return Outcome(row, ours, theirs, ratio, "for information")
    if row.target.kind != "value" and ratio is None:
        return Outcome(row, ours, theirs)
    met = is_met(row.target, ours, ratio)
    return Outcome(row, ours, theirs, ratio, "met" if met else "missed")


def is_met(target: Target, ours: float, ratio: float | None) -> bool:
    """Whether a number, or how it compares, is good enough.

    Raises:
        ValueError: the target compares, and there is nothing to compare with.
    """
    if target.kind == "value":
        return ours <= target.bound
    if ratio is None:
        raise ValueError("nothing to compare with")
    return ratio >= target.bound if target.kind == "times-better" else ratio <= target.bound


def _ratio(row: Row, ours: float, theirs: float) -> float | None:
    as_much = row.target is not None and row.target.kind == "times-as-much"
    if as_much or QUANTITIES[row.quantity].better == "higher":
        return ours / theirs if theirs else None
    return theirs / ours if ours else None


def _number(row: Row, who: str, results: Results) -> float | None:
    samples = results.get(Series(row.quantity, who))
    return None if samples is None else samples.get(row.statistic)
