"""Times on the user's clock, told apart where the clock shows one twice."""

from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

import pytest

from tests.accounts import receipt
from tui.receipt_file import receipt_name
from tui.wording.times import local_day, local_time

BERLIN = ZoneInfo("Europe/Berlin")
FIRST, SECOND = datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "zone", "told"),
    [
        (FIRST, BERLIN, "Sun 25 Oct 2026, 02:30 (summer time)"),
        (SECOND, BERLIN, "Sun 25 Oct 2026, 02:30 (winter time)"),
        (SECOND + timedelta(hours=1), BERLIN, "Sun 25 Oct 2026, 03:30"),
        (datetime(2026, 3, 29, 1, tzinfo=UTC), BERLIN, "Sun 29 Mar 2026, 03:00"),
        (FIRST, timezone(timedelta(hours=2)), "Sun 25 Oct 2026, 02:30"),
        (FIRST.replace(tzinfo=None), BERLIN, "Sun 25 Oct 2026, 00:30"),
    ],
)
def test_the_hour_that_comes_twice_is_told_apart(moment: datetime, zone: tzinfo, told: str) -> None:
    assert local_time(moment, zone) == told


def test_the_receipts_file_is_named_by_the_day_it_shows() -> None:
    late = receipt(activated_at=datetime(2026, 1, 1, 23, 30, tzinfo=UTC))
    assert receipt_name(late, BERLIN) == "Activation-2026-01-02.txt"
    assert receipt_name(late, UTC) == "Activation-2026-01-01.txt"
    assert local_day(datetime.max.replace(tzinfo=UTC), BERLIN) == date.max
