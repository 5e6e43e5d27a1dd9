"""Every screen on every kind of terminal: colours, few colours, none; ASCII; small windows; F1."""

import gettext
import re
import unicodedata
from collections.abc import Iterator
from math import ceil

import pytest
from rich.color import ColorSystem
from rich.palette import Palette
from textual.pilot import Pilot

import tui.i18n
from tests.ui.drawn import Rgb, contrast, cut_off, drawn_names, runs
from tests.ui.helping import assert_f1_helps
from tests.ui.stage import Stage, in_one_line, pressing, screen_text
from tests.ui.tour import STOPS, Stop, visiting
from tui.app.app import ActivateApp
from tui.app.theme import COLOURLESS, DARK, DARK_16, LIGHT, LIGHT_16
from tui.i18n import _
from tui.terminal.charset import use_characters

XTERM = Palette(
    [
        (0, 0, 0),
        (205, 0, 0),
        (0, 205, 0),
        (205, 205, 0),
        (0, 0, 238),
        (205, 0, 205),
        (0, 205, 205),
        (229, 229, 229),
        (127, 127, 127),
        (255, 0, 0),
        (0, 255, 0),
        (255, 255, 0),
        (92, 92, 255),
        (255, 0, 255),
        (0, 255, 255),
        (255, 255, 255),
    ]
)
"""The sixteen colours as xterm has them; those of the VGA console are Rich's own."""

SHOWN_AS: dict[str, list[tuple[ColorSystem, Palette | None]]] = {
    DARK.name: [(ColorSystem.TRUECOLOR, None), (ColorSystem.EIGHT_BIT, None)],
    LIGHT.name: [(ColorSystem.TRUECOLOR, None), (ColorSystem.EIGHT_BIT, None)],
    DARK_16.name: [(ColorSystem.STANDARD, None), (ColorSystem.STANDARD, XTERM)],
    LIGHT_16.name: [(ColorSystem.STANDARD, None), (ColorSystem.STANDARD, XTERM)],
}
"""How terminals show a theme."""

AA = 4.5
"""The least contrast of text (WCAG 2.2, 1.4.3), large or not."""

WITHOUT_HELP = ("help", "leave", "disown", "idle")
"""Questions that say everything themselves."""

every_stop = pytest.mark.parametrize("stop", STOPS, ids=lambda stop: stop.name)


@pytest.fixture(autouse=True)
def _all_characters() -> Iterator[None]:
    yield
    use_characters("all")


def app_of(pilot: Pilot[int]) -> ActivateApp:
    assert isinstance(pilot.app, ActivateApp)
    return pilot.app


@every_stop
async def test_f1_helps_and_every_text_can_be_read_in_every_theme_and_window(
    stage: Stage, stop: Stop
) -> None:
    async with visiting(stop, stage, (80, 24)) as pilot:
        app = app_of(pilot)
        assert [name for screen in app.screen_stack[1:] for name in drawn_names(screen)] == []
        if stop.name not in WITHOUT_HELP:
            await assert_f1_helps(pilot)
        assert cut_off(app.screen) == []
        for theme, systems in SHOWN_AS.items():
            app.appearance.wear(theme)
            await pilot.pause()
            assert too_faint(app, systems) == [], theme
        app.appearance.wear(COLOURLESS.name)
        await pilot.pause()
        assert [run for run in runs(app) if run.style.color or run.style.bgcolor] == []
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        assert cut_off(app.screen) == []


def too_faint(
    app: ActivateApp, systems: list[tuple[ColorSystem, Palette | None]]
) -> list[tuple[str, Rgb, Rgb, float]]:
    """The texts whose contrast is too small, with their colours."""
    found = {
        (run.words, *run.colours(system, palette))
        for run in runs(app)
        if run.words
        for system, palette in systems
    }
    return [
        (words, front, back, round(ratio, 2))
        for words, front, back in found
        if (ratio := contrast(front, back)) < AA
    ]


@every_stop
async def test_without_symbols_longer_texts_fit_and_ascii_is_enough(
    stage: Stage, stop: Stop, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_characters("ascii")
    monkeypatch.setattr(tui.i18n, "_catalogue", Longer())
    async with visiting(stop, stage, (80, 24)) as pilot:
        app = app_of(pilot)
        beyond = [run for run in runs(app) if not run.text.isascii()]
        assert beyond == []
        assert cut_off(app.screen) == []
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        assert cut_off(app.screen) == []


class Longer(gettext.NullTranslations):
    """A language whose words for everything take 40 % more room than the English ones."""

    def gettext(self, message: str) -> str:
        room = len(re.sub(r"\{\w+\}", "", message))
        more = "lorem ipsum dolor sit amet consetetur sadipscing elitr " * (1 + room // 100)
        return f"{message} {more[: ceil(room * 0.4) - 1]}".rstrip()

    def ngettext(self, one: str, many: str, count: int) -> str:
        return self.gettext(one if count == 1 else many)


async def test_in_the_smallest_window_what_is_missing_is_said_in_sight(stage: Stage) -> None:
    stop = Stop("missing", pressing("enter", "enter"), at="password")
    async with visiting(stop, stage, (60, 20)) as pilot:
        assert _("Please choose a password first.") in in_one_line(screen_text(pilot))


@pytest.mark.parametrize("language", ["de"], indirect=True)
@pytest.mark.parametrize("name", ["account", "password-typed", "answer", "done"])
async def test_with_ascii_on_a_terminal_of_utf_8_only_letters_are_beyond_it(
    stage: Stage, name: str
) -> None:
    use_characters("letters")
    stop = next(stop for stop in STOPS if stop.name == name)
    async with visiting(stop, stage, (80, 24)) as pilot:
        text = "".join(run.text for run in runs(app_of(pilot)))
        beyond = {character for character in text if not character.isascii()}
        assert beyond
        assert [each for each in beyond if unicodedata.category(each)[0] != "L"] == []
