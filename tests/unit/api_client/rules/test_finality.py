"""A final verdict is one that no further typing can mend; only such a verdict is red early."""

from unicodedata import normalize

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from api_client.models import PasswordPolicy, Rule
from api_client.rules import (
    DEFAULT_ANSWER_POLICY,
    DEFAULT_PASSWORD_POLICY,
    DEFAULT_PIN_POLICY,
    Verdict,
    normalised,
    verdicts,
)
from tests.accounts import EVA

_PIECES = [
    *("1234", "7890", "Abcd", "dcba", "aaa", "AaA", "###", "xaxaxa", "eva", "Müller", "luehe"),
    *("eva.luehe", "471081", "4710-81", "0221 47", "Kranich", "7", "!", " ", "x", "\t", "\u200b"),
    *("ΣΣΣ", "ςςΣ", "İ", "ß", "ﬃ", "\ud800"),
]
TYPED = st.lists(st.one_of(st.sampled_from(_PIECES), st.text(max_size=4)), max_size=6).map("".join)
DIGITS = st.text("0123456789", max_size=12)
SECRETS = ("Kranich7.Boot", "482913")


def _finals(judged: tuple[Verdict, ...]) -> set[str]:
    return {verdict.rule for verdict in judged if verdict.final}


def _broken(judged: tuple[Verdict, ...]) -> set[str]:
    return {verdict.rule for verdict in judged if verdict.met is False}


def _follows(value: str, typed: str) -> bool:
    """Whether what is typed follows the value, rather than changing its last character."""
    return normalize("NFKC", value + typed).startswith(normalize("NFKC", value))


@given(TYPED, TYPED)
def test_final_password_verdict_stays_broken_whatever_is_typed_next(
    before: str, typed: str
) -> None:
    value = normalised(before)
    assume(_follows(value, typed))

    finals = _finals(verdicts(DEFAULT_PASSWORD_POLICY, value, EVA))

    assert finals <= _broken(verdicts(DEFAULT_PASSWORD_POLICY, value + typed, EVA))


@given(TYPED, TYPED)
def test_final_answer_verdict_stays_broken_whatever_is_typed_next(before: str, typed: str) -> None:
    assume(_follows(before, typed))

    finals = _finals(verdicts(DEFAULT_ANSWER_POLICY, before, EVA, secrets=SECRETS))

    judged = verdicts(DEFAULT_ANSWER_POLICY, before + typed, EVA, secrets=SECRETS)
    assert finals <= _broken(judged)


@given(DIGITS, DIGITS)
def test_final_pin_verdict_stays_broken_whatever_digits_are_typed_next(
    value: str, typed: str
) -> None:
    finals = _finals(verdicts(DEFAULT_PIN_POLICY, value, EVA))

    assert finals <= _broken(verdicts(DEFAULT_PIN_POLICY, value + typed, EVA))


@given(DIGITS, st.text("x ²٣-", min_size=1), DIGITS)
def test_what_is_no_digit_is_final_in_a_pin(before: str, typed: str, after: str) -> None:
    for value in (before + typed, before + typed + after):
        assert "digits_only" in _finals(verdicts(DEFAULT_PIN_POLICY, value, EVA))


@pytest.mark.parametrize(
    ("value", "rule"),
    [
        ("Kranich7.Fenster.Boot.Regal.Zelte", "length"),
        (" Kranich", "charset"),
        ("Kra\u00a0nich", "charset"),
        ("Kra\x07", "charset"),
        ("abcd", "sequential"),
        ("aaa", "repeating"),
        ("xaxaxa", "repeating"),
        ("müller", "account_info"),
        ("eva7", "account_info"),
        ("7eva7x", "account_info"),
        ("471081", "account_info"),
    ],
)
def test_password_rule_is_final_as_soon_as_nothing_can_mend_it(value: str, rule: str) -> None:
    assert rule in _finals(verdicts(DEFAULT_PASSWORD_POLICY, value, EVA))


@pytest.mark.parametrize(
    ("value", "typed", "rule"),
    [
        ("Kran", "ich7x", "length"),
        ("Kranich ", "7", "charset"),
        ("482", "x", "letter"),
        ("kranich", "7", "number"),
        ("kranich", "!", "upper_or_special"),
        ("7eva", "ngelium", "account_info"),
        ("Kiosk7EVA", "K", "account_info"),
        ("Password1", "x", "common"),
    ],
)
def test_password_rule_that_typing_on_mends_is_not_final(value: str, typed: str, rule: str) -> None:
    before = verdicts(DEFAULT_PASSWORD_POLICY, value, EVA)
    after = verdicts(DEFAULT_PASSWORD_POLICY, value + typed, EVA)

    assert rule in _broken(before) - _finals(before)
    assert rule not in _broken(after)


@pytest.mark.parametrize(
    ("value", "typed", "rule"),
    [("789456", "0", "sequential"), ("159753", "6", "common"), ("48", "2913", "length")],
)
def test_pin_rule_that_typing_on_mends_is_not_final(value: str, typed: str, rule: str) -> None:
    before = verdicts(DEFAULT_PIN_POLICY, value, EVA)
    after = verdicts(DEFAULT_PIN_POLICY, value + typed, EVA)

    assert rule in _broken(before) - _finals(before)
    assert rule not in _broken(after)


@pytest.mark.parametrize(
    ("value", "rule"),
    [
        ("48291364705", "length"),
        ("1234", "sequential"),
        ("222", "repeating"),
        ("482482", "repeating"),
        ("815", "account_info"),
        ("x", "digits_only"),
    ],
)
def test_pin_rule_is_final_as_soon_as_nothing_can_mend_it(value: str, rule: str) -> None:
    assert rule in _finals(verdicts(DEFAULT_PIN_POLICY, value, EVA))


@pytest.mark.parametrize(
    ("value", "typed", "rule"),
    [
        ("12345", "Hut", "pattern"),
        ("Müller", "in", "account_info"),
        ("Nachname", "Adler", "echo"),
        ("aaaaa", "bc", "variety"),
        ("geheim", "rat", "trivial"),
    ],
)
def test_answer_rule_that_typing_on_mends_is_not_final(value: str, typed: str, rule: str) -> None:
    question = "Wie war der Nachname?"
    before = verdicts(DEFAULT_ANSWER_POLICY, value, EVA, question=question)
    after = verdicts(DEFAULT_ANSWER_POLICY, value + typed, EVA, question=question)

    assert rule in _broken(before) - _finals(before)
    assert rule not in _broken(after)


def test_nothing_is_final_in_a_rule_left_to_the_server() -> None:
    policy = PasswordPolicy(rules=(Rule(id="no_umlauts"),))

    assert verdicts(policy, "Müller", EVA) == (Verdict("no_umlauts", None, final=False),)
