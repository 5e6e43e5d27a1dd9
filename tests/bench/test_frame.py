"""The benchmark's own logic: statistics, targets, the table. No time is measured here."""

import json

import pytest

from tests.bench.__main__ import MEASURES
from tests.bench.outcomes import is_met, outcome
from tests.bench.report import Run, aim, amount, as_json, as_text, table
from tests.bench.rows import GROUPS, MOCK, PRISM, QUANTITIES, ROWS, Row, Target
from tests.bench.samples import Results, Samples, Series, Statistic, collected

FASTER = Row("mock", "first-answer", MOCK, PRISM, Target("times-better", 4))
MORE = Row("mock", "looks", MOCK, PRISM, Target("times-better", 2))
AS_MUCH = Row("mock", "rest", MOCK, PRISM, Target("times-as-much", 1.15))
ALONE = Row("mock", "rest", MOCK, None, Target("value", 60))
TOLD = Row("mock", "rest", MOCK, PRISM)


def results(quantity: str, ours: float, theirs: float | None = None) -> Results:
    found = {Series(quantity, MOCK): Samples((ours,))}
    return found if theirs is None else found | {Series(quantity, PRISM): Samples((theirs,))}


# Statistics


@pytest.mark.parametrize(
    ("count", "statistic", "value"),
    [
        (1, "median", 1),
        (4, "median", 2.5),
        (19, "p95", None),
        (20, "p95", 19),
        (99, "p99", None),
        (30, "p95", 29),
        (100, "p95", 95),
        (100, "p99", 99),
        (1_000, "p99", 990),
    ],
)
def test_a_statistic_is_of_nearest_rank_and_needs_enough_numbers(
    count: int, statistic: Statistic, value: float | None
) -> None:
    backwards = Samples(tuple(float(number) for number in range(count, 0, -1)))
    assert backwards.get(statistic) == value


def test_no_numbers_are_no_samples() -> None:
    with pytest.raises(ValueError, match="nothing was measured"):
        Samples(())


def test_single_numbers_are_collected_by_series_in_their_order() -> None:
    a, b = Series("looks", MOCK), Series("looks", PRISM)
    assert collected([(a, 3), (b, 1), (a, 2)]) == {a: Samples((3, 2)), b: Samples((1,))}


# Targets


@pytest.mark.parametrize(
    ("row", "ours", "theirs", "ratio", "word"),
    [
        (FASTER, 250, 1_000, 4, "met"),
        (FASTER, 251, 1_000, 1_000 / 251, "missed"),
        (MORE, 4_000, 2_000, 2, "met"),
        (MORE, 3_999, 2_000, 3_999 / 2_000, "missed"),
        (AS_MUCH, 115, 100, 1.15, "met"),
        (AS_MUCH, 116, 100, 1.16, "missed"),
        (ALONE, 60, None, None, "met"),
        (ALONE, 60.1, None, None, "missed"),
        (TOLD, 50, 100, 2, "for information"),
        (FASTER, 250, None, None, "not measured"),
        (MORE, 1, 0, None, "not measured"),
    ],
)
def test_a_row_says_how_ours_compares_and_whether_that_is_enough(
    row: Row, ours: float, theirs: float | None, ratio: float | None, word: str
) -> None:
    found = outcome(row, results(row.quantity, ours, theirs))
    assert (found.ours, found.theirs, found.word) == (ours, theirs, word)
    assert found.ratio == (None if ratio is None else pytest.approx(ratio))


def test_a_row_nobody_measured_is_not_missed() -> None:
    assert outcome(ALONE, {}).word == "not measured"


def test_a_row_of_a_percentile_needs_enough_numbers() -> None:
    row = Row("mock", "look-time", MOCK, None, Target("value", 10), statistic="p99")
    numbers = tuple(float(number) for number in range(1, 101))
    few = {Series("look-time", MOCK): Samples(numbers[:50])}
    assert outcome(row, few).word == "not measured"
    assert outcome(row, {Series("look-time", MOCK): Samples(numbers)}).ours == 99


def test_a_comparing_target_without_a_comparison_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="nothing to compare with"):
        is_met(Target("times-better", 2), 5, None)


# The table of rows


def test_every_row_can_be_measured_and_stands_there_once() -> None:
    assert len({(row.quantity, row.against, row.statistic) for row in ROWS}) == len(ROWS)
    for row in ROWS:
        assert row.quantity in QUANTITIES
        comparing = row.target is not None and row.target.kind != "value"
        assert not comparing or row.against is not None
    assert set(MEASURES) == set(GROUPS) == {row.group for row in ROWS}


# The report


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0.537, "0.54 ms"), (12.34, "12.3 ms"), (279.4, "279 ms"), (16_087.2, "16,087 ms")],
)
def test_an_amount_has_the_digits_that_count(value: float, shown: str) -> None:
    assert amount(value, "ms") == shown


def test_a_target_is_written_the_way_it_is_read() -> None:
    assert aim(Target("times-better", 0.5), "per second") == "≥ 0.5 ×"
    assert aim(Target("times-as-much", 1.15), "ms") == "≤ 1.15 × as much"
    assert aim(Target("value", 60), "MiB") == "≤ 60 MiB"


def test_the_table_keeps_its_columns() -> None:
    assert table([("a", "b"), ("long", "c")]).splitlines() == ["a     b", "─" * 7, "long  c"]


def test_the_report_tells_what_was_measured_missed_and_left_out() -> None:
    numbers = results("first-answer", 500, 1_000)
    run = Run({"python": "3"}, {"WireMock": "java is not installed"}, numbers, ())
    found = tuple(outcome(row, numbers) for row in (FASTER, ALONE))
    text = as_text(Run(run.conditions, run.left_out, numbers, found))
    assert "python: 3" in text
    assert "Prism 1,000 ms" in text
    assert "2.00 × better" in text
    assert "missed" in text
    assert "not measured" in text
    assert "left out: WireMock (java is not installed)" in text


@pytest.mark.parametrize(("quantity", "best"), [("looks", "3.00"), ("look-time", "1.00")])
def test_the_best_number_is_the_highest_or_the_lowest(quantity: str, best: str) -> None:
    numbers: Results = {Series(quantity, MOCK): Samples((2.0, 3.0, 1.0, 2.0))}
    assert as_text(Run({}, {}, numbers, ())).splitlines()[-1].split()[-2:] == ["2.00", best]


def test_the_json_holds_rows_series_and_what_was_left_out() -> None:
    numbers = results("looks", 10, 4) | {Series("look-time", MOCK): Samples((1.0,) * 500)}
    found = (outcome(MORE, numbers),)
    shown = json.loads(json.dumps(as_json(Run({}, {"Prism": "no node"}, numbers, found))))
    assert shown["left_out"] == {"Prism": "no node"}
    [row] = shown["rows"]
    assert (row["our_value"], row["their_value"], row["ratio"]) == (10, 4, 2.5)
    assert row["target"] == {"kind": "times-better", "bound": 2}
    assert row["better"] == "higher"
    assert row["outcome"] == "met"
    one_by_one, summed_up = shown["series"][0], shown["series"][2]
    assert one_by_one["values"] == [10]
    assert one_by_one["best"] == 10
    assert summed_up["count"] == 500
    assert "values" not in summed_up
