"""What is overridden of Textual's private side: still there, still needed, and quiet."""

import codecs
import inspect
import re
from importlib.metadata import version
from pathlib import Path

import pytest
from textual.app import App
from textual.drivers import linux_driver

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


class DrawsItself(Exception):
    """Textual hands an exception that can draw itself to `panic`."""

    def __rich__(self) -> str:
        return SECRET


class Panicking(App[int]):
    def on_mount(self) -> None:
        raise DrawsItself


class PanickingQuietly(Panicking):
    _fatal_error = private.quiet_fatal_error
    panic = private.quiet_panic


def last_words(app: App[int], capsys: pytest.CaptureFixture[str]) -> str:
    """What an app leaves on the terminal when it breaks."""
    app.run(headless=True)
    assert app.return_code == 1
    said = capsys.readouterr()
    return said.out + said.err


def test_this_is_the_textual_that_the_overrides_were_written_for() -> None:
    assert version("textual") in LOCKED
    assert f"Textual {version('textual')}." in (private.__doc__ or "")


@pytest.mark.parametrize(
    ("name", "parameters"),
    [("_fatal_error", "(self)"), ("_close_messages_no_wait", "(self)"), ("panic", None)],
)
def test_the_method_has_the_signature_that_the_override_counts_on(
    name: str, parameters: str | None
) -> None:
    signature = inspect.signature(getattr(App, name))
    assert signature.return_annotation in (None, "None")
    assert str(signature.replace(return_annotation=inspect.Signature.empty)) == (
        parameters or "(self, *renderables: 'RenderableType')"
    )


def test_last_words_and_exit_code_are_where_the_overrides_put_them() -> None:
    app = App[int]()
    assert app._exit_renderables == []
    app._return_code = 1
    assert app.return_code == 1


@pytest.mark.parametrize("stock", [Broken, Panicking])
def test_the_override_is_still_needed(
    stock: type[App[int]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert SECRET in last_words(stock(), capsys)


@pytest.mark.parametrize(
    ("quiet", "error"), [(BrokenQuietly, "RuntimeError"), (PanickingQuietly, "DrawsItself")]
)
def test_an_app_that_breaks_says_so_without_anything_that_was_typed(
    quiet: type[App[int]], error: str, capsys: pytest.CaptureFixture[str]
) -> None:
    use_language("en")
    said = last_words(quiet(), capsys)
    assert SECRET not in said
    assert "Something went wrong in this program" in said
    assert error in said


def test_bytes_that_are_no_text_do_not_end_the_keyboard(monkeypatch: pytest.MonkeyPatch) -> None:
    name = "getincrementaldecoder"
    monkeypatch.setattr(linux_driver, name, codecs.getincrementaldecoder)
    assert f'{name}("utf-8")().decode' in inspect.getsource(linux_driver.LinuxDriver)
    with pytest.raises(UnicodeDecodeError):
        getattr(linux_driver, name)("utf-8")().decode(b"M\xfcller")
    private.survive_bad_bytes()
    decode = getattr(linux_driver, name)("utf-8")().decode
    assert decode(b"M\xfcller \xc3") + decode(b"\xbc") == "M\udcfcller ü"
