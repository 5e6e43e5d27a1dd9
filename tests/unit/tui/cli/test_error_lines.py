"""What goes wrong most often, told before any screen: no word is broken at 80 columns."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.links import TOKEN
from tui.cli.error_lines import names_with_spaces, wrapped
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


def test_lines_end_at_words_and_names_stay_whole() -> None:
    text = "Der Ordner ein sehr langer Name/mit Leerzeichen.eml ist https://konto-aktivieren.example/mein-konto nicht."
    name, link = (
        "ein sehr langer Name/mit Leerzeichen.eml",
        "https://konto-aktivieren.example/mein-konto",
    )
    for columns in range(20, 100):
        lines = wrapped(text, columns, [name]).split("\n")
        assert " ".join(lines) == text
        assert any(name in line for line in lines)
        assert any(link in line for line in lines)
        assert all(len(line) <= columns or line in (name, link) for line in lines)


def test_own_line_breaks_and_spaces_that_hold_stay() -> None:
    assert wrapped("eins\nzwei", 80) == "eins\nzwei"
    assert wrapped("x" * 70 + " 48\xa0Stunden", 80).splitlines()[1] == "48\xa0Stunden"


def test_what_is_named_and_what_lies_in_it_is_kept_whole(tmp_path: Path) -> None:
    Path("my mails").mkdir()
    Path("my mails", "an email.eml").touch()
    Path("mails").mkdir()
    Path("mails", "an email.eml").touch()
    assert set(names_with_spaces(["my mails", "mails", "--answers=my answers.toml", "x"])) == {
        "my mails",
        "my mails/an email.eml",
        "mails/an email.eml",
        "--answers=my answers.toml",
        "my answers.toml",
    }


@pytest.mark.parametrize("folder", ["meine E-Mails von der Telekom mit dem Link für das Konto"])
def test_a_path_with_spaces_is_broken_nowhere(
    folder: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([folder]) == 2
    assert folder in capsys.readouterr().err
    Path(folder).mkdir()
    assert run([folder]) == 2
    assert folder in capsys.readouterr().err


def test_an_empty_value_is_named_as_the_help_names_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["", "--lang", "de"]) == 2
    assert "QUELLE ist leer." in capsys.readouterr().err


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
