"""A session that may last only so long: it says so before, and ends with everything forgotten."""

import asyncio

from textual.pilot import Pilot

from tests.ui.quiet import until
from tests.ui.stage import (
    PASSWORD,
    Stage,
    fill_field_and_repeat,
    in_one_line,
    screen_text,
    settled,
    to_review,
    type_text,
)
from tui.app.leaving import WARNED_SECONDS
from tui.app.screens.leave import LeaveScreen
from tui.app.screens.password import PasswordScreen
from tui.exit_codes import Exit
from tui.i18n import _

A_MINUTE_IS_LEFT = WARNED_SECONDS + 0.01


async def warned(pilot: Pilot[int]) -> None:
    await until(lambda: isinstance(pilot.app.screen, LeaveScreen))


async def test_a_minute_before_it_is_said_and_one_goes_on_with_what_was_typed(
    stage: Stage,
) -> None:
    app = stage.app(stage.link("ok"), at="password")
    app.leaving.limit_seconds = A_MINUTE_IS_LEFT
    async with app.run_test() as pilot:
        await warned(pilot)
        assert _("This session ends within a minute") in in_one_line(screen_text(pilot))
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, PasswordScreen)
        await type_text(pilot, PASSWORD)
        assert app.screen.first.value == PASSWORD
        await pilot.press("ctrl+q")
    assert not app.leaving.is_out_of_time


async def test_at_the_end_everything_typed_is_forgotten(stage: Stage) -> None:
    app = stage.app(stage.link("ok"), at="password")
    async with app.run_test() as pilot:
        await settled(pilot)
        await fill_field_and_repeat(pilot)
        draft = app.journey.flow.form.draft
        assert not draft.is_empty()
        app.leaving.time_is_up()
        await until(lambda: not app.is_running)
    assert app.leaving.is_out_of_time
    assert app.return_code == Exit.LEFT
    assert app.journey.flow.form.draft.is_empty()


async def test_by_itself_a_session_ends_when_its_time_is_over(stage: Stage) -> None:
    app = stage.app(stage.link("ok"))
    app.leaving.limit_seconds = 0.1
    async with app.run_test():
        await until(lambda: not app.is_running)
    assert app.leaving.is_out_of_time
    assert app.return_code == Exit.LEFT


async def test_a_commit_under_way_is_waited_for(stage: Stage) -> None:
    let_go = stage.hold("/v1/activation")
    let_go.set()
    app = stage.app(stage.link("ok"))
    async with app.run_test() as pilot:
        await to_review(pilot)
        let_go.clear()
        await pilot.press("enter")
        await until(lambda: app.journey.is_committing)
        app.leaving.time_is_up()
        await asyncio.sleep(0)
        assert app.is_running
        let_go.set()
        await until(lambda: not app.is_running)
    assert app.leaving.is_out_of_time
    assert app.return_code == Exit.ACTIVE
