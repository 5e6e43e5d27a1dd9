"""F1 and the key line: help for what has the focus, keys that are true, and all of it by mouse.

That F1 helps on every screen is seen on the tour of them, in `test_terminals`.
"""

from textual.pilot import Pilot

from tests.ui.helping import help_topic, key_line
from tests.ui.stage import (
    ANSWER,
    PASSWORD,
    PIN,
    Shot,
    Stage,
    in_one_line,
    pressing,
    screen_text,
    settled,
    type_text,
)
from tui.app.app import ActivateApp
from tui.app.screens.done import DoneScreen
from tui.app.screens.help import HelpScreen
from tui.app.screens.password import PasswordScreen
from tui.app.screens.suggestion import SuggestionScreen
from tui.app.theme import DARK, LIGHT
from tui.app.widgets.choice_list import ChoiceList
from tui.app.widgets.footer import KeyFooter
from tui.app.widgets.secret_input import SecretInput
from tui.i18n import _
from tui.wording.help import help_lines


async def click_key(pilot: Pilot[int], named: str) -> None:
    """Click a key where the key line names it."""
    row = pilot.app.size.height - 1
    column = screen_text(pilot).splitlines()[row].index(named)
    await pilot.click(offset=(column, row))
    await settled(pilot)


def test_help_says_why_gives_an_example_and_names_every_key(shot: Shot) -> None:
    text = shot("ok", pressing("f1"), at="password")
    for line in help_lines("password"):
        assert line.split(":")[0][:40] in text
    for name in ("Ctrl+R, F2", "Ctrl+N, F3", "Ctrl+Y, F1", "Ctrl+T, F6"):
        assert name.replace("Ctrl", "Strg") in text


async def test_help_names_the_keys_between_screens_and_shell(stage: Stage) -> None:
    app = stage.app(stage.link("ok"), at="password")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("f1", "end")
        await settled(pilot)
        text = in_one_line(screen_text(pilot))
        assert f"{_('Ctrl+L')} {_('redraw the screen')}" in text
        assert f"{_('Ctrl+Z')} {_('to the shell (fg brings you back)')}" in text


async def test_help_is_about_the_field_that_has_the_focus(stage: Stage) -> None:
    app = stage.app(stage.link("ok"), at="security_question")
    async with app.run_test() as pilot:
        await settled(pilot)
        topics = []
        for _round in range(2):
            topics.append(help_topic(pilot))
            await pilot.press("tab")
        assert topics == ["security_question", "answer"]


async def test_the_key_line_names_the_keys_of_what_has_the_focus(stage: Stage) -> None:
    app = stage.app(stage.link("ok"), at="security_question")
    async with app.run_test() as pilot:
        await settled(pilot)
        assert "↑↓" in key_line(pilot)
        assert _("Ctrl+R") not in key_line(pilot)
        await pilot.press("tab")
        await pilot.pause()
        assert "↑↓" not in key_line(pilot)
        assert _("Ctrl+R") in key_line(pilot)
        await pilot.press("tab")
        await pilot.pause()
        assert _("Ctrl+R") not in key_line(pilot)


async def test_a_question_on_top_names_its_own_keys(stage: Stage) -> None:
    app = stage.app(stage.link("ok"), at="password")
    async with app.run_test() as pilot:
        await settled(pilot)
        await type_text(pilot, "a")
        await pilot.press("ctrl+q")
        await settled(pilot)
        assert _("Ctrl+R") not in key_line(pilot)
        assert _("Esc") in key_line(pilot)


async def test_in_a_small_window_help_stays_named_when_other_keys_go(stage: Stage) -> None:
    app = stage.app(stage.link("ok"), at="password")
    async with app.run_test(size=(60, 20)) as pilot:
        await settled(pilot)
        line = key_line(pilot)
        assert line.startswith(_("Enter"))
        assert f"{_('Ctrl+Y')} {_('help')}" in line
        assert len(app.screen.query_one(KeyFooter)._fitting()[0]) < len(
            app.screen.query_one(KeyFooter)._keys
        )


async def test_a_key_turns_dark_to_light_and_back(stage: Stage) -> None:
    app = stage.app(stage.link("ok"))
    async with app.run_test() as pilot:
        await settled(pilot)
        seen = [app.theme]
        for key in ("ctrl+t", "f6"):
            await pilot.press(key)
            seen.append(app.theme)
        assert seen == [DARK.name, LIGHT.name, DARK.name]


async def test_the_keys_of_the_key_line_can_be_clicked(stage: Stage) -> None:
    app = stage.app(stage.link("ok"), at="password")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        seen: list[type] = []
        for key in (_("Ctrl+N"), _("Esc"), _("Ctrl+Y")):
            await click_key(pilot, key)
            seen.append(type(app.screen))
        assert seen == [SuggestionScreen, PasswordScreen, HelpScreen]


async def test_everything_but_typing_can_be_done_with_the_mouse(stage: Stage) -> None:
    app: ActivateApp = stage.app(stage.link("ok"))
    async with app.run_test(size=(80, 24)) as pilot:

        async def click(selector: str, offset: tuple[int, int] = (1, 0)) -> None:
            await pilot.click(selector, offset=offset)
            await settled(pilot)

        await settled(pilot)
        await click("#forward")
        for secret in (PASSWORD, PIN):
            for field in reversed(list(app.screen.query(SecretInput))):
                await click(f"#{field.id}", (3, 1))
                await type_text(pilot, secret)
            await click("#forward")
        await click("#questions", (4, 2))
        assert app.screen.query_one(ChoiceList).chosen == 1
        await click("#answer-input", (3, 1))
        await type_text(pilot, ANSWER)
        await click("#forward")
        await click("#workspaces", (4, 3))
        await click("#forward")
        await click("#activate")
        assert isinstance(app.screen, DoneScreen)
        await click("#finish")
    assert app.return_code == 0
