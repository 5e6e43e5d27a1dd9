"""Strength is a score with a reason, whatever zxcvbn has to say."""

import ast
import inspect
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from api_client.passwords.generator import passphrase, random_password
from api_client.passwords.strength import (
    WARNINGS,
    StrengthReason,
    _estimator,
    account_words,
    assess,
)
from api_client.passwords.words import word_list
from api_client.rules import DEFAULT_PASSWORD_POLICY
from tests.accounts import EVA
from tests.ranked_words import german_words

Estimate = Callable[..., dict[str, Any]]

WORDS = account_words(EVA)

EXAMPLES = [
    ("qwertyuiop[]", StrengthReason.KEYBOARD_ROW),
    ("zxcftyhn", StrengthReason.KEYBOARD_PATTERN),
    ("aaaaaaa", StrengthReason.REPEATED_CHARACTER),
    ("kranzkranzkranz", StrengthReason.REPEATED_BLOCK),
    ("bcdefgh", StrengthReason.SEQUENCE),
    ("2012", StrengthReason.RECENT_YEAR),
    ("2024", StrengthReason.RECENT_YEAR),
    ("2035", StrengthReason.RECENT_YEAR),
    ("24.05.1979", StrengthReason.DATE),
    ("password", StrengthReason.TOP_10),
    ("letmein", StrengthReason.TOP_100),
    ("Password1", StrengthReason.VERY_COMMON),
    ("p4ssw0rd", StrengthReason.LIKE_COMMON),
    ("municipality", StrengthReason.SINGLE_WORD),
    ("Smith", StrengthReason.SINGLE_NAME),
    ("JohnSmith", StrengthReason.COMMON_NAME),
    ("Sommer2024", StrengthReason.GERMAN_WORD),
    ("Bayern1900!", StrengthReason.GERMAN_WORD),
    ("Müller2026!", StrengthReason.ACCOUNT_WORD),
    ("Mueller7", StrengthReason.ACCOUNT_WORD),
    ("Beispiel26", StrengthReason.ACCOUNT_WORD),
    ("Unify2026!", StrengthReason.ACCOUNT_WORD),
    ("kX9!vQ", StrengthReason.ADD_WORDS),
    ("a", StrengthReason.ADD_WORDS),
    ("Neptun7!", StrengthReason.COMMON_WORD),
    ("kX9!vQ2mW", StrengthReason.GOOD),
    ("kX9!vQ2mWz#T", StrengthReason.STRONG),
]


def _warnings_of_zxcvbn() -> set[str]:
    """Every text its feedback module can set as a warning."""
    from zxcvbn import feedback

    tree = ast.parse(inspect.getsource(feedback))
    suggestions = {
        id(text)
        for node in ast.walk(tree)
        for text in ast.walk(node)
        if isinstance(node, ast.List)
        or (isinstance(node, ast.Call) and ast.unparse(node.func).endswith(".append"))
        or (isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "extra_feedback")
    }
    return {
        ast.literal_eval(node.args[0])
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "_"
        if id(node) not in suggestions
    }


def test_every_warning_of_zxcvbn_has_a_reason_of_its_own() -> None:
    assert set(WARNINGS) == _warnings_of_zxcvbn()
    assert len(set(WARNINGS.values())) == len(WARNINGS)


@pytest.mark.parametrize(("password", "reason"), EXAMPLES)
def test_password_gets_the_reason_that_helps(password: str, reason: StrengthReason) -> None:
    strength = assess(password, WORDS)

    assert strength is not None
    assert strength.reason is reason
    assert (strength.score > 2) == (reason in {StrengthReason.GOOD, StrengthReason.STRONG})


def test_every_reason_is_reached_by_some_password() -> None:
    assert {reason for _, reason in EXAMPLES} == set(StrengthReason)


@pytest.mark.parametrize("password", ["", "x" * 33, "Kranich7.Fenster.Boot.Regal.Zelte"])
def test_nothing_is_said_outside_one_to_thirty_two_characters(password: str) -> None:
    assert assess(password, WORDS) is None


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(codec=None), min_size=1, max_size=32), st.lists(st.text(), max_size=3))
def test_every_text_gets_a_score_and_a_reason(password: str, words: list[str]) -> None:
    strength = assess(password, words)

    assert strength is not None
    assert strength.score in range(5)
    assert strength.reason in StrengthReason


@pytest.mark.parametrize(
    "password", ["Müller2026!", "Telekom2026!", "Bayern1900!", "Sommer2024", "Schatzi2025!"]
)
def test_german_password_zxcvbn_alone_overrates_is_not_called_good(password: str) -> None:
    strength = assess(password, WORDS)

    assert strength is not None
    assert strength.score <= 2


def test_account_makes_its_own_words_weaker() -> None:
    without, with_words = assess("LuehebeiBeispiel", ()), assess("LuehebeiBeispiel", WORDS)

    assert without is not None
    assert with_words is not None
    assert with_words.score < without.score


def test_account_words_do_not_stay_in_zxcvbn() -> None:
    assert assess("Beispiel26", WORDS) != assess("Beispiel26", ())

    assert _estimator()[1] == {}


def test_account_words_do_not_stay_in_zxcvbn_when_it_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError

    zxcvbn, dictionaries = _estimator()
    monkeypatch.setattr(zxcvbn.__globals__["scoring"], "most_guessable_match_sequence", fail)

    with pytest.raises(RuntimeError):
        assess("Kranich7", WORDS)
    assert dictionaries == {}


@pytest.fixture(scope="module")
def stock() -> Iterator[Estimate]:
    """What zxcvbn estimates as it comes, with our German words as a dictionary."""
    from zxcvbn import matching, zxcvbn

    matching.add_frequency_lists({"german": german_words()})
    yield partial(zxcvbn, max_length=32)
    del matching.RANKED_DICTIONARIES["german"]


def assert_estimated_alike(stock: Estimate, password: str) -> None:
    ours, theirs = (
        estimate(password, user_inputs=list(WORDS)) for estimate in (_estimator()[0], stock)
    )
    assert ours.keys() == theirs.keys()
    for result in (ours, theirs):
        del result["calc_time"]
        for match in result["sequence"]:
            match.pop("regex_match", None)  # of which no two are equal
    assert ours == theirs


@pytest.mark.parametrize("password", [password for password, _ in EXAMPLES])
def test_estimate_is_that_of_zxcvbn_with_all_its_dictionaries(
    stock: Estimate, password: str
) -> None:
    assert_estimated_alike(stock, password)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from([*(p for p, _ in EXAMPLES), *WORDS, "dragon", "4dm1n", "nogard", "Straße"])
        | st.text(st.characters(codec=None), max_size=4),
        min_size=1,
        max_size=5,
    ).map(lambda parts: "".join(parts)[:24] or "x")
)
@example("İstanbulİdragon")
@example("dragon\ud800")
def test_estimate_of_any_text_is_that_of_zxcvbn_with_all_its_dictionaries(
    stock: Estimate, password: str
) -> None:
    assert_estimated_alike(stock, password)


def test_none_of_its_words_are_loaded_and_who_else_uses_it_has_them_all() -> None:
    code = (
        "import sys\n"
        "from api_client.passwords.strength import assess\n"
        "assert assess('dragon', ()).score == 0\n"
        "assert not [name for name in sys.modules if name.startswith('zxcvbn')]\n"
        "from zxcvbn import matching\n"
        "assert matching.RANKED_DICTIONARIES['passwords']['dragon'] == 10\n"
        "from api_client.passwords import strength\n"
        "strength._estimator.cache_clear()\n"
        "assert assess('dragon', ()).score == 0\n"
        "assert sys.modules['zxcvbn.matching'] is matching\n"
        "assert matching.dictionary_match('dragon')\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def test_account_words_are_the_names_company_numbers_and_product() -> None:
    assert {"eva", "mueller", "luhe", "eva.luehe", "beispiel", "815", "02214710815"} <= set(WORDS)
    assert "ringcentral" in WORDS
    assert "der" not in WORDS


@pytest.mark.parametrize("language", ["de", "en"])
def test_generated_passphrase_is_strong_though_its_words_are_known(language: str) -> None:
    phrase = passphrase(DEFAULT_PASSWORD_POLICY, EVA, "de" if language == "de" else "en")
    strength = assess(phrase, WORDS)

    assert strength is not None
    assert strength.score == 4


def test_generated_random_password_is_strong() -> None:
    strength = assess(random_password(DEFAULT_PASSWORD_POLICY, EVA), WORDS)

    assert strength is not None
    assert strength.score == 4


def test_german_words_are_clean_lower_case_and_said_once() -> None:
    words = word_list("german_common")

    assert 1_000 <= len(words) <= 2_000
    assert len(set(words)) == len(words)
    assert all(word == word.strip().lower() and len(word) > 2 for word in words)
