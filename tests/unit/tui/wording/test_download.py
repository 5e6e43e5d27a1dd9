"""How a download is told: speed, time left, amounts, failures."""

from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api_client.download import DownloadFailed, DownloadFailureReason, DownloadProgress
from tui.app.download_meter import (
    BETWEEN_PICTURES,
    DownloadWay,
    DrawThrottle,
    Meter,
    arrived,
    broken,
    stopped,
)
from tui.i18n import Language, use_language
from tui.wording.download import (
    FAILURE_PAGES,
    amount,
    folder_name,
    how_it_goes,
    what_happened,
)


def metered(*looks: tuple[float, int]) -> Meter:
    meter = Meter()
    for now, done in looks:
        meter = meter.seen(now, done)
    return meter


def test_the_speed_is_that_of_the_last_seconds() -> None:
    looks = [(float(second), second * 1000) for second in range(20)]
    assert metered(*looks, (20.0, 119_000)).speed(20) == pytest.approx((119 - 15) * 1000 / 5)


def test_nothing_is_said_before_a_second_has_passed() -> None:
    meter = metered((10.0, 0), (10.9, 5000))
    assert meter.speed(10.9) is None
    assert meter.seconds_left(10.9, 9000) is None
    assert Meter().speed(5) is None


def test_what_was_there_before_does_not_count_as_speed() -> None:
    assert metered((0.0, 5_000_000), (2.0, 5_002_000)).speed(2) == 1000


def test_a_speed_falls_while_nothing_comes_and_then_nobody_can_tell() -> None:
    meter = metered((0.0, 0), (1.0, 1000))
    assert meter.speed(1) == 1000
    assert meter.speed(4) == 250
    assert metered((0.0, 1000), (2.0, 1000)).seconds_left(2, 9000) is None


def test_a_download_that_begins_anew_is_measured_anew() -> None:
    meter = metered((0.0, 0), (5.0, 9000), (6.0, 100), (8.0, 2100))
    assert meter.speed(8) == 1000


def test_the_time_left_is_the_rest_at_this_speed() -> None:
    assert metered((0.0, 0), (2.0, 2000)).seconds_left(2, 10_000) == 8


@given(st.lists(st.tuples(st.floats(0, 2), st.integers(0, 10**9)), max_size=200))
def test_a_meter_never_keeps_much_and_never_goes_backwards(
    steps: list[tuple[float, int]],
) -> None:
    meter, now, done = Meter(), 0.0, 0
    for passed, more in steps:
        now, done = now + passed, done + more
        meter = meter.seen(now, done)
        assert len(meter.samples) < 60
        assert (meter.speed(now) or 0) >= 0


def test_pictures_keep_a_pace_but_a_new_stage_is_drawn_at_once() -> None:
    pace = DrawThrottle()
    moments = [number / 1000 for number in range(2000)]
    drawn = [now for now in moments if pace.lets(now, "receiving")]
    assert len(drawn) <= 2 / BETWEEN_PICTURES
    assert pace.lets(2.0001, "checking")


@pytest.mark.parametrize(
    ("count", "english", "german"),
    [
        (0, "0\xa0B", "0\xa0B"),
        (999, "999\xa0B", "999\xa0B"),
        (1000, "1\xa0kB", "1\xa0kB"),
        (999_499, "999\xa0kB", "999\xa0kB"),
        (999_500, "1.0\xa0MB", "1,0\xa0MB"),
        (2_097_152, "2.1\xa0MB", "2,1\xa0MB"),
        (149_600_000, "150\xa0MB", "150\xa0MB"),
        (4_700_000_000, "4.7\xa0GB", "4,7\xa0GB"),
    ],
)
def test_amounts_are_in_decimal_units(count: int, english: str, german: str) -> None:
    assert amount(count) == english
    use_language("de")
    try:
        assert amount(count) == german
    finally:
        use_language("en")


@pytest.mark.parametrize(
    ("speed", "left", "text"),
    [
        (None, None, "1.0\u00a0MB of 4.0\u00a0MB"),
        (250_000.0, None, "1.0\u00a0MB of 4.0\u00a0MB\u00a0· 250\u00a0kB/s"),
        (
            250_000.0,
            12.0,
            "1.0\u00a0MB of 4.0\u00a0MB\u00a0· 250\u00a0kB/s\u00a0· about 15\u00a0seconds left",
        ),
        (
            250_000.0,
            0.0,
            "1.0\u00a0MB of 4.0\u00a0MB\u00a0· 250\u00a0kB/s\u00a0· about 5\u00a0seconds left",
        ),
        (
            250_000.0,
            56.0,
            "1.0\u00a0MB of 4.0\u00a0MB\u00a0· 250\u00a0kB/s\u00a0· about 1\u00a0minute left",
        ),
        (
            250_000.0,
            600.0,
            "1.0\u00a0MB of 4.0\u00a0MB\u00a0· 250\u00a0kB/s\u00a0· about 10\u00a0minutes left",
        ),
    ],
)
def test_what_is_received_is_told_in_one_line(
    speed: float | None, left: float | None, text: str
) -> None:
    assert how_it_goes(DownloadProgress("receiving", 1_000_000, 4_000_000), speed, left) == text


@pytest.mark.parametrize(
    ("reason", "pause", "text"),
    [
        ("unreachable", 1, "The connection was lost. Trying again in 1\xa0second."),
        ("timeout", 8, "The server has stopped responding. Trying again in 8\xa0seconds."),
        ("server-busy", 41.2, "The server is busy. Trying again in 42\xa0seconds."),
    ],
)
def test_a_pause_says_why_and_how_long(
    reason: DownloadFailureReason, pause: float, text: str
) -> None:
    assert how_it_goes(DownloadProgress("waiting", 0, 1, reason, pause), None, None) == text


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_failure_has_words_and_a_next_step(language: Language) -> None:
    assert set(FAILURE_PAGES) == set(get_args(DownloadFailureReason))
    use_language(language)
    try:
        told = [what_happened(DownloadFailed(reason)) for reason in FAILURE_PAGES]
    finally:
        use_language("en")
    assert all(told)
    assert len(set(told)) == len(told)


def test_what_is_known_beyond_the_reason_is_told() -> None:
    assert "Another 2.0\xa0MB is needed." in what_happened(
        DownloadFailed("disk-full", lacking=2_000_000)
    )
    busy = what_happened(DownloadFailed("server-busy", retry_after=121))
    assert busy.endswith("You can try again in 3\xa0minutes.")


def test_a_folder_is_written_as_people_do() -> None:
    home = Path("/home/eva")
    assert folder_name(home, home) == "~"
    assert folder_name(home / "Downloads", home) == "~/Downloads"
    assert folder_name(Path("/home/evamaria"), home) == "/home/evamaria"


# How it ends


@pytest.mark.parametrize(
    ("reason", "kept", "is_place_left", "ways"),
    [
        ("unreachable", 0, True, ("resume", "back")),
        ("unreachable", 5, True, ("resume", "drop", "back")),
        ("disk-full", 5, True, ("resume", "elsewhere", "drop", "back")),
        ("disk-full", 0, False, ("resume", "back")),
        ("unverifiable", 0, True, ("back",)),
    ],
)
def test_a_failure_offers_what_can_help(
    reason: DownloadFailureReason, kept: int, is_place_left: bool, ways: tuple[DownloadWay, ...]
) -> None:
    assert broken(DownloadFailed(reason), kept, is_place_left=is_place_left).ways == ways


def test_what_was_stopped_can_go_on_and_says_what_is_kept() -> None:
    use_language("en")
    assert (
        stopped(5000, 10_000).state == "5\xa0kB of 10\xa0kB downloaded so far. This part is kept."
    )
    assert stopped(5000, 10_000).ways == ("resume", "drop", "back")
    assert stopped(0, 10_000).ways == ("resume", "back")


def test_a_file_that_arrived_is_named_with_the_system_it_is_for() -> None:
    use_language("en")
    assert "under Windows" in arrived(Path("/x"), "windows").next
    assert "under" not in arrived(Path("/x"), None).next
