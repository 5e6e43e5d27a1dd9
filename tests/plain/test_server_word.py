"""In lines, the server's word on an answer ends with the password, the PIN or the question."""

import pytest

from mock_server.texts.rules import SERVER_RULE_TEXTS
from tests.plain.conftest import Converse
from tests.ui.stage import ANSWER, PASSWORD, PIN, Stage
from tui.i18n import Language, _, use_language

OTHER_PASSWORD, OTHER_PIN = "Ym8wRn3q", "592847"
BACK, KEEP, ANOTHER_QUESTION = "<", "", "1"

CHANGES = {
    "password": [BACK, BACK, OTHER_PASSWORD, OTHER_PASSWORD, KEEP, KEEP],
    "pin": [BACK, OTHER_PIN, OTHER_PIN, KEEP],
    "question": [ANOTHER_QUESTION],
}
"""What is typed from the refusal on, until the answer is asked for again."""


@pytest.fixture
def language() -> Language:
    use_language("en")
    return "en"


@pytest.mark.parametrize("changed", CHANGES)
def test_a_refused_answer_can_be_kept_once_one_of_them_is_another_and_is_judged_anew(
    stage: Stage, converse: Converse, changed: str
) -> None:
    refused = [PASSWORD, PASSWORD, PIN, PIN, "3", ANSWER]
    lines = ["y", *refused, *CHANGES[changed], KEEP]
    said = converse(stage.link("bad-answer"), lines).said.replace("\n", " ")
    assert said.count(_("Your answer:")) == 2
    assert said.count(SERVER_RULE_TEXTS["security_question.answer", "findable"].refusal.en) == 2
    again = said.rpartition(_("Which question would you like to answer?"))[0].rpartition(
        _("Which question would you like to answer?")
    )[2]
    assert _("You have already chosen one. Just press Enter to keep it.") in again
    assert _("The server is checking your answer …") in again
