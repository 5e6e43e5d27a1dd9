"""What is typed at a question is taken as what it is, or asked for again: never as something else."""

import os
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.plain.conftest import CTRL_D
from tui.i18n import _, use_language
from tui.plain.console import Console, NobodyThere
from tui.plain.prompts import ask_number, ask_secret

ENTRIES = ("one", "two", "three", "four", "five")
ODD = (
    *(
        "0",
        "6",
        "00",
        "01",
        "05",
        "0000010",
        "000005",
        "000003",
        "99999999999999999999",
        "9" * 3000,
    ),
    *("٣", "³", "३", "③", "五", "\N{FULLWIDTH DIGIT THREE}", "3.", "+3", "-1", "1_0", "1 2", "0x1"),
)


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


def number(keyboard: tuple[int, int], typed: bytes) -> tuple[int | None, str]:
    """What is taken of a line, None for nothing; and what was said."""
    person, program = keyboard
    said = StringIO()
    console = Console(said, program)
    with console.taken():
        os.write(person, typed + b"\n" + CTRL_D)
        try:
            return ask_number(console, "Which?", ENTRIES, ["help"]), said.getvalue()
        except NobodyThere:
            return None, said.getvalue()


@pytest.mark.parametrize("typed", ODD, ids=lambda typed: typed[:9])
def test_what_is_no_number_of_the_list_is_asked_for_again(
    keyboard: tuple[int, int], typed: str
) -> None:
    taken, said = number(keyboard, typed.encode())
    assert taken is None
    assert (
        _("Please type a number from {first} to {last}.").format(first=1, last=len(ENTRIES)) in said
    )


@given(digits=st.text("0123456789", min_size=1, max_size=9))
def test_digits_choose_only_what_they_spell(keyboard: tuple[int, int], digits: str) -> None:
    taken, _said = number(keyboard, digits.encode())
    spelt = [str(place + 1) for place in range(len(ENTRIES))]
    assert taken == (spelt.index(digits) if digits in spelt else None)


@pytest.mark.parametrize("typed", [b"\x1b[A", b"Xk7\tvQm2p", b"Xk7\x1b[200~", b"Xk\xe47"])
def test_a_secret_holds_nothing_that_no_person_typed(
    keyboard: tuple[int, int], typed: bytes
) -> None:
    person, program = keyboard
    console = Console(StringIO(), program)
    with console.taken():
        os.write(person, typed + b"\nmeant\n")
        assert ask_secret(console, "Password:", ["help"]) == "meant"
