"""The doctor of an unattended run: what it would need, told where there is no terminal."""

import json
import os
from pathlib import Path

import pytest

from tui.cli.main import run
from tui.exit_codes import Exit
from tui.i18n import use_language
from tui.terminal.tty import ACCESSIBLE

SECRET = "Sentinel-Xk7vQm2p"


@pytest.fixture(autouse=True)
def _surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """As cron starts a program."""
    for name in [name for name in os.environ if name.startswith(("RC_", "UNIFY_", "SSL_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("TERM", "dumb")


def examined(
    folder: Path, text: str, capsys: pytest.CaptureFixture[str]
) -> tuple[int, dict[str, str], str]:
    (folder / "a.toml").write_text(text, "utf-8")
    code = run(["doctor", "--answers", str(folder / "a.toml"), "--json", "--lang", "en"])
    said = capsys.readouterr().out
    told = json.loads(said)
    assert told["exit_code"] == code
    assert SECRET not in said
    return code, {each["id"]: each["standing"] for each in told["findings"]}, said


def test_where_a_run_would_work_it_says_so_without_a_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEW_PASSWORD", SECRET)
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    (tmp_path / "answer").write_text(SECRET, "utf-8")
    code, found, said = examined(
        tmp_path,
        'password = { env = "NEW_PASSWORD" }\npin = { generate = "{email}.pin" }\n'
        'security_question = { id = "x", answer = { credential = "answer" } }',
        capsys,
    )
    assert (code, found["answers"], found["each-account"]) == (Exit.ACTIVE, "good", "notice")
    assert found["not-chosen"] == "notice"
    assert "The answers file has no entry for: workspace." in said
    assert "NEW_PASSWORD" not in os.environ
    monkeypatch.setenv("SSL_CERT_FILE", "/nowhere.pem")
    code, found, _said = examined(tmp_path, 'pin = { generate = "pin" }', capsys)
    assert (code, found["ca-file"], found["one-account"]) == (Exit.UNAVAILABLE, "bad", "notice")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('pin = { env = "NOT_SET" }', "env-not-set"),
        ('pin = { credential = "none" }', "no-credential"),
        ('accounts."a@b.de".pin = { file = "none" }', "unreadable"),
        ('pin = { file = "no-folder/{email}" }', "unreadable"),
        ('pin = { generate = "no-folder/x" }', "not-writable"),
        (f'pin = "{SECRET}"', "literal-secret"),
        ("pin = ", "no-toml"),
    ],
)
def test_what_is_missing_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, kind: str
) -> None:
    code, found, said = examined(tmp_path, text, capsys)
    assert (code, found[f"answers-{kind}"]) == (Exit.USAGE, "bad")
    assert str(tmp_path / "a.toml") in said


def test_a_file_that_is_not_there_and_one_without_a_name_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["doctor", "--answers", str(tmp_path / "none"), "--json"]) == Exit.USAGE
    assert "answers-unreadable" in capsys.readouterr().out
    assert run(["doctor", "--answers", ""]) == Exit.USAGE


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", ("OK:", "Note:", "Error:")), ("de", ("In Ordnung:", "Hinweis:", "Fehler:"))],
)
def test_what_is_read_aloud_begins_with_words_instead_of_marks(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    language: str,
    words: tuple[str, ...],
) -> None:
    monkeypatch.setenv(ACCESSIBLE, "")  # --plain sets it
    (tmp_path / "a.toml").write_text('pin = { generate = "pin" }', "utf-8")
    lines: list[str] = []
    for name in ("a.toml", "none.toml"):
        run(["doctor", "--plain", "--lang", language, "--answers", str(tmp_path / name)])
        lines += capsys.readouterr().out.splitlines()
    assert all(line.startswith(words) for line in lines)
    assert {word for word in words for line in lines if line.startswith(word)} == set(words)
    use_language("en")
