"""On screens, the server's word on a choice ends with the choice, or with what it was judged by."""

import pytest
from textual.pilot import Pilot

from tests.ui.quiet import quiet, until
from tests.ui.stage import ANSWER, PASSWORD, PIN, Stage, in_one_line, screen_text, settled
from tui.app.app import ActivateApp
from tui.app.messages import GoTo
from tui.app.screens.secret_step import SecretStep
from tui.app.screens.security_question import SecurityQuestionScreen
from tui.i18n import _
from tui.journey.states import Place

OTHER_PASSWORD, OTHER_PIN, OTHER_ANSWER = "Ym8wRn3q", "592847", "Herr Dorn aus Ulm"
CHECK = "POST /v1/activation/checks"


def choose_anew(app: ActivateApp, place: Place) -> None:
    """Type another secret twice at a step that has been there before."""
    screen = app.screen
    assert isinstance(screen, SecretStep)
    for field in (screen.first, screen.repeat):
        field.fill(OTHER_PASSWORD if place == "password" else OTHER_PIN)


def question_screen(app: ActivateApp) -> SecurityQuestionScreen:
    screen = app.screen
    assert isinstance(screen, SecurityQuestionScreen)
    return screen


async def onwards(pilot: Pilot[int]) -> None:
    """Press the button that leads on."""
    await settled(pilot)
    pilot.app.screen.query_one("#forward").focus()
    await pilot.press("enter")
    await settled(pilot)


async def go(pilot: Pilot[int], place: Place) -> None:
    """Go to a place as the review does."""
    assert isinstance(pilot.app, ActivateApp)
    await pilot.app.account_flow.carry_out(GoTo(place))
    await settled(pilot)


@pytest.mark.parametrize("changed", ["password", "pin"])
async def test_a_refused_answer_is_judged_anew_once_a_secret_is_another(
    stage: Stage, changed: Place
) -> None:
    sent: list[str] = []
    stage.record(sent)
    app = stage.app(stage.link("bad-answer"), at="security_question")
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("enter")
        question_screen(app).answer.fill(ANSWER)
        await onwards(pilot)
        [refusal] = app.journey.flow.form.refusals("security_question.answer")
        assert refusal in in_one_line(screen_text(pilot))
        await go(pilot, changed)
        choose_anew(app, changed)
        await onwards(pilot)
        await go(pilot, "security_question")
        assert question_screen(app).answer.value == ANSWER
        said = in_one_line(screen_text(pilot))
        assert refusal not in said
        assert (
            _(
                "The account is not activated yet because the server refused an entry. Please "
                "change this entry. Everything else is kept."
            )
            not in said
        )
        asked = sent.count(CHECK)
        await onwards(pilot)
        assert sent.count(CHECK) == asked + 1
        assert refusal in in_one_line(screen_text(pilot))


@pytest.mark.parametrize(
    ("scenario", "place", "secret"), [("pwned", "password", PASSWORD), ("weak-pin", "pin", PIN)]
)
async def test_a_refusal_of_a_secret_that_is_another_by_then_says_nothing(
    stage: Stage, scenario: str, place: Place, secret: str
) -> None:
    let_go = stage.hold("/v1/activation/checks")
    app = stage.app(stage.link(scenario), at=place)
    async with app.run_test() as pilot:
        await settled(pilot)
        screen = app.screen
        assert isinstance(screen, SecretStep)
        for field in (screen.first, screen.repeat):
            field.fill(secret)
        await pilot.pause()
        screen.query_one("#forward").focus()
        await pilot.press("enter")
        await until(lambda: screen.busy)
        choose_anew(app, place)
        await quiet()
        let_go.set()
        await settled(pilot)
        assert not app.journey.flow.form.is_refused(screen.JUDGED)
        places = app.journey.flow.places
        assert app.journey.flow.place == places[places.index(place) + 1]


@pytest.mark.parametrize("edited", ["answer", "question"])
async def test_a_refusal_of_an_answer_that_is_another_by_then_says_nothing(
    stage: Stage, edited: str
) -> None:
    let_go = stage.hold("/v1/activation/checks")
    app = stage.app(stage.link("bad-answer"), at="security_question")
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("enter")
        screen = question_screen(app)
        screen.answer.fill(ANSWER)
        await pilot.pause()
        screen.query_one("#forward").focus()
        await pilot.press("enter")
        await until(lambda: screen.busy)
        if edited == "answer":
            screen.answer.fill(OTHER_ANSWER)
        else:
            screen.query_one("#questions").focus()
            await pilot.press("down", "enter")
        await quiet()
        let_go.set()
        await settled(pilot)
        assert not app.journey.flow.form.is_refused("security_question.answer")
        if edited == "answer":
            assert app.journey.flow.place == "workspace"
        else:  # another question is still to be answered
            assert app.journey.flow.place == "security_question"
            assert _("Please type your answer.") in screen_text(pilot)
