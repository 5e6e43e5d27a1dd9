"""The tables of docs/performance.md: the last run, and the one before it in a column of its own."""

from collections.abc import Callable, Iterable
from itertools import groupby

from tests.bench.kept.runs import KeptRow, KeptRun
from tests.bench.report import amount
from tests.bench.rows import APP, DIALOG, INK, INQUIRER, WHIPTAIL, WIDE

PEERS = (INQUIRER, INK, WHIPTAIL, DIALOG)
_HEAD = "| what | ours | before | against | ours is | before | target | |\n|---|---|---|---|---|---|---|---|\n"


def made_tables(before: KeptRun, last: KeptRun) -> dict[str, str]:
    """Every table and the conditions, by the name of its part of the page."""

    def of(wanted: Callable[[KeptRow], bool]) -> str:
        return _table((row for row in last.rows if wanted(row)), before)

    return {
        "conditions": _conditions(before, last),
        "app": of(
            lambda row: row.group == "app" and row.against not in PEERS and not _is_wide(row)
        ),
        "app-wide": of(lambda row: row.group == "app" and _is_wide(row)),
        "peers": _peers(last),
        "mock": of(lambda row: row.group == "mock"),
        "suite": of(lambda row: row.group == "suite") + _longest(last),
    }


def _is_wide(row: KeptRow) -> bool:
    return row.quantity.endswith(WIDE)


def _conditions(before: KeptRun, last: KeptRun) -> str:
    told = [
        f"{name} {value}" for name, value in last.conditions.items() if name not in ("plan", "date")
    ]
    day, day_before = last.conditions["date"], before.conditions["date"]
    return f"A full run of {day}: {'; '.join(told)}. “Before” is the full run of {day_before}.\n"


def _table(rows: Iterable[KeptRow], before: KeptRun) -> str:
    lines = []
    for _, same in groupby(rows, key=lambda row: (row.quantity, row.statistic)):
        for number, row in enumerate(same):
            lines.append(_line(row, before.row(row), is_further=number > 0))
    return _HEAD + "".join(lines)


def _line(row: KeptRow, before: KeptRow | None, *, is_further: bool) -> str:
    title = row.title.removesuffix(", 120×40")
    if row.statistic != "median":
        title = f"{title}, {row.statistic}"
    against = row.against or ""
    if row.their_value is not None:
        against = f"{against} {amount(row.their_value, row.unit)}"
    cells = (
        "" if is_further else title,
        "" if is_further else _number(row),
        "" if is_further or before is None else _number(before),
        against,
        _ratio(row),
        "" if before is None else _ratio(before),
        _aim(row),
        {"met": "met", "missed": "**missed**", "not measured": "not measured"}.get(row.outcome, ""),
    )
    return f"| {' | '.join(cells)} |\n".replace("|  |", "| |").replace("|  |", "| |")


def _number(row: KeptRow) -> str:
    return "–" if row.our_value is None else amount(row.our_value, row.unit)


def _ratio(row: KeptRow) -> str:
    """Ours by the other's; with a target that counts times better, that many times better."""
    if not row.our_value or not row.their_value:
        return ""
    if row.target is not None and row.target.kind == "times-better" and row.better == "lower":
        return f"{row.their_value / row.our_value:.2f} × better"
    return f"{row.our_value / row.their_value:.2f} ×"


def _aim(row: KeptRow) -> str:
    if row.target is None:
        return ""
    bound = f"{row.target.bound:,g}"
    match row.target.kind:
        case "times-better":
            return f"≥ {bound} ×"
        case "times-as-much":
            return f"≤ {bound} ×"
        case _:
            return f"≤ {bound} {row.unit}"


def _peers(run: KeptRun) -> str:
    beside = {row.quantity: row for row in run.rows if row.against in PEERS}
    head = f"| at 80×24 | {' | '.join(('ours', *PEERS))} |\n|{'---|' * (len(PEERS) + 2)}\n"
    return head + "".join(
        f"| {row.title} | {' | '.join(_peer(run, row, who) for who in (APP, *PEERS))} |\n"
        for row in beside.values()
    )


def _peer(run: KeptRun, row: KeptRow, who: str) -> str:
    value = run.value(row.quantity, who)
    return "–" if value is None else amount(value, row.unit)


def _longest(run: KeptRun) -> str:
    if not run.longest:
        return ""
    lines = [f"| `{name}` | {ms / 1000:.1f} s |\n" for name, ms in run.longest]
    return "\n| the longest tests | |\n|---|---|\n" + "".join(lines)
