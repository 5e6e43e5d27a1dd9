"""Only where the database says so are cells erased instead of written."""

import subprocess
import sys

import pytest

ASKED = "from tui.app.driver.driver import erases_in_colour; print(erases_in_colour(1))"


@pytest.mark.parametrize(
    ("term", "erases"),
    [
        ("xterm-256color", True),
        ("linux", True),
        ("screen-256color", False),
        ("vt100", False),
        ("no-such-terminal", False),
        ("", False),
    ],
)
def test_a_terminal_erases_in_colour_as_far_as_its_entry_says(term: str, erases: bool) -> None:
    run = subprocess.run(
        [sys.executable, "-c", ASKED],
        env={"TERM": term},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == str(erases)
