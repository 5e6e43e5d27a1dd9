"""In lines, the server's word on an answer ends with the password and the PIN."""

import pytest

from mock_server.texts.rules import SERVER_RULE_TEXTS
from tests.plain.conftest import Converse
from tests.ui.stage import ANSWER, PASSWORD, PIN, Stage
from tui.i18n import Language, _, use_language
from tui.wording.spoken.steps import kept_sentence, new_answer_sentence

OTHER_PASSWORD, OTHER_PIN = "Ym8wRn3q", "592847"
BACK, KEEP = "<", ""

CHANGES = {
    "password": [BACK, BACK, OTHER_PASSWORD, OTHER_PASSWORD, KEEP, KEEP, KEEP],
    "pin": [BACK, OTHER_PIN, OTHER_PIN, KEEP, KEEP],
}
"""What is typed from the refusal on, until the answer is kept."""


@pytest.fixture
def language() -> Language:
    use_language("en")
    return "en"


@pytest.mark.parametrize("changed", CHANGES)
def test_a_refused_answer_can_be_kept_once_one_of_them_is_another_and_is_judged_anew(
    stage: Stage, converse: Converse, changed: str
) -> None:
    refused = [PASSWORD, PASSWORD, PIN, PIN, "3", ANSWER]
    lines = ["y", *refused, *CHANGES[changed]]
    said = converse(stage.link("bad-answer"), lines).said.replace("\n", " ")
    assert said.count(_("Your answer:")) == 2
    assert said.count(SERVER_RULE_TEXTS["security_question.answer", "findable"].refusal.en) == 2
    again = said.rpartition(_("Which question would you like to answer?"))[0].rpartition(
        _("Which question would you like to answer?")
    )[2]
    assert _("You have already chosen one. Just press Enter to keep it.") in again
    assert _("The server is checking your answer …") in again


def test_the_same_answer_to_another_question_is_judged_anew(
    stage: Stage, converse: Converse
) -> None:
    refused = [PASSWORD, PASSWORD, PIN, PIN, "3", ANSWER]
    said = converse(stage.link("bad-answer"), ["y", *refused, "1", KEEP, ANSWER]).said
    spoken = said.replace("\n", " ")
    assert spoken.count(SERVER_RULE_TEXTS["security_question.answer", "findable"].refusal.en) == 2
    assert spoken.count(new_answer_sentence()) == 1
    assert "Please enter an answer." in spoken.rpartition(new_answer_sentence())[2]
    assert kept_sentence("security_question") not in spoken
