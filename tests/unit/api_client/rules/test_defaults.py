"""The default policies and questions as the contract sends them."""

import subprocess
import sys

import pytest
from zxcvbn.frequency_lists import FREQUENCY_LISTS

from api_client.models import SecurityQuestion
from api_client.rules import (
    DEFAULT_ANSWER_POLICY,
    DEFAULT_PASSWORD_POLICY,
    DEFAULT_PIN_POLICY,
    DEFAULT_QUESTIONS,
    violations,
)
from api_client.rules.common_passwords import is_common
from tests.accounts import EVA


def test_rules_stand_in_the_order_screens_show_them() -> None:
    password = (
        "length charset letter number upper_or_special sequential repeating account_info common"
    )
    pin = "digits_only length sequential repeating account_info common"
    answer = "length printable variety pattern echo account_info secret trivial"

    assert [rule.id for rule in DEFAULT_PASSWORD_POLICY.rules] == password.split()
    assert [rule.id for rule in DEFAULT_PIN_POLICY.rules] == pin.split()
    assert [rule.id for rule in DEFAULT_ANSWER_POLICY.rules] == answer.split()
    assert [hint.id for hint in DEFAULT_PIN_POLICY.advice] == ["date", "keypad"]


def test_policy_on_the_wire_holds_only_what_its_rules_need() -> None:
    wire = DEFAULT_PASSWORD_POLICY.model_dump(mode="json", exclude_none=True)

    assert {"id": "length", "min": 8, "max": 32} in wire["rules"]
    assert {"id": "upper_or_special", "specials": "!@#$%^&*."} in wire["rules"]
    assert {"id": "sequential", "run": 4} in wire["rules"]
    assert {"id": "repeating", "same": 3, "blocks": [[2, 3]]} in wire["rules"]
    assert {"id": "account_info", "digits": 6} in wire["rules"]


def test_ten_questions_each_with_an_id_of_its_own() -> None:
    assert len({question.id for question in DEFAULT_QUESTIONS}) == len(DEFAULT_QUESTIONS) == 10


@pytest.mark.parametrize("question", DEFAULT_QUESTIONS, ids=lambda question: question.id)
@pytest.mark.parametrize("language", ["de", "en"])
def test_question_asks_in_both_languages_and_is_no_answer_to_itself(
    question: SecurityQuestion, language: str
) -> None:
    text = question.text.in_language(language)

    assert text.endswith("?")
    assert "echo" in violations(DEFAULT_ANSWER_POLICY, text, EVA, question=text)


COMMON = FREQUENCY_LISTS["passwords"]


def test_list_holds_thirty_thousand_passwords_in_lower_case() -> None:
    assert len(set(COMMON)) == 30_000
    assert all(word == word.lower() and is_common(word) for word in COMMON)


def test_enough_of_the_list_satisfies_the_policy_to_be_worth_asking() -> None:
    # OWASP ASVS 5.0, 6.2.4: at least the 3,000 commonest that match the policy.
    allowed = DEFAULT_PASSWORD_POLICY.model_copy(
        update={
            "rules": tuple(rule for rule in DEFAULT_PASSWORD_POLICY.rules if rule.id != "common")
        }
    )
    typed = (word.capitalize() for word in COMMON)

    assert sum(not violations(allowed, word, EVA) for word in typed) >= 3_000


@pytest.mark.parametrize("value", ["Password", "", "password\n", " password"])
def test_only_the_literal_value_is_on_the_list(value: str) -> None:
    assert not is_common(value)


def test_strength_engine_is_not_loaded_for_the_rules_nor_for_their_list() -> None:
    code = (
        "import sys, api_client.rules, api_client.passwords.strength, api_client.passwords.generator\n"
        "from api_client.rules.common_passwords import is_common\n"
        "assert is_common('password')\n"
        "print([name for name in sys.modules if name.startswith('zxcvbn')])"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )

    assert answer.stdout.strip() == "[]"
