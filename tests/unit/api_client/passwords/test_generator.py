"""Generated values satisfy the policy in force, or nothing is generated."""

import re
import secrets
from collections.abc import Iterator
from importlib import resources

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api_client.models import PasswordPolicy, PinPolicy, Rule
from api_client.passwords import words as words_module
from api_client.passwords.generator import CannotGenerate, passphrase, pin, random_password
from api_client.passwords.words import word_list
from api_client.ringcentral.policies import PIN_POLICY
from api_client.rules import DEFAULT_PASSWORD_POLICY, DEFAULT_PIN_POLICY, advice, violations
from tests.accounts import EVA

LANGUAGES = sorted(
    each.name.removesuffix(".txt")
    for each in resources.files(words_module).iterdir()
    if each.name.endswith(".txt") and each.name != "german_common.txt"
)
"""Those with a list of words for passphrases."""


def _password_rules(
    least: int, extra: int, specials: str, run: int, same: int, digits: int
) -> PasswordPolicy:
    changed = {
        "length": Rule(id="length", min=least, max=least + extra),
        "upper_or_special": Rule(id="upper_or_special", specials=specials),
        "sequential": Rule(id="sequential", run=run),
        "repeating": Rule(id="repeating", same=same, blocks=((2, same),)),
        "account_info": Rule(id="account_info", digits=digits),
    }
    rules = [changed.get(rule.id, rule) for rule in DEFAULT_PASSWORD_POLICY.rules]
    return PasswordPolicy(rules=tuple(rules))


PASSWORD_POLICIES = st.builds(
    _password_rules,
    least=st.integers(8, 64),
    extra=st.integers(4, 40),
    specials=st.sampled_from(["!@#$%^&*.", "", "-_", "€ä", "."]),
    run=st.integers(3, 6),
    same=st.integers(3, 5),
    digits=st.integers(3, 8),
)


def _pin_rules(least: int, extra: int, run: int, same: int) -> PinPolicy:
    changed = {
        "length": Rule(id="length", min=least, max=least + extra),
        "sequential": Rule(id="sequential", run=run, whole_runs=3),
        "repeating": Rule(id="repeating", same=same, blocks=((2, same), (3, 2))),
    }
    rules = tuple(changed.get(rule.id, rule) for rule in DEFAULT_PIN_POLICY.rules)
    return PinPolicy(rules=rules, advice=DEFAULT_PIN_POLICY.advice)


PIN_POLICIES = st.builds(
    _pin_rules,
    least=st.integers(4, 12),
    extra=st.integers(0, 6),
    run=st.integers(3, 5),
    same=st.integers(3, 4),
)


@settings(deadline=None)
@given(PASSWORD_POLICIES)
def test_random_password_satisfies_the_policy(policy: PasswordPolicy) -> None:
    assert violations(policy, random_password(policy, EVA), EVA) == []


@settings(deadline=None)
@given(PASSWORD_POLICIES, st.sampled_from(LANGUAGES))
def test_passphrase_satisfies_the_policy(policy: PasswordPolicy, language: str) -> None:
    assert violations(policy, passphrase(policy, EVA, language), EVA) == []


@settings(deadline=None)
@given(PIN_POLICIES)
def test_pin_satisfies_the_policy_and_its_advice(policy: PinPolicy) -> None:
    value = pin(policy, EVA)

    assert violations(policy, value, EVA) == []
    assert advice(policy, value) == []


def test_random_password_has_sixteen_characters_nobody_misreads() -> None:
    drawn = [random_password(DEFAULT_PASSWORD_POLICY, EVA) for _ in range(50)]

    assert {len(value) for value in drawn} == {16}
    assert set("".join(drawn)).isdisjoint("0Oo1lI")
    assert len(set(drawn)) == len(drawn)


@pytest.mark.parametrize("language", LANGUAGES)
def test_passphrase_is_four_capitalised_words_and_a_digit(language: str) -> None:
    words = word_list(language)
    for _ in range(50):
        value = passphrase(DEFAULT_PASSWORD_POLICY, EVA, language)

        parts = value[:-1].split(".")
        assert len(set(parts)) == len(parts) == 4
        assert all(part.istitle() and part.lower() in words for part in parts)
        assert value[-1] in "23456789"
        assert len(value) <= 32


def test_a_language_without_words_of_its_own_gets_english_ones() -> None:
    words = word_list("en")
    value = passphrase(DEFAULT_PASSWORD_POLICY, EVA, "xx")
    assert {part.lower() for part in value[:-1].split(".")} <= set(words)


@pytest.mark.parametrize(
    ("least", "most", "count"),
    [
        (9, 9, 2),
        (8, 12, 1),
        (8, 16, 2),
        (8, 20, 3),
        (8, 32, 4),
        (15, 64, 4),
        (30, 40, 5),
        (60, 64, 9),
    ],
)
def test_passphrase_has_as_many_words_as_the_length_asks_for(
    least: int, most: int, count: int
) -> None:
    policy = PasswordPolicy(rules=(Rule(id="length", min=least, max=most),))

    value = passphrase(policy, EVA, "de")

    assert least <= len(value) <= most
    assert abs(len(value[:-1].split("-")) - count) <= 1


def test_words_are_joined_by_a_hyphen_where_a_dot_is_no_special() -> None:
    policy = PasswordPolicy(rules=(Rule(id="upper_or_special", specials="-_"),))

    assert re.fullmatch(r"(?:[A-Z][a-z]+-){3}[A-Z][a-z]+[2-9]", passphrase(policy, EVA, "en"))


@pytest.mark.parametrize(
    ("least", "most", "length"), [(6, 10, 8), (4, 4, 4), (10, 10, 10), (4, 6, 6), (9, 12, 9)]
)
def test_pin_has_eight_digits_or_the_nearest_number_allowed(
    least: int, most: int, length: int
) -> None:
    policy = PinPolicy(rules=(Rule(id="digits_only"), Rule(id="length", min=least, max=most)))

    assert re.fullmatch(rf"[0-9]{{{length}}}", pin(policy, EVA))


@pytest.fixture
def digits_drawn(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """The digits that will be drawn, in order."""
    drawn: list[int] = []
    monkeypatch.setattr(secrets, "randbelow", lambda _: drawn.pop(0))
    yield drawn
    assert drawn == []


@pytest.mark.parametrize("refused", ["12345678", "48222913", "24051979", "14725836", "48815291"])
def test_pin_that_is_refused_or_advised_against_is_drawn_again(
    digits_drawn: list[int], refused: str
) -> None:
    digits_drawn += map(int, refused + "04829136")

    assert pin(DEFAULT_PIN_POLICY, EVA) == "04829136"


@pytest.mark.parametrize("repeated", ["61161177", "48648601"])
def test_a_repetition_that_only_our_own_policy_finds_is_not_drawn(
    digits_drawn: list[int], repeated: str
) -> None:
    assert violations(PIN_POLICY, repeated, EVA) == []
    digits_drawn += map(int, repeated + "04829136")

    assert pin(PIN_POLICY, EVA) == "04829136"


@pytest.mark.parametrize(
    "rule",
    [
        Rule(id="length", min=12, max=8),
        Rule(id="length", min=1_000_000, max=2_000_000),
        Rule(id="length", min=1, max=0),
        Rule(id="account_info", digits=0),
        Rule(id="sequential", run=2),
    ],
)
def test_policy_nothing_can_satisfy_ends_without_a_value(rule: Rule) -> None:
    rules = (*DEFAULT_PASSWORD_POLICY.rules, Rule(id="length", min=0, max=3), rule)
    password, numbers = PasswordPolicy(rules=rules), PinPolicy(rules=rules)

    with pytest.raises(CannotGenerate):
        random_password(password, EVA)
    with pytest.raises(CannotGenerate):
        passphrase(password, EVA, "de")
    with pytest.raises(CannotGenerate):
        pin(numbers, EVA)


@pytest.mark.parametrize("most", [-1, 0, 2, 3])
def test_no_passphrase_is_shorter_than_one_word_and_a_digit(most: int) -> None:
    with pytest.raises(CannotGenerate):
        passphrase(PasswordPolicy(rules=(Rule(id="length", min=0, max=most),)), EVA, "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_passphrase_words_are_plain_and_at_least_six_hundred(language: str) -> None:
    words = word_list(language)

    assert len(words) >= 600
    assert len(set(words)) == len(words)
    assert all(re.fullmatch(r"[a-z]{3,7}", word) for word in words)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_passphrase_words_are_one_letter_apart(language: str) -> None:
    words = word_list(language)
    masked = [word[:at] + "?" + word[at + 1 :] for word in words for at in range(len(word))]
    shortened = {word[:at] + word[at + 1 :] for word in words for at in range(len(word))}

    assert len(set(masked)) == len(masked)
    assert shortened.isdisjoint(words)
