"""Names and numbers of other people than Eva."""

from unicodedata import normalize

import pytest

from api_client.models import Account
from api_client.rules import DEFAULT_PASSWORD_POLICY, DEFAULT_PIN_POLICY, violations
from api_client.rules.account_info import name_tokens, phone_forms, spellings
from tests.accounts import account


def only(**facts: str | None) -> Account:
    """An account that tells nothing but these facts."""
    names = {"first_name": "", "last_name": "", "email": "", "company": ""}
    numbers = {"main_number": None, "direct_number": None, "extension": None}
    return account(**{**names, **numbers, **facts})


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Müller", ("müller", "mueller", "muller")),
        ("Groß", ("gross",)),
        ("René", ("rené", "rene")),
        ("Sørensen", ("sørensen", "sorensen")),
        ("Wałęsa", ("wałęsa", "walesa")),
        ("Yıldız", ("yıldız", "yildiz")),
        ("Kranich", ("kranich",)),
        ("ＥＶＡ", ("eva",)),
    ],
)
def test_name_is_known_in_every_spelling(word: str, expected: tuple[str, ...]) -> None:
    assert spellings(word) == expected


@pytest.mark.parametrize(
    ("first_name", "last_name", "email", "anywhere", "alone"),
    [
        ("Karl-Heinz", "O’Hara", "", {"karl", "heinz", "hara"}, set()),
        ("Jan", "van der Berg", "", {"berg"}, {"jan"}),
        ("Li", "Ng", "", set(), set()),
        ("M.", "St.-Pierre, jr", "", {"pierre"}, set()),
        ("Lü", "", "", set(), {"lue"}),
        (
            "",
            "",
            "kh.adler_2024+mail-x@example.org",
            {"kh.adler_2024+mail-x", "adler", "mail"},
            set(),
        ),
        ("", "", "abc@example.org", set(), {"abc"}),
        ("", "", "von.der@example.org", {"von.der"}, set()),
        ("", "", "no-at-sign", {"no-at-sign", "sign"}, set()),
    ],
)
def test_parts_of_names_and_mail_address_that_count(
    first_name: str, last_name: str, email: str, anywhere: set[str], alone: set[str]
) -> None:
    tokens = name_tokens(only(first_name=first_name, last_name=last_name, email=email))

    assert (set(tokens.anywhere), set(tokens.alone)) == (anywhere, alone)


@pytest.mark.parametrize(
    ("number", "forms"),
    [
        ("+492214710800", ("492214710800", "00492214710800", "02214710800")),
        ("+43 1 58858-0", ("431588580", "00431588580")),
        ("", ()),
        (None, ()),
    ],
)
def test_number_is_known_in_every_way_it_is_dialled(
    number: str | None, forms: tuple[str, ...]
) -> None:
    assert phone_forms(only(main_number=number)) == forms


def test_fax_number_counts_like_the_others() -> None:
    person = only(main_fax_number="+492214710899")

    assert violations(DEFAULT_PASSWORD_POLICY, "Kiosk710899", person) == ["account_info"]
    assert violations(DEFAULT_PIN_POLICY, "710899", person) == ["account_info"]


@pytest.mark.parametrize(
    ("extension", "broken"), [("81", []), ("815", ["account_info"]), ("", []), (None, [])]
)
def test_extension_counts_from_three_digits_on(extension: str | None, broken: list[str]) -> None:
    assert violations(DEFAULT_PIN_POLICY, "881536", only(extension=extension)) == broken


def test_name_is_not_blocked_for_an_account_that_has_none() -> None:
    assert violations(DEFAULT_PASSWORD_POLICY, "Kranich7", only()) == []


@pytest.mark.parametrize("local", ["jür", "a\u0323\u0304\u0302\u0301"])
def test_an_address_in_decomposed_letters_is_no_longer_than_it_looks(local: str) -> None:
    apart = normalize("NFD", local)
    assert len(apart) > 3
    owner = only(email=f"{apart}@x.example")
    assert all(len(token) > 3 for token in name_tokens(owner).anywhere)
    assert violations(DEFAULT_PASSWORD_POLICY, "Xk7vQjürama2p", owner) == []
