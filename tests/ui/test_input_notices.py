"""What is said of keys and pastes stands where the person looks, whatever screen there is."""

import pytest
from textual.pilot import Pilot

from tests.ui.helping import key_line
from tests.ui.stage import Shot, Stage, pressing, screen_text, settled
from tui.app.app import ActivateApp
from tui.app.input_notice import InputNotice
from tui.app.screens.help import HelpScreen
from tui.app.screens.leave import LeaveScreen
from tui.i18n import _
from tui.wording.input_notices import notice_sentence


async def notice(pilot: Pilot[int]) -> None:
    """Let the driver report a paste that is not all of it."""
    pilot.app.post_message(InputNotice("paste-too-long"))
    await settled(pilot)


@pytest.mark.parametrize(("key", "screen"), [("f1", HelpScreen), ("ctrl+q", LeaveScreen)])
async def test_where_there_is_no_field_and_no_line_it_stands_below_until_the_next_key(
    stage: Stage, key: str, screen: type
) -> None:
    app = stage.app(stage.link("ok"), at="password")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("x", key)
        await settled(pilot)
        assert isinstance(app.screen, screen)
        named = key_line(pilot)
        await notice(pilot)
        assert notice_sentence("paste-too-long") in " ".join(screen_text(pilot).split())
        await pilot.press("tab")
        await settled(pilot)
        assert key_line(pilot) == named


def test_a_notice_below_is_seen_whole_in_the_smallest_window(shot: Shot) -> None:
    async def play(pilot: Pilot[int]) -> None:
        await pressing("x", "ctrl+q")(pilot)
        await pilot.resize_terminal(60, 20)
        pilot.app.post_message(InputNotice("paste-unfinished"))
        await settled(pilot)

    text = shot("ok", play, at="password")
    assert notice_sentence("paste-unfinished") in " ".join(text.split())


async def test_a_suggestion_that_was_hidden_is_shown_by_a_key_and_can_still_be_taken(
    stage: Stage,
) -> None:
    app: ActivateApp = stage.app(stage.link("ok"), at="password")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("f3")
        await settled(pilot)
        shown = screen_text(pilot)
        app.job_control.continued()
        await settled(pilot)
        hidden = screen_text(pilot)
        assert "•••••" in hidden
        assert f"{_('Ctrl+R')} {_('show')}" in hidden
        await pilot.press("ctrl+r")
        await settled(pilot)
        assert screen_text(pilot) == shown
        app.job_control.continued()
        await pilot.press("enter")
        await settled(pilot)
        assert app.journey.flow.form.draft.password
