"""What a marker may say, and what is said of one that means nothing."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from unify_mock_pytest.marker import Wanted, wanted


class Marked:
    """A test that has markers, the nearest first."""

    def __init__(self, *markers: pytest.MarkDecorator) -> None:
        self._markers = markers

    def iter_markers(self, name: str) -> list[pytest.Mark]:
        """The markers of a name."""
        return [each.mark for each in self._markers if each.name == name]


def read(*markers: pytest.MarkDecorator) -> Wanted:
    return wanted(Marked(*markers))  # type: ignore[arg-type]  # all that is read of an item


def test_without_a_marker_all_is_as_usual() -> None:
    assert read() == Wanted()


def test_the_nearest_has_the_last_word_on_each_member() -> None:
    near, far = pytest.mark.mock(faults=["reset"]), pytest.mark.mock(faults=(), strict=False)
    assert read(near, far) == Wanted(faults=("reset",), strict=False)


@pytest.mark.parametrize(
    "freeze",
    [
        "2026-03-29T00:59:00Z",
        "2026-03-29T01:59:00+01:00",
        "2026-03-29T00:59",
        datetime(2026, 3, 29, 0, 59),
        datetime(2026, 3, 29, 2, 59, tzinfo=timezone(timedelta(hours=2))),
    ],
)
def test_a_time_without_a_zone_is_in_utc(freeze: object) -> None:
    assert read(pytest.mark.mock(freeze=freeze)).freeze == datetime(2026, 3, 29, 0, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("scenario", None),
        ("scenario", ""),
        ("scenario", ["ok"]),
        ("faults", "commit-lost"),
        ("faults", None),
        ("faults", [503]),
        ("faults", {"commit": "lost"}),
        ("freeze", "tomorrow"),
        ("freeze", 1_767_258_000),
        ("freeze", date(2026, 1, 1)),
        ("freeze", True),
        ("strict", "no"),
        ("strict", 0),
    ],
)
def test_a_wrong_value_is_named_with_its_member(member: str, value: object) -> None:
    with pytest.raises(ValueError) as refused:  # noqa: PT011
        read(pytest.mark.mock(**{member: value}))
    assert str(refused.value).startswith(f"{member}={value!r}: ")


def test_a_member_that_is_none_is_named_with_those_there_are() -> None:
    with pytest.raises(ValueError, match="no scenary; it knows scenario, faults, freeze, strict"):
        read(pytest.mark.mock(scenary="ok"))
    with pytest.raises(ValueError, match="named arguments only, not 'locked'"):
        read(pytest.mark.mock("locked"))
