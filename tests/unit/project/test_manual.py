"""The manual pages say what --help says, and are as roff has them."""

import os
import subprocess

import pytest

from tests.manual import COMMANDS, PAGES, manual_page
from tests.programs import needed_program
from tui.i18n import use_language


@pytest.mark.parametrize("command", COMMANDS)
def test_the_page_is_what_would_be_made_now(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")  # whatever the maker's terminal is, and language
    use_language("de")
    made = manual_page(command)
    assert made == (PAGES / f"{command}.1").read_text(encoding="utf-8"), "make manual"
    assert os.environ["COLUMNS"] == "40"


def test_there_is_no_other_page() -> None:
    assert {path.name for path in PAGES.iterdir()} == {f"{command}.1" for command in COMMANDS}


@pytest.mark.parametrize("command", COMMANDS)
def test_roff_finds_nothing_wrong_in_it(command: str) -> None:
    groff = needed_program("groff")
    page = PAGES / f"{command}.1"
    done = subprocess.run(
        [groff, "-man", "-Kutf8", "-Tutf8", "-P-cbou", "-ww", "-rLL=78n", page],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    for section in ("NAME", "SYNOPSIS", "OPTIONS", "COMMANDS", "ENVIRONMENT", "EXIT STATUS"):
        assert section in done.stdout
