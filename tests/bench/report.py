"""The results for people and for programs."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from tests.bench.outcomes import Outcome
from tests.bench.rows import QUANTITIES, Quantity, Row, Target
from tests.bench.samples import Results, Samples, Series, Statistic, Unit

HEAD = ("what", "ours", "against", "compared", "target", "")
NUMBERS_HEAD = ("quantity", "of", "unit", "numbers", "median", "best", "p95", "p99")
MOST_VALUES = 100
"""Up to so many numbers of a series are told one by one."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run: where and how, what could not be measured and why, and the numbers."""

    conditions: dict[str, str]
    left_out: dict[str, str]
    results: Results
    outcomes: tuple[Outcome, ...]


def as_text(run: Run) -> str:
    """The whole report for a terminal."""
    parts = [
        "\n".join(f"{name}: {value}" for name, value in run.conditions.items()),
        table([HEAD, *(_cells(outcome) for outcome in run.outcomes)]),
        table([NUMBERS_HEAD, *(_numbers(series, run.results[series]) for series in run.results)]),
        "\n".join(f"left out: {who} ({reason})" for who, reason in run.left_out.items()),
    ]
    return "\n\n".join(part for part in parts if part)


def as_json(run: Run) -> dict[str, object]:
    """The same as JSON; a ratio and its target mean what the row's target says."""
    return {
        "conditions": run.conditions,
        "left_out": run.left_out,
        "rows": [_members(outcome) for outcome in run.outcomes],
        "series": [_series(series, samples) for series, samples in run.results.items()],
    }


def table(lines: Sequence[Sequence[str]]) -> str:
    """Columns side by side, the first line underlined."""
    widths = [max(len(line[at]) for line in lines) for at in range(len(lines[0]))]
    shown = [
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    ]
    return "\n".join([shown[0], "─" * sum(widths, 2 * (len(widths) - 1)), *shown[1:]])


def amount(value: float, unit: Unit) -> str:
    """A number as people read it: three digits that count, and its unit."""
    digits = 0 if unit == "bytes" or abs(value) >= 100 else 1 if abs(value) >= 10 else 2
    return f"{value:,.{digits}f} {unit}"


def aim(target: Target, unit: Unit) -> str:
    """A target as people read it."""
    match target.kind:
        case "times-better":
            return f"≥ {target.bound:g} ×"
        case "times-as-much":
            return f"≤ {target.bound:g} × as much"
        case "value":
            return f"≤ {target.bound:g} {unit}"


def _cells(outcome: Outcome) -> tuple[str, ...]:
    row, quantity = outcome.row, QUANTITIES[outcome.row.quantity]
    who = row.against or ""
    if outcome.theirs is not None:
        who = f"{who} {amount(outcome.theirs, quantity.unit)}"
    return (
        _title(row),
        "–" if outcome.ours is None else amount(outcome.ours, quantity.unit),
        who,
        _compared(outcome),
        "" if row.target is None else aim(row.target, quantity.unit),
        outcome.word,
    )


def _compared(outcome: Outcome) -> str:
    """How ours compares, the way its target counts it."""
    if outcome.ratio is None:
        return ""
    target = outcome.row.target
    as_much = target is not None and target.kind == "times-as-much"
    return f"{outcome.ratio:.2f} × {'as much' if as_much else 'better'}"


def _title(row: Row) -> str:
    title = QUANTITIES[row.quantity].title
    return title if row.statistic == "median" else f"{title}, {row.statistic}"


def _numbers(series: Series, samples: Samples) -> tuple[str, ...]:
    quantity = QUANTITIES[series.quantity]
    return (
        quantity.title,
        series.who,
        quantity.unit,
        f"{len(samples.values):,}",
        f"{samples.median:,.2f}",
        f"{_best(quantity, samples):,.2f}",
        *(_statistic(samples, name) for name in ("p95", "p99")),
    )


def _statistic(samples: Samples, name: Statistic) -> str:
    value = samples.get(name)
    return "" if value is None else f"{value:,.2f}"


def _best(quantity: Quantity, samples: Samples) -> float:
    """The number that other programs disturbed least."""
    return min(samples.values) if quantity.better == "lower" else max(samples.values)


def _members(outcome: Outcome) -> dict[str, object]:
    row, quantity = outcome.row, QUANTITIES[outcome.row.quantity]
    return {
        **asdict(row),
        "target": None if row.target is None else row.target._asdict(),
        "title": quantity.title,
        "unit": quantity.unit,
        "better": quantity.better,
        "our_value": outcome.ours,
        "their_value": outcome.theirs,
        "ratio": outcome.ratio,
        "outcome": outcome.word,
    }


def _series(series: Series, samples: Samples) -> dict[str, object]:
    quantity = QUANTITIES[series.quantity]
    shown: dict[str, object] = {
        **series._asdict(),
        "unit": quantity.unit,
        "count": len(samples.values),
        "best": _best(quantity, samples),
        **{name: samples.get(name) for name in ("median", "p95", "p99")},
    }
    return shown | ({"values": samples.values} if len(samples.values) <= MOST_VALUES else {})
