"""The buttons beside a secret: found with Tab and mouse, and never in the way of field and repeat."""

import pytest
from textual.widget import Widget
from textual.widgets import Button

from tests.ui.stage import PASSWORD, Stage, focused, screen_text, settled, type_text
from tui.app.app import ActivateApp
from tui.app.screens.secret_step import SecretStep
from tui.app.screens.suggestion import SuggestionScreen
from tui.i18n import _


def step(app: ActivateApp) -> SecretStep:
    """The step that is shown."""
    assert isinstance(app.screen, SecretStep)
    return app.screen


async def test_tab_leads_from_field_to_repeat_and_onwards_and_to_the_buttons_last(
    stage: Stage,
) -> None:
    app = stage.app(stage.link("ok"), at="password")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        way = [focused(pilot)]
        for _step in range(7):
            await pilot.press("tab")
            way.append(focused(pilot))
        fields = ["password-input", "password-repeat-input"]
        beside = ["password-show", "password-repeat-show", "suggest"]
        assert way == [*fields, "forward", "back", *beside, fields[0]]
        await pilot.press("shift+tab")
        assert focused(pilot) == "suggest"


@pytest.mark.parametrize("by", ["mouse", "keyboard"])
async def test_the_button_shows_what_was_typed_until_the_field_is_left(
    stage: Stage, by: str
) -> None:
    app = stage.app(stage.link("ok"), at="password")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await type_text(pilot, PASSWORD)

        async def press_show() -> None:
            if by == "mouse":
                await pilot.click("#password-show")
            else:
                app.screen.set_focus(app.screen.query_one("#password-show"))
                await pilot.pause()
                await pilot.press("enter")
            await settled(pilot)

        await press_show()
        assert PASSWORD in screen_text(pilot)
        assert (focused(pilot), _("Hide") in screen_text(pilot)) == ("password-input", True)
        if by == "mouse":
            await press_show()
            assert PASSWORD not in screen_text(pilot)
            await press_show()
        await pilot.click("#password-repeat-show")
        await settled(pilot)
        assert PASSWORD not in screen_text(pilot)
        assert step(app).repeat.revealed
        await pilot.press("tab")
        await settled(pilot)
        assert not step(app).repeat.revealed
        assert _("Hide") not in screen_text(pilot)


@pytest.mark.parametrize("at", ["password", "pin"])
@pytest.mark.parametrize("way", [("ctrl+n",), ("f3",), ("shift+tab", "enter"), ()])
async def test_a_suggestion_is_had_by_either_key_and_by_its_button(
    stage: Stage, at: str, way: tuple[str, ...]
) -> None:
    app = stage.app(stage.link("ok"), at="pin" if at == "pin" else "password")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await (pilot.press(*way) if way else pilot.click("#suggest"))
        await settled(pilot)
        assert isinstance(app.screen, SuggestionScreen)
        await pilot.press("enter")
        await settled(pilot)
        assert step(app).first.value == step(app).repeat.value != ""
        assert focused(pilot) == "forward"


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (200, 60)])
async def test_every_button_is_whole_and_a_suggestion_can_be_read_in_its_field(
    stage: Stage, size: tuple[int, int]
) -> None:
    app = stage.app(stage.link("ok"), at="password")
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        longest = "Xk7v" * 8
        step(app).first.fill(longest)
        await pilot.press("ctrl+r")
        await settled(pilot)
        assert longest in screen_text(pilot)
        beside = step(app).first.query(Button)
        assert {str(each.label) for each in beside} == {_("Hide"), _("Suggest")}
        for each in beside:
            assert f" {each.label} " in f"{screen_text(pilot)} ".replace("\n", " \n")
            assert isinstance(each.parent, Widget)
            assert app.screen.find_widget(each.parent).region.contains_region(each.region)


async def test_what_keeps_one_here_is_named_under_the_rules(stage: Stage) -> None:
    app = stage.app(stage.link("ok"), at="password")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await type_text(pilot, "Xk7v1234")
        await pilot.press("enter", "enter")
        await settled(pilot)
        fault = _("A run like {digits} is used.").format(digits="1234")
        assert step(app).told.text == fault
        assert f"✗ {fault}" in screen_text(pilot)
        assert step(app).note().text == ""
        assert focused(pilot) == "password-input"
        await pilot.press("backspace")
        await settled(pilot)
        assert step(app).told.text == ""


@pytest.mark.parametrize("at", ["password", "pin"])
async def test_once_a_suggestion_is_taken_the_keys_named_lead_on(stage: Stage, at: str) -> None:
    app = stage.app(stage.link("ok"), at="pin" if at == "pin" else "password")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("ctrl+n", "enter")
        await settled(pilot)
        keys = screen_text(pilot).splitlines()[-1].strip()
        assert keys.startswith(f"{_('Enter')} {_('continue')}  ")
        assert keys.endswith(f"  {_('Ctrl+Q')} {_('quit')}")
