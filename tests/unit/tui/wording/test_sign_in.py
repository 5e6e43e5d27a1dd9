"""With what one signs in is said only where it is so."""

from typing import Any

import pytest

from tests.accounts import EVA, account, activation, receipt
from tui.i18n import use_language
from tui.receipt_file import receipt_text
from tui.wording.first_steps import things_to_remember
from tui.wording.sign_in import sign_in_name

WITHOUT_PASSWORD = activation(steps=("pin", "security_question"))


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"direct_number": "+492214710815"}, "+49 2214710815"),
        (
            {"direct_number": None, "main_number": "+492214710800", "extension": "815"},
            "+49 2214710800, extension 815",
        ),
        ({"direct_number": None, "extension": None}, "+49 2214710800"),
        ({"direct_number": None, "main_number": None}, "your phone number"),
    ],
)
def test_where_the_address_is_no_login_name_a_number_is(changes: dict[str, Any], name: str) -> None:
    eva = account(**{"main_number": "+492214710800", **changes})
    assert sign_in_name(eva, activation(), email_login=False) == name
    assert sign_in_name(eva, activation(), email_login=True) == eva.email
    told = receipt_text(receipt(), activation(), None, email_login=False)
    assert "your phone number, your password" in told
    assert "your email address" not in told


@pytest.mark.parametrize("email_login", [True, False])
def test_who_has_no_password_signs_in_with_the_company(email_login: bool) -> None:
    name = sign_in_name(EVA, WITHOUT_PASSWORD, email_login=email_login)
    assert name == "your company’s single sign-on"
    remembered = things_to_remember(WITHOUT_PASSWORD, email_login=email_login)
    assert remembered == "your PIN, your security question and your answer"


def test_whoever_has_one_remembers_both() -> None:
    assert things_to_remember(activation()).startswith("your email address, your password, ")
