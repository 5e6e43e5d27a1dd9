"""From what the platform tells to what a journey needs, at the edges of the calendar."""

from datetime import UTC, datetime, timedelta

import pytest

from api_client.ringcentral.mapping import LINK_LIFETIME, end_of_link

SENT = datetime(2026, 1, 1, 9, tzinfo=UTC)
LAST = datetime.max.replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("sent_at", "end"),
    [
        (None, None),
        (SENT, SENT + timedelta(hours=48)),
        (LAST - LINK_LIFETIME, LAST),
        (LAST - LINK_LIFETIME + timedelta(seconds=1), None),
        (LAST, None),
    ],
)
def test_no_date_of_a_mail_is_too_late_to_count_from(
    sent_at: datetime | None, end: datetime | None
) -> None:
    assert end_of_link(sent_at) == end
