"""Times in mails and on pages: as clocks in Germany show them, named where they could be doubted."""

from datetime import UTC, datetime

import pytest

from mock_server.texts import times
from mock_server.texts.times import local_time


@pytest.mark.parametrize(
    ("moment", "german", "english"),
    [
        ("2026-01-03T09:00", "03.01.2026 um 10:00\u00a0Uhr", "3 January 2026 at 10:00 (CET)"),
        ("2026-07-03T22:30", "04.07.2026 um 00:30\u00a0Uhr", "4 July 2026 at 00:30 (CEST)"),
        ("2026-10-25T00:30", "25.10.2026 um 02:30\u00a0Uhr (MESZ)", "25 October 2026 at 02:30 (CEST)"),
        ("2026-10-25T01:30", "25.10.2026 um 02:30\u00a0Uhr (MEZ)", "25 October 2026 at 02:30 (CET)"),
        ("2026-10-25T02:00", "25.10.2026 um 03:00\u00a0Uhr", "25 October 2026 at 03:00 (CET)"),
        ("2026-03-29T01:00", "29.03.2026 um 03:00\u00a0Uhr", "29 March 2026 at 03:00 (CEST)"),
        ("2199-07-01T00:00", "01.07.2199 um 02:00\u00a0Uhr", "1 July 2199 at 02:00 (CEST)"),
    ],
)  # fmt: skip
def test_a_time_is_that_of_germany(moment: str, german: str, english: str) -> None:
    at = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    assert (local_time(at, "de"), local_time(at, "en")) == (german, english)


def test_where_nothing_is_known_of_zones_the_time_is_utc_and_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(times, "ZONE", "Nowhere/Atlantis")
    times._zone.cache_clear()
    at = datetime(2026, 1, 3, 9, tzinfo=UTC)
    try:
        assert local_time(at, "de") == "03.01.2026 um 09:00\u00a0Uhr (UTC)"
        assert local_time(at, "en") == "3 January 2026 at 09:00 (UTC)"
    finally:
        times._zone.cache_clear()
