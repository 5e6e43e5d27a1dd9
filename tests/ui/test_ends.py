"""The ends, and the room there is: ways under the text, minutes that move, nothing that waits."""

from contextlib import closing
from threading import Event

import pytest
from textual.content import Content
from textual.widgets import Button

from tests.ui.quiet import until
from tests.ui.stage import Stage, in_one_line, screen_text, settled, to_end
from tests.ui.tour import Stop, visiting
from tui.app.screens.account import AccountScreen
from tui.app.screens.done import DoneScreen
from tui.app.screens.handoff import HandoffScreen
from tui.app.screens.journey_screen import JourneyScreen
from tui.app.screens.suggestion import Suggestion, SuggestionScreen
from tui.app.textual_private import hold_together
from tui.app.widgets.fact_list import FactList
from tui.app.widgets.page import Body
from tui.app.widgets.status_line import StatusLine


async def test_the_last_page_begins_with_the_sign_in_and_then_leads_out(english: Stage) -> None:
    async with visiting(Stop("done", to_end), english, (80, 24)) as pilot:
        page = pilot.app.screen
        assert isinstance(page, DoneScreen)
        assert page.focused is page.query_one("#next", Button)
        assert "Your teacher" not in (shown := in_one_line(screen_text(pilot)))
        question = page.journey.question
        assert question is not None
        assert question.text.en in shown
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, HandoffScreen)
        await pilot.press("escape")
        await settled(pilot)
        assert page.focused is page.query_one("#finish", Button)


async def test_a_used_links_page_opens_the_sign_in(english: Stage) -> None:
    async with visiting(Stop("used", scenarios=("used",)), english, (80, 24)) as pilot:
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, HandoffScreen)
        assert "http://127.0.0.1:8025/signin" in screen_text(pilot)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_on_a_short_page_the_ways_stand_right_under_the_text(
    english: Stage, size: tuple[int, int]
) -> None:
    async with visiting(Stop("expired", scenarios=("expired",)), english, size) as pilot:
        text, ways = pilot.app.screen.query_one("#next"), pilot.app.screen.query_one("#buttons")
        assert 0 < ways.region.y - text.region.bottom <= 3


@pytest.mark.parametrize("size", [(120, 40), (200, 60)])
async def test_where_there_is_room_all_ten_questions_stand_there(
    size: tuple[int, int],
) -> None:
    with closing(Stage("de")) as german:
        async with visiting(Stop("question", at="security_question"), german, size) as pilot:
            page = pilot.app.screen
            assert page.query_one("#questions").max_scroll_y == 0
            assert page.query_one(Body).max_scroll_y == page.max_scroll_y == 0


async def test_the_time_left_moves_with_the_minutes_and_agrees_with_the_warning(
    english: Stage,
) -> None:
    async with visiting(Stop("expiring", scenarios=("expiring",)), english, (80, 24)) as pilot:
        page = pilot.app.screen
        assert isinstance(page, AccountScreen)
        drawn: list[str] = []
        for minutes in (0, 3, 0, 60):
            english.advance(seconds=60 * minutes)
            page.watch_deadline()
            await settled(pilot)
            drawn.append(page.query_one("#facts", FactList).render().plain)
        assert drawn[1] == drawn[2] != drawn[0]
        assert "  no longer, since " in drawn[3]
        warned = page.query_one("#deadline", StatusLine)
        assert warned.text
        deadline = page.journey.deadline
        assert deadline is not None
        page.journey.deadline = None
        page.watch_deadline()
        assert not warned.text


async def test_a_suggestion_that_takes_its_time_holds_nothing_up(english: Stage) -> None:
    let_go = Event()

    def draw() -> str:
        let_go.wait(20)
        return "Kranich.Murmel7"

    async with visiting(Stop("password", at="password"), english, (80, 24)) as pilot:
        dialog = SuggestionScreen("A password", [Suggestion("Words", draw)])
        pilot.app.push_screen(dialog)
        await pilot.pause()
        take = dialog.query_one("#take", Button)
        assert take.disabled
        let_go.set()
        await until(lambda: not take.disabled)
        await pilot.pause()
        assert "Kranich.Murmel7" in screen_text(pilot)
        assert dialog.focused is take


async def test_the_other_theme_holds_from_account_to_account(english: Stage) -> None:
    several = Stop("accounts", scenarios=("ok", "main-user"))
    async with visiting(several, english, (80, 24)) as pilot:
        before = pilot.app.theme
        await pilot.press("f6")
        chosen = pilot.app.theme
        assert chosen != before
        for keys in (("enter",), ("f4",), ("down", "enter")):
            await pilot.press(*keys)
            await settled(pilot)
            assert isinstance(pilot.app.screen, JourneyScreen)
            assert pilot.app.theme == chosen


def test_no_line_begins_with_a_separator_or_a_unit() -> None:
    hold_together()
    lines = [str(line) for line in Content("ab cd\u00a0· ef 48\u00a0hours").wrap(6)]
    assert lines == ["ab", "cd\u00a0·", "ef", "48\u00a0hou", "rs"]
