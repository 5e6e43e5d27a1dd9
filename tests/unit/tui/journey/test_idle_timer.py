"""How long nobody has typed."""

import pytest

from tui.journey.idle_timer import IdleTimer


class Seconds:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize(("limit", "until"), [(300, 240), (60, 30), (90, 45), (121, 61)])
def test_a_warning_is_due_a_minute_before_the_limit_or_at_half_of_it(
    limit: float, until: float
) -> None:
    assert IdleTimer(limit, Seconds()).until_warning == until


def test_a_key_begins_anew_and_what_is_left_is_never_negative() -> None:
    seconds = Seconds()
    idle = IdleTimer(300, seconds)
    seconds.now += 250
    assert (idle.left, idle.until_warning) == (50, -10)
    idle.touched()
    assert idle.left == 300
    seconds.now += 999
    assert idle.left == 0
