"""Which characters a terminal is trusted with, and what stands for the others."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.terminal.charset import (
    Characters,
    characters_for,
    given_environment,
    in_cells,
    spelled,
    use_characters,
)


@pytest.fixture(autouse=True)
def _all_characters() -> Iterator[None]:
    yield
    use_characters("all")


@pytest.mark.parametrize(
    ("environment", "ascii_only", "shown"),
    [
        ({"LANG": "de_DE.UTF-8"}, False, "all"),
        ({"LANG": "de_DE.UTF-8"}, True, "letters"),
        ({"LANG": "de_DE.UTF-8", "TERM": "linux"}, False, "letters"),
        ({"LANG": "C.utf8", "TERM": "vt220"}, False, "letters"),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": "C"}, False, "ascii"),
        ({"LANG": "de_DE.ISO-8859-1"}, False, "ascii"),
        ({"LC_CTYPE": "UTF-8"}, False, "all"),
        ({}, False, "ascii"),
    ],
)
def test_locale_and_terminal_say_what_can_be_shown(
    environment: dict[str, str], ascii_only: bool, shown: Characters
) -> None:
    assert characters_for(environment, "linux", ascii_only=ascii_only) == shown


def test_without_a_locale_a_mac_shows_everything() -> None:
    assert characters_for({}, "darwin") == "all"


def test_what_python_itself_set_in_a_c_locale_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    class Flags:
        utf8_mode = 1

    monkeypatch.setenv("LC_CTYPE", "C.UTF-8")
    monkeypatch.setattr("tui.terminal.charset.sys.flags", Flags)
    assert "LC_CTYPE" not in given_environment()
    Flags.utf8_mode = 0
    assert given_environment()["LC_CTYPE"] == "C.UTF-8"


@pytest.mark.parametrize(
    ("text", "letters", "ascii_"),
    [
        ("✓ Ihr Konto ist aktiv", "+ Ihr Konto ist aktiv", "+ Ihr Konto ist aktiv"),
        ("„Übergroße Füße“ …", '"Übergroße Füße" ...', '"Uebergrosse Fuesse" ...'),
        ("Zoë Ñandú, Łódź", "Zoë Ñandú, Łódź", "Zoe Nandu, ?odz"),
        ("A–Z · 5 €", "A-Z - 5 €", "A-Z - 5 EUR"),
        ("李", "李", "??"),
    ],
)
def test_texts_are_spelled_in_what_there_is(text: str, letters: str, ascii_: str) -> None:
    assert spelled(text) == text
    use_characters("letters")
    assert spelled(text) == letters
    use_characters("ascii")
    assert spelled(text) == ascii_


@given(st.text(st.characters(exclude_categories=("C", "M"))))
def test_nothing_beyond_ascii_is_left_and_cells_keep_their_places(text: str) -> None:
    use_characters("ascii")
    assert spelled(text).isascii()
    assert in_cells(text).isascii()
    assert all(len(in_cells(each)) in (1, cell_len(each)) for each in text)


def test_what_is_drawn_for_states_stays_distinct() -> None:
    use_characters("ascii")
    assert len(set(map(spelled, "✓✗○●◉◇"))) == 6
