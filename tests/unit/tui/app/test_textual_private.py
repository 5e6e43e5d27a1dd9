"""What is overridden of Textual's private side: still there, still needed, and quiet."""

import codecs
import inspect
import re
from importlib.metadata import version
from pathlib import Path

import pytest
from textual import constants
from textual._xterm_parser import XTermParser
from textual.app import App, ComposeResult
from textual.css.stylesheet import Stylesheet
from textual.drivers import linux_driver
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip
from textual.widgets import Static

from tests.checkout import ROOT
from tui.app import textual_private as private
from tui.i18n import use_language

LOCKED = re.findall(
    r"^textual==(\S+)", (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8"), re.M
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
    [
        ("_fatal_error", "(self)"),
        ("_close_messages_no_wait", "(self)"),
        ("panic", None),
    ],
)
def test_the_method_has_the_signature_that_the_override_counts_on(
    name: str, parameters: str | None
) -> None:
    signature = inspect.signature(getattr(App, name))
    assert signature.return_annotation in (None, "None")
    assert str(signature.replace(return_annotation=inspect.Signature.empty)) == (
        parameters or "(self, *renderables: 'RenderableType')"
    )


def test_the_sheet_of_a_screen_is_still_asked_for_in_one_place() -> None:
    assert list(inspect.signature(App._load_screen_css).parameters) == ["self", "screen"]


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
    assert "The program had to stop because of an error" in said
    assert error in said


class Sheeted(Screen[None]):
    CSS_PATH = ROOT / "tui" / "app" / "screens" / "suggestion.tcss"

    def compose(self) -> ComposeResult:
        yield Static("x", id="suggestion")


class Dressed(App[int]):
    _load_screen_css = private.load_screen_sheet


class SuggestionScreen(Sheeted):
    """By whose name the sheet speaks of it."""


@pytest.mark.parametrize(("app", "parsed_anew"), [(App[int], True), (Dressed, False)])
async def test_a_screens_sheet_is_worn_and_no_other_is_parsed_again(
    app: type[App[int]], parsed_anew: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    anew: list[bool] = []
    async with app().run_test() as pilot:
        monkeypatch.setattr(Stylesheet, "reparse", lambda _sheet: anew.append(True))
        await pilot.app.push_screen(SuggestionScreen())
        assert bool(anew) == parsed_anew
        if not parsed_anew:
            assert pilot.app.screen.query_one("#suggestion").styles.margin.top == 1


class Listed(App[int]):
    def compose(self) -> ComposeResult:
        for number in range(8):
            yield Static(f"line {number}", id=f"line-{number}", markup=False)


class ListedFrugally(Listed):
    def get_default_screen(self) -> Screen[None]:
        screen: Screen[None] = super().get_default_screen()
        screen._compositor = private.FrugalCompositor()
        return screen


async def rendered_for_one_change(
    app: Listed, monkeypatch: pytest.MonkeyPatch
) -> tuple[set[str | None], str]:
    """The widgets that are rendered when one line changes, and what is on the screen then."""
    rendered: set[str | None] = set()
    async with app.run_test(size=(20, 10)) as pilot:
        await pilot.pause()
        render = Static.render_lines

        def noted(widget: Static, crop: Region) -> list[Strip]:
            rendered.add(widget.id)
            return render(widget, crop)

        with monkeypatch.context() as patch:
            patch.setattr(Static, "render_lines", noted)
            app.query_one("#line-3", Static).update("changed", layout=False)
            while not rendered:
                await pilot.pause()
        strips = app.screen._compositor.render_strips()
        return rendered, "\n".join(strip.text.rstrip() for strip in strips)


async def test_only_what_lies_where_something_changed_is_rendered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stock, picture = await rendered_for_one_change(Listed(), monkeypatch)
    frugal, same_picture = await rendered_for_one_change(ListedFrugally(), monkeypatch)
    assert len(stock) == 8, "the override is still needed"
    assert frugal == {"line-3"}
    assert same_picture == picture
    assert "changed" in picture


SHEETS = sorted((ROOT / "tui" / "app" / "screens").glob("*.tcss"))


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.stem)
def test_the_sheet_of_a_screen_speaks_of_that_screen_alone(path: Path) -> None:
    module = path.with_suffix(".py").read_text(encoding="utf-8")
    screens = re.findall(r"^class (\w+Screen)\b", module, re.MULTILINE)
    sheet = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    for selectors in re.findall(r"([^{}]+)\{", sheet):
        for selector in selectors.split(","):
            assert re.split(r"[\s.:>#]", selector.strip())[0] in screens, selector


def test_bytes_that_are_no_text_do_not_end_the_keyboard(monkeypatch: pytest.MonkeyPatch) -> None:
    name = "getincrementaldecoder"
    monkeypatch.setattr(linux_driver, name, codecs.getincrementaldecoder)
    assert f'{name}("utf-8")().decode' in inspect.getsource(linux_driver.LinuxDriver)
    with pytest.raises(UnicodeDecodeError):
        getattr(linux_driver, name)("utf-8")().decode(b"M\xfcller")
    private.survive_bad_bytes()
    decode = getattr(linux_driver, name)("utf-8")().decode
    assert decode(b"M\xfcller \xc3") + decode(b"\xbc") == "M\udcfcller ü"


@pytest.mark.parametrize("is_off", [True, False])
def test_no_key_protocol_is_read_whatever_textual_was_told(
    is_off: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(constants, "DISABLE_KITTY_KEY", is_off)
    assert bool(list(XTermParser()._sequence_to_key_events("\x1b[97u"))) != is_off
    table = private.SequenceTable()
    assert table.keys("\x1b[97u") == []
    assert [key.key for key in table.keys("\x1b[A")] == ["up"]
    assert [key.key for key in table.keys("x", alt=True)] == ["alt+x"]
    assert table.mouse("\x1b[<0;1;1M") is not None
    assert table.mouse("\x1b[1;1M") is None
