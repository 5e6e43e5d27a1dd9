"""Every rule that both ends can judge has words here, and no words are left of one that is gone."""

import pytest

from api_client.models import Rule, Text
from api_client.rules import PIN_ADVICE, RULES
from tui.i18n import use_language
from tui.journey.states import JUDGED, Judged
from tui.wording.rules import ADVICE_WORDS, RULE_WORDS, broken_sentence, rule_line

ROWS = [(field, rule_id) for field in JUDGED for rule_id in RULES[field]]


def test_every_field_with_rules_is_worded() -> None:
    assert set(RULES) == set(JUDGED) == set(RULE_WORDS)


@pytest.mark.parametrize(("field", "rule_id"), ROWS)
def test_a_rule_has_words(field: Judged, rule_id: str) -> None:
    assert rule_id in RULE_WORDS[field], (
        f"People would be shown “{rule_id}”: give the rule its row in RULE_WORDS[{field!r}] "
        "(tui/wording/rules.py), then run `make messages` and translate it."
    )


@pytest.mark.parametrize("field", JUDGED)
def test_no_words_are_left_of_a_rule_that_is_gone(field: Judged) -> None:
    assert set(RULE_WORDS[field]) <= set(RULES[field])


def test_every_advice_has_words_and_no_words_are_left_over() -> None:
    assert set(ADVICE_WORDS) == set(PIN_ADVICE)


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize(("field", "rule_id"), ROWS)
def test_a_rule_without_numbers_is_told_with_those_of_the_default_policy(
    field: Judged, rule_id: str, language: str
) -> None:
    use_language("de" if language == "de" else "en")
    bare, default = Rule(id=rule_id), RULES[field][rule_id].default
    assert rule_line(field, bare) == rule_line(field, default)
    said = f"{rule_line(field, bare)} {broken_sentence(field, rule_id)}"
    assert "None" not in said
    assert "{" not in said


def test_the_numbers_of_the_policy_in_force_are_told() -> None:
    use_language("en")
    assert rule_line("password", Rule(id="length", min=12)) == "12 to 32 characters"
    assert rule_line("password", Rule(id="sequential", run=3)) == "No run like 123, abc"
    assert rule_line("pin", Rule(id="repeating", same=2)) == "No repeats: 22, 050505"
    answer = Rule(id="length", min=5, max=9)
    assert rule_line("security_question.answer", answer) == "5 to 9 characters"


def test_a_rule_unknown_here_is_told_in_its_servers_words() -> None:
    use_language("de")
    rule = Rule(id="no_season", text=Text(de="Keine Jahreszeit", en="No season"))
    assert rule_line("password", rule) == "Keine Jahreszeit"
    assert broken_sentence("password", "no_season") == ""
