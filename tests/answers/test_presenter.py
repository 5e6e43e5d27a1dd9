"""Presenter mode without questions: a whole run, and one that the server refuses, tell nobody."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.answers.conftest import RunAnswers
from tests.answers.situations import FILES
from tests.presented import RECEIPT, SOMEBODY, give_everybody_the_name, seen_of, telling
from tests.told import as_words
from tests.ui.stage import Stage
from tui.exit_codes import Exit
from tui.terminal.presenter import use_presenter_mode

SECRET = {RECEIPT.casefold(), *telling(SOMEBODY.values())}
ANSWERS = (FILES / "everything.toml").read_text("utf-8")
GENERATED = """
password = { generate = "{email}.password" }
pin = { env = "NEW_PIN" }
workspace = "web_browser"
accounts."zyxwina@plimpfwerke.test".pin = { env = "NEW_PIN" }
[security_question]
id = "first_toy"
answer = { env = "NEW_ANSWER" }
"""


@pytest.fixture(autouse=True)
def _presenting() -> Iterator[None]:
    use_presenter_mode(True)
    yield
    use_presenter_mode(False)


def test_a_run_and_its_files_tell_nobody(run_answers: RunAnswers, stage: Stage) -> None:
    give_everybody_the_name(stage)
    run = run_answers(GENERATED, "ok", "expired")
    told = "\n".join([run.said, *as_words(run.queue)])
    assert run.queue.entries[0].exit_code == Exit.ACTIVE
    assert seen_of(SECRET, told) == set()
    assert "Z••• Q•••, z•••@p•••, P••• W••• A•••" in run.said
    assert "z•••@p•••. The answers for this address were not used" in run.said


def test_what_a_server_says_of_an_answer_is_left_out(run_answers: RunAnswers, stage: Stage) -> None:
    give_everybody_the_name(stage)

    def change(_count: int, body: dict[str, Any]) -> dict[str, Any]:
        return body | {
            "errors": [{**each, "message": "Zyxwina’s old one"} for each in body.get("errors", ())]
        }

    stage.rewrite("POST", change)
    run = run_answers(ANSWERS, "policy-changed")
    assert run.entry.outcome == "credentials-rejected"
    assert seen_of(SECRET, run.said) == set()
