"""A dialogue that may last only so long says so before, and ends for good; a line that is typed
after the warning of idling answers nothing.
"""

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


WARNING = "Press Enter to keep them."
KEPT = "Everything that you typed is kept."


class Comes(StringIO):
    """A person who types something once warned, and an answer at the question put again."""

    def __init__(self, terminal: int, typed: bytes, answer: bytes) -> None:
        super().__init__()
        self._terminal = terminal
        self._turns = [(WARNING, typed), (KEPT, answer)]

    def flush(self) -> None:
        said = " ".join(self.getvalue().split())
        is_asking = self.getvalue()[-1:] == " "
        if self._turns and self._turns[0][0] in said and (is_asking or said.endswith(WARNING)):
            os.write(self._terminal, self._turns.pop(0)[1])


@pytest.mark.parametrize("typed", [b"\n", b"half a sec\n", b"?\n", b"<\n"])
def test_what_is_typed_of_a_secret_after_the_warning_only_keeps_and_the_question_is_put_again(
    keyboard: tuple[int, int], typed: bytes
) -> None:
    person, program = keyboard
    said = Comes(person, typed, b"whole\n")
    console = Console(said, program, idle_seconds=0.1)
    with console.taken():
        assert console.hear("Anything?", is_secret=True) == "whole"
        os.write(person, b"next\n")
        assert console.hear("More?") == "next"
    told = " ".join(said.getvalue().split())
    assert (told.count(WARNING), told.count(KEPT), told.count("Anything?")) == (1, 1, 2)
    assert told.index(KEPT) < told.rindex("Anything?")


def test_of_other_lines_after_the_warning_an_empty_one_keeps_and_a_full_one_answers(
    keyboard: tuple[int, int],
) -> None:
    person, program = keyboard
    for typed, counts in ((b"\n", 1), (b"2\n", 0)):
        said = Comes(person, typed, b"2\n")
        console = Console(said, program, idle_seconds=0.1)
        with console.taken():
            assert console.hear("Which?") == "2"
        assert said.getvalue().count(KEPT) == counts


def test_enter_after_the_warning_asks_for_the_link_again_but_a_pasted_one_is_taken(
    keyboard: tuple[int, int],
) -> None:
    person, program = keyboard
    console = Console(Comes(person, b"\n", b"pasted\n"), program, idle_seconds=0.1)
    with console.taken():
        assert console.hear_all("The link?") == "pasted"
    console = Console(Comes(person, b"pasted\n", b""), program, idle_seconds=0.1)
    with console.taken():
        assert console.hear_all("The link?") == "pasted"
