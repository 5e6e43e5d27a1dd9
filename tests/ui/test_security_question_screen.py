"""The security question: the backend's list, an answer under rules."""

from textual.pilot import Pilot

from api_client.rules import RULES
from tests.ui.stage import PASSWORD, Shot, pressing, settled, type_text
from tests.ui.views import every_view
from tui.app.screens.security_question import JUDGED
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


def test_without_a_question_the_screen_says_so(shot: Shot) -> None:
    text = shot("ok", pressing("tab", "enter"), at="security_question")
    assert _("Please choose a question first.") in text
