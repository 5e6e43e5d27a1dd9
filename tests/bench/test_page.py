"""docs/performance.md shows the kept runs, and its plots show the same numbers."""

import json
import re
from pathlib import Path

import pytest

from tests.bench.kept import runs
from tests.bench.kept.runs import KeptRow, KeptRun, keep, newest
from tests.bench.page.made import PAGE, PLOTS, made
from tests.bench.page.plots import PLOTTED
from tests.bench.page.tables import made_tables
from tests.bench.report import amount
from tests.bench.rows import APP, BARE
from tests.bench.suite import results
from tests.made_parts import parts_of

TEXT = PAGE.read_text(encoding="utf-8")


def test_what_is_made_is_up_to_date() -> None:
    tables, plots = made()
    assert parts_of(TEXT) == tables, "run: make bench-page"
    assert {path.stem: path.read_text(encoding="utf-8") for path in PLOTS.iterdir()} == plots


@pytest.mark.parametrize("name", PLOTTED)
def test_a_plot_shows_the_numbers_of_the_table_and_needs_nothing(name: str) -> None:
    _, last = newest()
    quantity, _, unit = PLOTTED[name]
    svg = (PLOTS / f"{name}.svg").read_text(encoding="utf-8")
    assert f"](plots/{name}.svg)" in TEXT
    for who in (APP, BARE):
        value = last.value(quantity, who)
        assert value is not None
        assert f">{amount(value, unit)}</text>" in svg
    assert not re.search(r"<script|\bon[a-z]+=|(href|src|url)\s*[=(]", svg)


def row(ours: float, outcome: str = "met") -> KeptRow:
    return KeptRow.model_validate(
        {
            "group": "app",
            "quantity": "key-cpu",
            "title": "processor time of a key",
            "unit": "ms",
            "better": "lower",
            "ours": APP,
            "against": BARE,
            "target": {"kind": "times-as-much", "bound": 1.5},
            "our_value": ours,
            "their_value": 2.0,
            "outcome": outcome,
        }
    )


def test_the_run_before_stands_beside_the_last() -> None:
    days = ({"date": f"2026-11-2{day} 10:00 UTC"} for day in (4, 8))
    before, last = (
        KeptRun(conditions=day, rows=(each,))
        for day, each in zip(days, (row(5, "missed"), row(2.5)), strict=True)
    )
    told = made_tables(before, last)["app"].splitlines()[-1]
    assert told == (
        "| processor time of a key | 2.50 ms | 5.00 ms | a bare form 2.00 ms | 1.25 × | 2.50 × "
        "| ≤ 1.5 × | met |"
    )


def test_a_run_is_kept_by_its_day_with_its_longest_tests(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runs, "FOLDER", tmp_path)
    longest = {"quantity": "test", "who": "tests.a.test_b", "median": 1200.0}
    report = {
        "conditions": {"date": "2026-11-28 10:00 UTC"},
        "rows": [row(3).model_dump()],
        "series": [longest, {"quantity": "key", "who": APP, "median": 4.0}],
    }
    path = keep(report)
    assert path.name == "2026-11-28.json"
    kept = KeptRun.model_validate(json.loads(path.read_text()))
    assert kept.longest == (("tests.a.test_b", 1200.0),)
    assert kept.rows == (row(3),)


def test_the_suite_is_counted_without_what_was_left_out() -> None:
    cases = [
        '<testcase classname="tests.a" name="test_short" time="0.5"/>',
        '<testcase classname="tests.a" name="test_long" time="2.5"/>',
        '<testcase classname="tests.a" name="test_not" time="0"><skipped/></testcase>',
    ]
    found = results(f"<testsuites><testsuite>{''.join(cases)}</testsuite></testsuites>", 4, 3)
    told = {(series.quantity, series.who): samples.median for series, samples in found.items()}
    assert told == {
        ("tests", "the test suite"): 0.5,
        ("test-cpu", "the test suite"): 1500,
        ("test", "tests.a.test_long"): 2500,
        ("test", "tests.a.test_short"): 500,
    }
