"""A dialogue that may last only so long says so before, and ends for good."""

import os
from io import StringIO

import pytest

from tui.i18n import _, use_language
from tui.plain.console import WARNED_SECONDS, Console, IdleTooLong, TimeUp


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


def short() -> str:
    return _("This session ends in one minute at the latest. Your entries will then be deleted.")


class Waits(StringIO):
    """A person who types only after being told that the time is short."""

    def __init__(self, terminal: int) -> None:
        super().__init__()
        self._terminal = terminal

    def flush(self) -> None:
        if short() in " ".join(self.getvalue().split()):
            os.write(self._terminal, b"in time\n")


def test_a_minute_before_it_is_said_once_and_what_is_typed_in_time_is_heard(
    keyboard: tuple[int, int],
) -> None:
    person, program = keyboard
    said = Waits(person)
    console = Console(said, program, limit_seconds=WARNED_SECONDS + 0.01)
    with console.taken():
        assert console.hear("First?") == "in time"
        assert console.hear("Second?") == "in time"
    assert " ".join(said.getvalue().split()).count(short()) == 1


def test_when_the_time_is_over_nothing_more_is_heard(keyboard: tuple[int, int]) -> None:
    person, program = keyboard
    now = 0.0
    console = Console(StringIO(), program, idle_seconds=500, limit_seconds=100, clock=lambda: now)
    with console.taken():
        os.write(person, b"typed ahead\n")
        now = 100.0
        with pytest.raises(TimeUp):
            console.hear("Anything?")


@pytest.mark.parametrize(
    ("idle", "limit", "error"), [(0.01, 50, IdleTooLong), (50, 0.01, TimeUp)], ids=["idle", "limit"]
)
def test_waiting_ends_with_the_nearer_of_both_limits(
    keyboard: tuple[int, int], idle: float, limit: float, error: type[Exception]
) -> None:
    console = Console(StringIO(), keyboard[1], idle_seconds=idle, limit_seconds=limit)
    with console.taken(), pytest.raises(error):
        console.hear("Anything?")
