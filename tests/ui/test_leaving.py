"""Leaving, small windows, a link that ends meanwhile: nothing typed is lost by accident."""

import pytest
from rich.color import ColorSystem
from textual.pilot import Pilot

from tests.ui.drawn import contrast, runs
from tests.ui.quiet import quiet, until
from tests.ui.stage import (
    PASSWORD,
    Shot,
    Stage,
    fill_field_and_repeat,
    in_one_line,
    screen_text,
    settled,
    to_review,
    type_text,
    typing,
)
from tests.ui.views import both_languages, every_view
from tui.app.app import ActivateApp
from tui.app.screens.account import AccountScreen
from tui.app.screens.leave import LeaveScreen
from tui.app.screens.password import PasswordScreen
from tui.app.screens.problem import ProblemScreen
from tui.app.screens.too_small import TooSmallScreen
from tui.exit_codes import Exit
from tui.i18n import _


@every_view
def test_leaving_with_something_typed_asks_first(shot: Shot) -> None:
    async def play(pilot: Pilot[int]) -> None:
        await type_text(pilot, "Kra")
        await settled(pilot)  # its strength is told from a thread
        await pilot.press("ctrl+q")

    assert _("Quit without activating?") in shot("ok", play, at="password")


@both_languages
def test_leaving_while_the_commit_is_under_way_says_what_may_come_of_it(
    shot: Shot, stage: Stage
) -> None:
    let_go = stage.hold("/v1/activation")
    let_go.set()

    async def play(pilot: Pilot[int]) -> None:
        let_go.clear()
        await pilot.press("enter", "ctrl+q")

    text = in_one_line(shot("ok", play, at="review", unfinished=True))
    sentence = _("Your choices have already been sent. The account may still become active.")
    assert sentence in text


@both_languages
def test_before_the_end_of_a_session_one_is_asked_to_go_on(shot: Shot) -> None:
    async def play(pilot: Pilot[int]) -> None:
        app = pilot.app
        assert isinstance(app, ActivateApp)
        app.leaving._warn_of_the_end()

    assert _("This session ends within a minute") in shot("ok", play, at="password")


@both_languages
@pytest.mark.parametrize("size", [(40, 10), (59, 19)], ids=["40x10", "59x19"], indirect=True)
def test_a_window_that_is_too_small_says_so_and_that_keys_are_not_taken(shot: Shot) -> None:
    text = in_one_line(shot("ok", typing("Kra"), at="password"))
    assert "60×20" in text
    assert _("Ctrl+Q") in text


async def test_a_program_that_begins_in_too_small_a_window_can_be_read(english: Stage) -> None:
    app = english.app(english.link("ok"), at="password")
    async with app.run_test(size=(40, 10)) as pilot:
        await settled(pilot)
        said = [run for run in runs(app) if run.words]
        assert said
        for run in said:
            assert contrast(*run.colours(ColorSystem.TRUECOLOR, None)) > 4.5, run


@pytest.mark.parametrize("key", ["ctrl+q", "ctrl+c"])
async def test_with_nothing_typed_one_leaves_at_once(stage: Stage, key: str) -> None:
    app = stage.app(stage.link("ok"))
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press(key)
    assert app.return_code == Exit.LEFT


async def test_staying_keeps_what_was_typed(stage: Stage) -> None:
    app = stage.app(stage.link("ok"), at="password")
    async with app.run_test() as pilot:
        await settled(pilot)
        await type_text(pilot, "Kra")
        await pilot.press("ctrl+c")
        await settled(pilot)
        assert isinstance(app.screen, LeaveScreen)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, PasswordScreen)
        assert app.screen.first.value == "Kra"


async def test_a_receipt_that_comes_while_one_is_asked_about_leaving_is_not_lost(
    stage: Stage,
) -> None:
    let_go = stage.hold("/v1/activation")
    let_go.set()
    app = stage.app(stage.link("ok"), at="review")
    async with app.run_test() as pilot:
        await settled(pilot)
        let_go.clear()
        await pilot.press("enter", "ctrl+q")
        await quiet()
        assert isinstance(app.screen, LeaveScreen)
        let_go.set()
        await until(lambda: app.journey.receipt is not None)
        await pilot.press("escape")
        await settled(pilot)
        assert _("Your account is active") in screen_text(pilot)
        assert app.session.leave_code() == Exit.ACTIVE


async def test_a_window_of_40_by_10_asks_for_more_room_and_keeps_what_was_typed(
    stage: Stage,
) -> None:
    app = stage.app(stage.link("ok"), at="password")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await type_text(pilot, PASSWORD)
        await pilot.resize_terminal(40, 10)
        await settled(pilot)
        assert isinstance(app.screen, TooSmallScreen)
        assert "60×20" in screen_text(pilot)
        await pilot.resize_terminal(80, 24)
        await settled(pilot)
        assert isinstance(app.screen, PasswordScreen)
        assert app.screen.first.value == PASSWORD


async def test_a_link_that_ended_meanwhile_is_told_before_the_commit(stage: Stage) -> None:
    app = stage.app(stage.link("ok.ttl-5m"), at="password")
    async with app.run_test() as pilot:
        await settled(pilot)
        stage.advance(seconds=600)
        await to_review(pilot)
        assert isinstance(app.screen, ProblemScreen)
        assert app.screen.problem.slug == "link-expired"
        assert app.journey.flow.form.draft.password == PASSWORD


def test_the_warning_before_the_end_stands_on_every_step(shot: Shot) -> None:
    text = shot("ok.ttl-2m", at="password")
    assert _("The link expires in {left}.").partition("{")[0].strip() in text


async def test_pressing_leave_twice_still_leaves(stage: Stage) -> None:
    app = stage.app(stage.link("ok"), at="password")
    async with app.run_test() as pilot:
        await settled(pilot)
        await type_text(pilot, "Kra")
        await pilot.press("ctrl+q", "ctrl+q")
        await settled(pilot)
        await pilot.press("tab", "enter")
    assert app.return_code == Exit.LEFT


async def test_leaving_once_the_receipt_is_here_is_success(stage: Stage) -> None:
    app = stage.app(stage.link("ok"), at="review", shown_at_least=3600)
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await until(lambda: app.journey.receipt is not None)
        await pilot.press("ctrl+q")
    assert app.return_code == Exit.ACTIVE


async def test_going_back_while_the_server_checks_is_not_undone_by_its_answer(stage: Stage) -> None:
    let_go = stage.hold("/v1/activation/checks")
    app = stage.app(stage.link("ok"), at="password")
    async with app.run_test() as pilot:
        await settled(pilot)
        await fill_field_and_repeat(pilot)
        await pilot.press("enter")
        await quiet()
        await pilot.press("escape")
        let_go.set()
        await settled(pilot)
        assert isinstance(app.screen, AccountScreen)


async def test_a_suggestion_cannot_be_asked_for_while_the_server_checks(stage: Stage) -> None:
    let_go = stage.hold("/v1/activation/checks")
    app = stage.app(stage.link("ok"), at="password")
    async with app.run_test() as pilot:
        await settled(pilot)
        await fill_field_and_repeat(pilot)
        await pilot.press("enter")
        await quiet()
        await pilot.press("f3")
        await quiet()
        assert isinstance(app.screen, PasswordScreen)
        let_go.set()
        await settled(pilot)
        assert app.journey.flow.place == "pin"
