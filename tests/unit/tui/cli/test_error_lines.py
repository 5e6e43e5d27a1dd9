"""What goes wrong most often, told before any screen: no word is broken at 80 columns."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.links import TOKEN
from tui.cli.main import run
from tui.i18n import use_language

COLUMNS = 80


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    Path("no-link.eml").write_text("From: a@b.example\n\nbis bald\n", encoding="utf-8")
    Path("note.txt").write_text("bis bald\n", encoding="utf-8")
    yield
    use_language("en")


def broken_words(said: str) -> list[str]:
    """Where a terminal would break a line in the middle of a word."""
    return [
        line[at - 12 : at + 12]
        for line in said.splitlines()
        for at in range(COLUMNS, len(line), COLUMNS)
        if not (line[at - 1].isspace() or line[at].isspace())
    ]


def test_a_broken_word_is_found() -> None:
    assert broken_words("x" * 81)
    assert not broken_words("x" * 80 + " y")
    assert not broken_words("x" * 79 + " yyy")


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize(
    "arguments",
    [
        ["mail.eml"],
        ["no-link.eml"],
        ["note.txt"],
        [f"40012345678:{TOKEN}"],
        ["--nonsense"],
        ["--backend", "http://activation.example"],
    ],
    ids=" ".join,
)
def test_no_word_of_an_error_is_broken(
    arguments: list[str], language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*arguments, "--lang", language]) == 2
    said = capsys.readouterr().err
    assert said.startswith("unify-activate: ")
    assert broken_words(said) == []


@pytest.mark.parametrize(
    "before", [[], ["--link-file"], ["doctor"], ["--lang"], ["--backend"]], ids=" ".join
)
def test_what_is_quoted_begins_no_line_of_its_own(
    before: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*before, "a\nunify-activate: all is well\x1b[2K"]) == 2
    said = capsys.readouterr().err
    assert said.count("\nunify-activate: ") == 0
    assert "\x1b" not in said
