"""Text from outside never reaches a terminal with its control characters."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.terminal.sanitize import MOST_MARKS, REPLACEMENT, harmless, indented


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Eva von der Lühe-Müller", "Eva von der Lühe-Müller"),
        ("[bold]x[/]", "[bold]x[/]"),
        ("a\x1b]52;c;Zm9v\x07b", f"a{REPLACEMENT}]52;c;Zm9v{REPLACEMENT}b"),
        ("a\x9b2Jb", f"a{REPLACEMENT}2Jb"),
        ("a\r\nb\tc", "a  b c"),
        ("abc\u202etxt.exe", f"abc{REPLACEMENT}txt.exe"),
        ("\u2066x\u2069", f"{REPLACEMENT}x{REPLACEMENT}"),
        ("👩\u200d💻", "👩\u200d💻"),
        ("\ud800", REPLACEMENT),
    ],
)
def test_what_is_shown(text: str, shown: str) -> None:
    assert harmless(text) == shown


@given(st.text(st.characters()))
def test_no_control_or_override_is_left(text: str) -> None:
    shown = harmless(text)
    assert not any(unicodedata.category(character) in ("Cc", "Cs") for character in shown)
    assert not any(unicodedata.bidirectional(character) in OVERRIDES for character in shown)
    assert "\n" not in shown


OVERRIDES = ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")


def test_a_text_of_any_length_is_cut_with_an_ellipsis() -> None:
    assert harmless("x" * 1_000_000) == "x" * 399 + "…"


def test_a_pile_of_marks_ends_where_no_language_goes() -> None:
    accents = "\u0301\u0489\u0903" * 30
    assert MOST_MARKS == 30
    assert harmless(f"a{accents}b{accents}c") == f"a{accents[:30]}b{accents[:30]}c"
    assert harmless("a" + accents[:30]) == "a" + accents[:30]


def test_further_lines_are_set_in() -> None:
    assert indented("eins zwei drei", 2, 9) == "eins zwei\n  drei"
    assert indented("", 2) == ""


def test_an_e_mail_address_is_broken_at_no_hyphen_and_other_words_are() -> None:
    assert indented("Eva von der Lühe, eva@kontor-luehe.example", 2, 30) == (
        "Eva von der Lühe,\n  eva@kontor-luehe.example"
    )
    assert indented("Ein Telefon-System", 2, 14) == "Ein Telefon-\n  System"
