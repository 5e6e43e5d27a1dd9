"""The security question: the backend's list, an answer under rules."""

import pytest
from textual.pilot import Pilot

from api_client.rules import RULES
from tests.ui.stage import PASSWORD, Shot, Stage, pressing, screen_text, settled, type_text
from tests.ui.views import every_view
from tui.app.screens.security_question import JUDGED
from tui.app.widgets.choice_list import ChoiceList
from tui.app.widgets.rule_list import RuleList
from tui.i18n import _
from tui.journey.states import RuleState
from tui.wording.rules import rule_line, state_mark


@every_view
def test_the_backends_questions_and_the_rules_are_there(shot: Shot) -> None:
    text = shot("ok", at="security_question")
    assert _("Choose a security question") in text
    for kind in RULES[JUDGED].values():
        assert f"{state_mark(RuleState.OPEN)} {rule_line(JUDGED, kind.default)}" in text


def test_a_chosen_question_is_marked_and_the_answer_is_next(shot: Shot) -> None:
    async def play(pilot: Pilot[int]) -> None:
        await pilot.press("down", "enter")
        await settled(pilot)
        await type_text(pilot, "Bär Ole")

    text = shot("ok", play, at="security_question")
    assert "◉" in text
    assert "•••••••" in text


def test_an_answer_with_the_password_in_it_is_broken_at_once(shot: Shot) -> None:
    async def play(pilot: Pilot[int]) -> None:
        await pilot.press("enter")
        await settled(pilot)
        await type_text(pilot, PASSWORD)

    text = shot("ok", play, at="security_question")
    assert f"✗ {_('The password or PIN is used.')}" in text
    assert _("Please choose an answer that contains neither of them.") in text


def test_twenty_five_questions_scroll_and_leave_the_answer_in_reach(shot: Shot) -> None:
    assert _("Your answer") in shot("many-questions", pressing("end"), at="security_question")


@pytest.mark.parametrize("count", [1, 2])
@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_a_list_of_few_questions_has_no_empty_rows_and_the_ways_stand_under_the_rules(
    english: Stage, size: tuple[int, int], count: int
) -> None:
    english.rewrite(
        "GET",
        lambda _nth, body: {**body, "security_questions": body["security_questions"][:count]},
    )
    app = english.app(english.link("ok"), at="security_question")
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        page = app.screen
        questions = page.query_one("#questions", ChoiceList)
        assert questions.region.height == questions.rows + 2 == count + 2
        rules, ways = page.query_one(RuleList), page.query_one("#buttons")
        assert 0 < ways.region.y - rules.region.bottom <= 3


async def test_a_long_question_goes_on_below_only_where_the_window_is_too_narrow_for_it(
    stage: Stage,
) -> None:
    app = stage.app(stage.link("ok"), at="security_question")
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        questions = app.screen.query_one("#questions", ChoiceList)
        count = len(app.journey.flow.activation.security_questions)
        assert questions.rows == questions.region.height - 2 == count
        await pilot.resize_terminal(80, 24)
        await settled(pilot)
        await pilot.press("home", "down", "down")
        assert questions.rows > count
        assert "\n  │   Unterkunft)?" in screen_text(pilot)
        await pilot.resize_terminal(120, 40)
        await settled(pilot)
        assert questions.rows == count


def test_without_a_question_the_screen_says_so(shot: Shot) -> None:
    text = shot("ok", pressing("tab", "enter"), at="security_question")
    assert _("Please choose a question first.") in text
