"""Operator mode without questions: an account is only set up where the mail says whose it is."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.answers.situations import ENVIRONMENT, FILES
from tests.told import as_objects
from tests.ui.operator_stage import JOERG, OperatorStage
from tests.ui.stage import PASSWORD, PIN
from tui.answers.opened_answers import OpenedAnswers
from tui.answers.parser import read_answers
from tui.answers.renderer import AnswersRenderer
from tui.answers.secret_sources import take_secrets
from tui.exit_codes import Exit
from tui.journey.account_queue import AccountQueue
from tui.wording.problems import problem_page

EVERYTHING = (FILES / "everything.toml").read_text("utf-8")


@pytest.fixture
def desk() -> Iterator[OperatorStage]:
    with closing(OperatorStage("en")) as stage:
        yield stage


def run(stage: OperatorStage, folder: Path, text: str, *, check: bool) -> tuple[AccountQueue, str]:
    said: list[str] = []
    file = read_answers(text.encode())
    secrets = take_secrets(file, dict(ENVIRONMENT), folder=folder, several=False)
    queue = AccountQueue([stage.invitation()])
    renderer = AnswersRenderer(
        stage.operators_journey(),
        queue,
        OpenedAnswers(file, secrets, folder),
        said.append,
        only_check=check,
    )
    asyncio.run(renderer.run())
    return queue, "\n".join(said)


@pytest.mark.parametrize("check", [False, True])
@pytest.mark.parametrize("trust", ["", "trust = true\n"])
def test_a_mail_that_leaves_a_doubt_whose_it_is_ends_as_login_needed(
    desk: OperatorStage, tmp_path: Path, trust: str, check: bool
) -> None:
    desk.names_login = False
    queue, said = run(desk, tmp_path, trust + EVERYTHING, check=check)
    [entry] = queue.entries
    assert (entry.outcome, queue.exit_code()) == ("login-needed", Exit.USAGE)
    [told] = [json.loads(line) for line in as_objects(queue)]
    assert (told["outcome"], told["exit_code"]) == ("login-needed", 2)
    assert (told["account_from"], told["account"]["email"]) == ("mail", None)
    assert problem_page("login-needed").words()[0] in said
    assert "Start without --answers" in said
    assert desk.asked == []
    assert PASSWORD not in said
    assert PIN not in said


def test_a_mail_that_says_it_is_followed(desk: OperatorStage, tmp_path: Path) -> None:
    queue, _said = run(desk, tmp_path, EVERYTHING, check=False)
    assert queue.entries[0].account is not None
    assert desk.asked != []


WITHOUT_PIN = """
password = { env = "NEW_PASSWORD" }
[security_question]
id = "1"
answer = { env = "NEW_ANSWER" }
"""
WITH_PIN = 'pin = { env = "NEW_PIN" }\n' + WITHOUT_PIN


def test_answers_without_a_pin_activate_without_one_and_say_so(
    desk: OperatorStage, tmp_path: Path
) -> None:
    queue, said = run(desk, tmp_path, WITHOUT_PIN, check=False)
    assert queue.exit_code() == Exit.ACTIVE
    assert said.splitlines().count("No PIN was chosen.") == 1
    record = desk.service.store.record(JOERG)
    assert record is not None
    assert record.pin_hash is None


def test_a_check_says_that_no_pin_was_chosen(desk: OperatorStage, tmp_path: Path) -> None:
    queue, said = run(desk, tmp_path, WITHOUT_PIN, check=True)
    assert queue.entries[0].outcome == "checked"
    assert said.splitlines().count("No PIN was chosen.") == 1


@pytest.mark.parametrize("check", [False, True])
def test_nothing_is_said_of_a_pin_that_was_chosen(
    desk: OperatorStage, tmp_path: Path, check: bool
) -> None:
    queue, said = run(desk, tmp_path, WITH_PIN, check=check)
    assert queue.entries[0].outcome == ("checked" if check else "active")
    assert "No PIN" not in said


def test_a_pin_that_is_not_taken_is_not_called_one_that_was_not_chosen(
    desk: OperatorStage, tmp_path: Path
) -> None:
    desk.state.without_pin.add(JOERG)
    queue, said = run(desk, tmp_path, WITH_PIN, check=False)
    assert queue.exit_code() == Exit.ACTIVE, said
    assert "This account has no PIN" in said
    assert "No PIN" not in said
