"""How long the server's word on a choice counts: until what it was judged by is chosen anew."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, closing
from typing import Final

import pytest

from api_client.models import CheckVerdict, CredentialField, Step
from tests.ui.quiet import until
from tests.ui.stage import Stage, choose
from tui.journey.flow import Flow
from tui.journey.form import SecretName
from tui.journey.invitation import Invitation
from tui.journey.journey import Journey
from tui.journey.states import Judged, Missing, RuleState

ANSWERS: Final = "security_question.answer"
OTHER_PASSWORD, OTHER_PIN, OTHER_ANSWER = "Ym8wRn3q", "592847", "Herr Dorn aus Ulm"


@pytest.fixture
def stage() -> Iterator[Stage]:
    with closing(Stage("en")) as stage:
        yield stage


@asynccontextmanager
async def all_chosen(stage: Stage, scenario: str = "ok") -> AsyncIterator[Journey]:
    """A journey on which good choices were made for every step."""
    journey = stage.journey()
    await journey.begin(Invitation(stage.link(scenario)))
    await journey.look()
    choose(journey.flow, *journey.flow.activation.steps)
    yield journey
    await journey.close()


def another_question(flow: Flow) -> None:
    answer = flow.form.draft.answer
    flow.form.choose_question(flow.activation.security_questions[1].id)
    flow.form.type("answer", answer)


def typed(name: SecretName, value: str) -> Callable[[Flow], None]:
    return lambda flow: flow.form.type(name, value)


CHANGES: dict[str, Callable[[Flow], None]] = {
    "password": typed("password", OTHER_PASSWORD),
    "pin": typed("pin", OTHER_PIN),
    "question": another_question,
    "answer": typed("answer", OTHER_ANSWER),
}


@pytest.mark.parametrize("changed", CHANGES)
async def test_an_answer_is_no_longer_refused_when_what_it_was_judged_by_changes(
    stage: Stage, changed: str
) -> None:
    async with all_chosen(stage) as journey:
        flow = journey.flow
        refused = CheckVerdict(field=ANSWERS, rule="secret", met=False, message="Not this one.")
        flow.form.take_verdicts((refused, refused.model_copy(update={"rule": "findable"})))
        assert flow.form.missing("security_question") == (Missing.REFUSED,)
        assert flow.form.refusals(ANSWERS) == ("Not this one.",)
        CHANGES[changed](flow)
        assert flow.form.missing("security_question") == ()
        assert flow.form.refusals(ANSWERS) == ()
        assert RuleState.BROKEN not in {line.state for line in flow.form.rule_lines(ANSWERS)}


@pytest.mark.parametrize("name", ["password_repeat", "pin_repeat"])
async def test_a_repeat_is_nothing_an_answer_is_judged_by(stage: Stage, name: SecretName) -> None:
    async with all_chosen(stage) as journey:
        journey.flow.form.take_verdicts((CheckVerdict(field=ANSWERS, rule="x", met=False),))
        typed(name, "other")(journey.flow)
        assert journey.flow.form.missing("security_question") == (Missing.REFUSED,)


@pytest.mark.parametrize("changed", ["password", "pin"])
async def test_a_new_secret_leaves_the_word_on_the_other_one(stage: Stage, changed: str) -> None:
    secrets: tuple[CredentialField, ...] = ("password", "pin")
    async with all_chosen(stage) as journey:
        flow = journey.flow
        flow.form.take_verdicts(CheckVerdict(field=each, rule="x", met=False) for each in secrets)
        CHANGES[changed](flow)
        assert {each for each in secrets if flow.form.is_refused(each)} == {*secrets} - {changed}


# The answer to a check that arrives after an edit

EDITS: dict[str, tuple[str, Step, Judged]] = {
    "password": ("pwned", "password", "password"),
    "pin": ("weak-pin", "pin", "pin"),
    "question": ("bad-answer", "security_question", ANSWERS),
    "answer": ("bad-answer", "security_question", ANSWERS),
}
"""What is edited while a check is under way, in which scenario, at which step; what it refuses."""


@asynccontextmanager
async def checked(
    stage: Stage, scenario: str, step: Step, edit: Callable[[Flow], None] | None = None
) -> AsyncIterator[Flow]:
    """The flow after a check whose answer came after an edit."""
    let_go = stage.hold("/v1/activation/checks")
    async with all_chosen(stage, scenario) as journey:
        checking = asyncio.create_task(journey.check(step))
        await until(lambda: stage.service.journal.entries[-1].operation == "check")
        if edit is not None:
            edit(journey.flow)
        let_go.set()
        await checking
        yield journey.flow


@pytest.mark.parametrize("edited", EDITS)
async def test_a_refusal_of_what_was_edited_meanwhile_is_dropped(stage: Stage, edited: str) -> None:
    scenario, step, field = EDITS[edited]
    async with checked(stage, scenario, step, CHANGES[edited]) as flow:
        assert not flow.form.is_refused(field)
        assert field not in flow.form.left


@pytest.mark.parametrize("edited", EDITS)
async def test_a_refusal_of_what_is_still_there_is_kept(stage: Stage, edited: str) -> None:
    scenario, step, field = EDITS[edited]
    async with checked(stage, scenario, step) as flow:
        assert flow.form.is_refused(field)
        assert field in flow.form.left


async def test_an_answer_is_judged_with_the_secrets_of_the_check(stage: Stage) -> None:
    async with checked(stage, "bad-answer", "security_question", CHANGES["pin"]) as flow:
        assert not flow.form.is_refused(ANSWERS)


def only_the_server_tells(flow: Flow) -> list[str]:
    lines = flow.form.rule_lines("password")
    return [line.rule.id for line in lines if line.state is RuleState.SERVER]


async def test_an_approval_of_what_was_edited_meanwhile_is_dropped(stage: Stage) -> None:
    async with checked(stage, "unknown-rule", "password") as flow:
        assert only_the_server_tells(flow) == []
    season = typed("password", "Sommer7!Moor")
    async with checked(stage, "unknown-rule", "password", season) as flow:
        assert only_the_server_tells(flow) == ["no_season"]
