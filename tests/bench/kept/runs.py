"""The runs that docs/performance.md shows: a file for each, named by its day."""

import json
from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel

from tests.bench.samples import Unit

FOLDER = Path(__file__).parent


class KeptTarget(BaseModel, frozen=True):
    """How good it had to be; see `tests.bench.rows.Target`."""

    kind: str
    bound: float


class KeptRow(BaseModel, frozen=True):
    """A row of a run: whose number it is, beside whose, and in which unit `title` is measured."""

    group: str
    quantity: str
    title: str
    unit: Unit
    better: str
    ours: str
    against: str | None = None
    target: KeptTarget | None = None
    statistic: str = "median"
    our_value: float | None = None
    their_value: float | None = None
    outcome: str = "for information"


class KeptRun(BaseModel, frozen=True):
    """One run: its conditions, its rows, and the longest tests with their milliseconds."""

    conditions: Mapping[str, str]
    rows: tuple[KeptRow, ...]
    longest: tuple[tuple[str, float], ...] = ()

    def row(self, like: KeptRow) -> KeptRow | None:
        """The row that measured the same."""
        same = (like.quantity, like.against, like.statistic)
        rows = (each for each in self.rows if (each.quantity, each.against, each.statistic) == same)
        return next(rows, None)

    def value(self, quantity: str, who: str) -> float | None:
        """A median, of ours or of another's."""
        for row in self.rows:
            if (row.quantity, row.statistic) == (quantity, "median"):
                if who == row.ours and row.our_value is not None:
                    return row.our_value
                if who == row.against and row.their_value is not None:
                    return row.their_value
        return None


def keep(report: Mapping[str, object]) -> Path:
    """Keep what a run reported, without single numbers."""
    conditions, series = report["conditions"], report["series"]
    assert isinstance(conditions, Mapping), "as_json makes a mapping of it"
    assert isinstance(series, list), "as_json makes a list of it"
    kept = {
        "conditions": conditions,
        "rows": report["rows"],
        "longest": [[each["who"], each["median"]] for each in series if each["quantity"] == "test"],
    }
    path = FOLDER / f"{str(conditions['date']).partition(' ')[0]}.json"
    path.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return path


def newest() -> tuple[KeptRun, KeptRun]:
    """The run before the last, and the last."""
    before, last = sorted(FOLDER.glob("*.json"))[-2:]
    return _read(before), _read(last)


def _read(path: Path) -> KeptRun:
    return KeptRun.model_validate_json(path.read_text(encoding="utf-8"))
