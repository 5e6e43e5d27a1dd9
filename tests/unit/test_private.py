"""What is overridden of Textual's private side: still there, still needed, and quiet."""

import inspect
import re
from importlib.metadata import version
from pathlib import Path

import pytest
from textual.app import App

from tui import private
from tui.language import use_language

LOCKED = re.findall(
    r"^textual==(\S+)", (Path(__file__).parents[2] / "requirements" / "run.txt").read_text(), re.M
)
SECRET = "Xk7vQm2pKranich"


class Broken(App[int]):
    """Breaks as soon as it starts, with a secret in a local and in the exception's text."""

    def on_mount(self) -> None:
        password = SECRET
        raise RuntimeError(password)


class BrokenQuietly(Broken):
    _fatal_error = private.quiet_fatal_error


def last_words(app: App[int], capsys: pytest.CaptureFixture[str]) -> str:
    """What an app leaves on the terminal when it breaks."""
    app.run(headless=True)
    assert app.return_code == 1
    said = capsys.readouterr()
    return said.out + said.err


def test_this_is_the_textual_that_the_overrides_were_written_for() -> None:
    assert version("textual") in LOCKED
    assert f"Textual {version('textual')}." in (private.__doc__ or "")


@pytest.mark.parametrize("name", ["_fatal_error", "_close_messages_no_wait"])
def test_the_method_has_the_signature_that_the_override_counts_on(name: str) -> None:
    signature = inspect.signature(getattr(App, name))
    assert list(signature.parameters) == ["self"]
    assert signature.return_annotation in (None, "None")


def test_last_words_are_collected_in_a_list() -> None:
    assert App()._exit_renderables == []


def test_the_override_is_still_needed(capsys: pytest.CaptureFixture[str]) -> None:
    assert SECRET in last_words(Broken(), capsys)


def test_an_app_that_breaks_says_so_without_anything_that_was_typed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    use_language("en")
    said = last_words(BrokenQuietly(), capsys)
    assert SECRET not in said
    assert "Something went wrong in this program" in said
    assert re.search(r"RuntimeError test_private\.py:\d+ on_mount", said)
