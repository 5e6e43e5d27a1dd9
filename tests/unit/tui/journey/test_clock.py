"""Time: a deadline that is right even when a clock is wrong, and its words."""

from datetime import UTC, datetime, timedelta, timezone
from time import tzset

import pytest

from tests.accounts import activation
from tui.i18n import Language, use_language
from tui.journey.clock import DAY, Deadline, DeadlineWarning, SystemClock
from tui.wording.account import deadline_fact
from tui.wording.times import deadline_sentence, local_time, next_minute, time_left, time_until

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize("ahead", [timedelta(0), timedelta(minutes=10), timedelta(days=-1)])
def test_what_is_left_does_not_depend_on_this_machines_clock(ahead: timedelta) -> None:
    here = NOON
    there = NOON + ahead
    seen = activation(server_time=there, expires_at=there + HOUR)
    deadline = Deadline.of(seen, here)
    assert deadline is not None
    assert deadline.left(here) == HOUR
    assert deadline.stated_at == there + HOUR
    assert deadline.left(here + 2 * HOUR) == timedelta(0)


def test_a_link_without_an_end_has_no_deadline() -> None:
    assert Deadline.of(activation(), NOON) is None
    use_language("en")
    assert deadline_fact(None, NOON, UTC) == "no end given"


def test_an_inferred_end_is_called_about() -> None:
    use_language("en")
    fact = deadline_fact(Deadline(NOON + HOUR, inferred=True), NOON, UTC)
    assert fact == "about 1\xa0hour, until Thu 1 Jan 2026, 13:00"


SECOND = timedelta(seconds=1)
MINUTE = 60 * SECOND


@pytest.mark.parametrize(
    ("left", "mark"),
    [
        (10 * MINUTE + SECOND, None),
        (10 * MINUTE, 10),
        (2 * MINUTE + SECOND, 10),
        (2 * MINUTE, 2),
        (SECOND, 2),
        (timedelta(0), 0),
        (-HOUR, 0),
    ],
)
def test_a_warning_is_due_ten_and_two_minutes_before_the_end_and_at_it(
    left: timedelta, mark: int | None
) -> None:
    warning = Deadline(NOON + left, inferred=False).warning(NOON)
    assert warning == (None if mark is None else DeadlineWarning(mark, max(left, timedelta(0))))


def test_after_a_warning_only_a_graver_one_is_due() -> None:
    deadline, given = Deadline(NOON + HOUR, inferred=False), None
    marks = []
    for second in range(0, 3700, 10):
        if warning := deadline.warning(NOON + second * SECOND, given):
            given = warning
            marks.append((second, warning.mark))
    assert marks == [(3000, 10), (3480, 2), (3600, 0)]


@pytest.mark.parametrize(
    ("warning", "urgent", "words"),
    [
        (DeadlineWarning(10, 9 * MINUTE), False, "The link expires in 9\xa0minutes."),
        (DeadlineWarning(2, MINUTE), True, "The link expires in 1\xa0minute."),
        (
            DeadlineWarning(0, timedelta(0)),
            True,
            "The link has expired. What you typed is kept.",
        ),
    ],
)
def test_a_warning_in_words(warning: DeadlineWarning, urgent: bool, words: str) -> None:
    use_language("en")
    assert deadline_sentence(warning, typed=True) == words
    assert warning.is_urgent == urgent


@pytest.mark.parametrize(
    ("left", "german", "english"),
    [
        (timedelta(hours=47, minutes=59), "1\xa0Tag 23\xa0Stunden", "1\xa0day 23\xa0hours"),
        (timedelta(days=2), "2\xa0Tage", "2\xa0days"),
        (
            timedelta(days=2, hours=23, minutes=59),
            "2\xa0Tage 23\xa0Stunden",
            "2\xa0days 23\xa0hours",
        ),
        (timedelta(days=390, hours=1), "390\xa0Tage", "390\xa0days"),
        (timedelta(hours=1, minutes=1), "1\xa0Stunde 1\xa0Minute", "1\xa0hour 1\xa0minute"),
        (timedelta(minutes=9, seconds=59), "9\xa0Minuten", "9\xa0minutes"),
        (timedelta(seconds=59), "weniger als eine Minute", "less than a minute"),
        (timedelta(0), "weniger als eine Minute", "less than a minute"),
    ],
)
def test_what_is_left_in_words(left: timedelta, german: str, english: str) -> None:
    use_language("de")
    assert time_left(left) == german
    use_language("en")
    assert time_left(left) == english


@pytest.mark.parametrize(
    ("seconds", "german", "english"),
    [
        (0, "in 1\xa0Sekunde", "in 1\xa0second"),
        (0.2, "in 1\xa0Sekunde", "in 1\xa0second"),
        (89.1, "in 90\xa0Sekunden", "in 90\xa0seconds"),
        (91, "in 2\xa0Minuten", "in 2\xa0minutes"),
        (120, "in 2\xa0Minuten", "in 2\xa0minutes"),
        (121, "in 3\xa0Minuten", "in 3\xa0minutes"),
        (3600, "in 1\xa0Stunde", "in 1\xa0hour"),
        (3601, "in 1\xa0Stunde 1\xa0Minute", "in 1\xa0hour 1\xa0minute"),
        (24 * 3600, "in 1\xa0Tag", "in 1\xa0day"),
        (25 * 3600 + 1, "in 1\xa0Tag 2\xa0Stunden", "in 1\xa0day 2\xa0hours"),
        (48 * 3600 - 1, "in 2\xa0Tagen", "in 2\xa0days"),
        (73 * 3600, "in 4\xa0Tagen", "in 4\xa0days"),
    ],
)
def test_a_wait_is_never_told_shorter_than_it_is(seconds: float, german: str, english: str) -> None:
    use_language("de")
    assert time_until(seconds) == german
    use_language("en")
    assert time_until(seconds) == english


def test_a_time_to_come_back_is_the_next_whole_minute() -> None:
    assert next_minute(NOON) == NOON
    assert next_minute(NOON + SECOND) == NOON + MINUTE
    assert next_minute(NOON + timedelta(microseconds=1)) == NOON + MINUTE
    assert next_minute(NOON + MINUTE - SECOND) == NOON + MINUTE


@pytest.mark.parametrize(
    ("language", "words"),
    [("de", "Do 1. Jan. 2026, 13:00\xa0Uhr"), ("en", "Thu 1 Jan 2026, 13:00")],
)
def test_a_moment_is_shown_on_the_users_clock(language: Language, words: str) -> None:
    use_language(language)
    assert local_time(NOON, timezone(HOUR)) == words
    use_language("en")


def test_the_system_clock_knows_its_zone() -> None:
    assert SystemClock().now().tzinfo is not None


@pytest.mark.parametrize("year", [1, 9999])
def test_the_first_and_the_last_day_of_the_calendar_are_shown(year: int) -> None:
    edge = datetime(year, 1, 1, tzinfo=UTC) if year == 1 else datetime.max.replace(tzinfo=UTC)
    assert str(year) in local_time(edge, timezone(-HOUR if year == 1 else HOUR))


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (datetime(2026, 1, 1, 12), "Thu 1 Jan 2026, 12:00"),
        (datetime(1, 1, 1), "Mon 1 Jan 0001, 00:00"),
        (datetime.max, "Fri 31 Dec 9999, 23:59"),
        (datetime(1, 1, 1, tzinfo=UTC), "Mon 1 Jan 0001, 00:00 UTC"),
        (datetime(1, 1, 1, tzinfo=timezone(14 * HOUR)), "Mon 1 Jan 0001, 00:00 UTC+14:00"),
        (datetime.max.replace(tzinfo=timezone(-14 * HOUR)), "Fri 31 Dec 9999, 23:59 UTC-14:00"),
        (datetime(1970, 1, 1, tzinfo=timezone(14 * HOUR)), "Wed 31 Dec 1969, 11:00"),
    ],
)
@pytest.mark.parametrize("here", ["America/New_York", "Europe/Berlin", "Pacific/Kiritimati"])
def test_a_moment_without_a_zone_or_out_of_bounds_is_shown_as_it_is_written(
    moment: datetime, words: str, here: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_language("en")
    monkeypatch.setenv("TZ", here)
    tzset()
    try:
        assert local_time(moment, timezone(HOUR)) == words
        if moment.year != 1970:
            assert local_time(moment, None) == words
    finally:
        monkeypatch.undo()
        tzset()


@pytest.mark.parametrize(
    ("server_time", "left"),
    [
        (NOON - 100 * 365 * DAY, HOUR),  # no link lives for a hundred years
        (NOON + 100 * 365 * DAY, HOUR),  # nor is one over whose account was just shown
        (datetime.min, HOUR),
        (datetime.max, HOUR),
        (NOON - 12 * HOUR, 13 * HOUR),
        ((NOON - 12 * HOUR).replace(tzinfo=None), 13 * HOUR),
    ],
)
def test_a_server_without_any_idea_of_the_time_is_not_believed(
    server_time: datetime, left: timedelta
) -> None:
    deadline = Deadline.of(activation(server_time=server_time, expires_at=NOON + HOUR), NOON)
    assert deadline is not None
    assert deadline.left(NOON) == left


def test_a_machine_whose_clock_was_never_set_counts_by_the_servers() -> None:
    here = datetime(1970, 1, 1, tzinfo=UTC)
    deadline = Deadline.of(activation(server_time=NOON, expires_at=NOON + HOUR), here)
    assert deadline is not None
    assert deadline.left(here + HOUR / 2) == HOUR / 2
    use_language("en")
    assert deadline_fact(deadline, here, UTC) == "1\xa0hour, until Thu 1 Jan 2026, 13:00"


def test_an_end_on_the_last_day_of_the_calendar_is_none() -> None:
    never = datetime.max.replace(tzinfo=UTC)
    seen = activation(server_time=NOON - HOUR, expires_at=never)
    assert Deadline.of(seen, NOON) is None
