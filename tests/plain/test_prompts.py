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
    *(
        "٣",
        "³",
        "३",
        "③",
        "五",
        "\N{FULLWIDTH DIGIT THREE}",
        ".",
        "3..",
        ".3",
        "+3",
        "-1",
        "1_0",
        "1 2",
        "0x1",
    ),
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


def test_a_number_is_taken_as_it_is_listed_too(keyboard: tuple[int, int]) -> None:
    assert number(keyboard, b"3.")[0] == 2


@pytest.mark.parametrize(
    ("numbers", "asked"),
    [
        ((4,), "Which? (4) "),
        ((1, 2), "Which? (1 or 2) "),
        ((1, 3), "Which? (1 or 3) "),
        ((1, 2, 3), "Which? (1 to 3) "),
        ((1, 2, 4), "Which? (1 or 2 or 4) "),
    ],
)
def test_numbers_are_named_so_that_none_is_heard_as_a_fraction(
    keyboard: tuple[int, int], numbers: tuple[int, ...], asked: str
) -> None:
    said = StringIO()
    console = Console(said, keyboard[1])
    with console.taken():
        os.write(keyboard[0], b"9\n" + CTRL_D)
        with pytest.raises(NobodyThere):
            ask_number(console, "Which?", ENTRIES[: len(numbers)], [], numbers=numbers)
    assert asked in said.getvalue()


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
