"""One journey, three renderers: what a file answers, a person types on screens and in lines."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from api_client.models import Refusal
from tests.answers.conftest import Run, RunAnswers, stored
from tests.answers.situations import ENVIRONMENT, FILES, SITUATIONS, Situation, answers_of
from tests.answers.typist import type_in_lines, type_on_screens
from tests.ui.stage import Stage
from tui.exit_codes import Exit
from tui.journey.account_queue import LEFT

of_each_situation = pytest.mark.parametrize("situation", SITUATIONS, ids=str)


@pytest.fixture
def answered(run_answers: RunAnswers, situation: Situation) -> Run:
    """What the answers file itself led to."""
    return run_answers((FILES / f"{situation.file}.toml").read_text("utf-8"), situation.scenario)


async def assert_stored(stage: Stage, situation: Situation) -> None:
    """The server has what the file says if the account is active, and nothing of it if not."""
    file, secrets = answers_of(situation.file)
    assert file.password is not None
    assert file.pin is not None
    assert file.security_question is not None
    believed = {
        "password": secrets[file.password],
        "pin": secrets[file.pin],
        "answer": secrets[file.security_question.answer],
        "workspace": str(file.workspace),
    }
    lacks = {"no-pin": "pin", "sso": "password"}.get(situation.scenario)
    found = await stored(stage, situation.scenario, believed)
    has_it = situation.outcome == "active"
    assert {name: found[name] for name in believed} == {
        name: has_it and name != lacks for name in believed
    }


def told(answered: Run, situation: Situation) -> list[Refusal]:
    """What the answers of the step that nobody gets past are refused for."""
    assert situation.stops_at is not None
    refused = [each for each in answered.entry.refused if each.field.startswith(situation.stops_at)]
    assert refused
    return refused


@of_each_situation
async def test_a_file_leads_where_it_should(
    situation: Situation, stage: Stage, answered: Run
) -> None:
    assert (answered.entry.outcome, answered.queue.exit_code()) == situation.answered
    assert not any(secret in answered.said for secret in ENVIRONMENT.values())
    await assert_stored(stage, situation)


@pytest.fixture
def elsewhere() -> Iterator[Stage]:
    """A mock server apart from that of the file."""
    with closing(Stage("en")) as stage:
        yield stage


@of_each_situation
async def test_a_person_on_screens_comes_as_far_as_the_file(
    situation: Situation, answered: Run, elsewhere: Stage
) -> None:
    queue, broken = await type_on_screens(elsewhere, situation)
    if situation.stops_at is None:
        assert (queue.entries[0].outcome, queue.exit_code()) == (situation.outcome, situation.code)
    else:
        assert (queue.entries[0].outcome, queue.exit_code()) == (LEFT, Exit.LEFT)
        assert broken == {each.rule for each in told(answered, situation)}
    await assert_stored(elsewhere, situation)


@of_each_situation
def test_a_person_in_lines_comes_as_far_as_the_file(
    situation: Situation, answered: Run, elsewhere: Stage
) -> None:
    import asyncio

    queue, said = type_in_lines(elsewhere, situation)
    if situation.stops_at is None:
        assert (queue.entries[0].outcome, queue.exit_code()) == (situation.outcome, situation.code)
    else:
        assert (queue.entries[0].outcome, queue.exit_code()) == (LEFT, Exit.LEFT)
        assert all(each.message in said for each in told(answered, situation))
    asyncio.run(assert_stored(elsewhere, situation))


def test_every_answers_file_here_is_tried() -> None:
    assert {path.stem for path in Path(FILES).glob("*.toml")} == {each.file for each in SITUATIONS}
