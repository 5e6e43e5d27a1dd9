"""Every rule that both ends can judge has words here, and no words are left of one that is gone."""

import pytest

from api_client.models import Rule, Text
from api_client.rules import PIN_ADVICE, RULES
from tui.i18n import use_language
from tui.journey.states import JUDGED, Judged, RuleLine, RuleState
from tui.terminal.charset import use_characters
from tui.wording.rules import (
    ADVICE_WORDS,
    RULE_WORDS,
    broken_reason,
    fault_line,
    fault_sentence,
    rule_line,
    state_mark,
    why_broken,
)

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
    assert fault_line(field, bare) == fault_line(field, default)
    broken = RuleLine(bare, RuleState.BROKEN)
    said = f"{rule_line(field, bare)} {why_broken(field, broken)} {fault_line(field, bare)}"
    assert "None" not in said
    assert "{" not in said


COLUMN = 35
"""Columns for a rule in 80 of them: two beside each other, each behind its symbol."""


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize(("field", "rule_id"), ROWS)
def test_a_rule_and_its_fault_take_one_row_each_in_a_window_of_80_columns(
    field: Judged, rule_id: str, language: str
) -> None:
    use_language("de" if language == "de" else "en")
    default = RULES[field][rule_id].default
    assert len(rule_line(field, default)) <= COLUMN
    assert len(fault_line(field, default)) <= COLUMN


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize(("field", "rule_id"), ROWS)
def test_a_fault_is_a_sentence_that_its_reason_does_not_repeat(
    field: Judged, rule_id: str, language: str
) -> None:
    use_language("de" if language == "de" else "en")
    fault = fault_line(field, RULES[field][rule_id].default)
    reason = broken_reason(field, rule_id)
    assert fault == fault_sentence(field, RULES[field][rule_id].default)
    assert fault[0].isupper() or fault[0].isdigit()
    assert fault.endswith(".")
    assert not reason or (reason.endswith(".") and reason != fault)


def test_a_broken_rule_is_told_as_a_fault_of_what_was_typed() -> None:
    use_language("de")
    run = RuleLine(Rule(id="sequential"), RuleState.BROKEN)
    assert why_broken("pin", run).startswith("Eine Folge wie 1234 kommt vor. Folgen ")
    spoken = RuleLine(Rule(id="common"), RuleState.BROKEN, "Das kennt jeder.")
    assert why_broken("password", spoken) == "Dieses Kennwort ist zu häufig. Das kennt jeder."


def test_symbols_tell_the_states_apart_and_where_there_are_none_words_do() -> None:
    use_language("de")
    try:
        for characters in ("all", "letters", "ascii"):
            use_characters(characters)
            marks = [state_mark(state) for state in RuleState]
            assert len(set(marks)) == len(marks)
            assert {len(mark) > 2 for mark in marks[:3]} == {characters != "all"}
    finally:
        use_characters("all")


def test_the_numbers_of_the_policy_in_force_are_told() -> None:
    use_language("en")
    assert rule_line("password", Rule(id="length", min=12)) == "12 to 32\xa0characters"
    assert rule_line("password", Rule(id="sequential", run=3)) == "No runs like 123 or abc"
    assert rule_line("pin", Rule(id="repeating", same=2)) == "No repeats like 22 or 050505"
    answer = Rule(id="length", min=5, max=9)
    assert rule_line("security_question.answer", answer) == "5 to 9\xa0characters"


def test_a_rule_unknown_here_is_told_in_its_servers_words() -> None:
    use_language("de")
    rule = Rule(id="no_season", text=Text(de="Keine Jahreszeit", en="No season"))
    assert rule_line("password", rule) == "Keine Jahreszeit"
    assert broken_reason("password", "no_season") == ""
    assert fault_line("password", rule) == "Nicht erfüllt: Keine Jahreszeit"
    said = "Das Kennwort erfüllt die Regel „Keine Jahreszeit“ nicht."
    assert fault_sentence("password", rule) == said
