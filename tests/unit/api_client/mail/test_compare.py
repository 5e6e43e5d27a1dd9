"""The mail's facts against the server's."""

import pytest

from api_client.mail import MailFacts
from api_client.mail.activation_mail import FactName
from api_client.mail.compare import Difference, differences, same_number
from tests.accounts import account

ACCOUNT = account(company="Beispiel GmbH & Co. KG")

SAME = [
    MailFacts(),
    MailFacts(main_number="+49 221 47108-00", direct_number="0221 / 47 10 8-15", extension="815"),
    MailFacts(main_number="0049 (0)221 4710800", direct_number="+49 (0) 221 47108 15"),
    MailFacts(extension="815", other_extension="816"),
    MailFacts(extension="816", other_extension="815"),
    MailFacts(login_email="Eva.Luehe@Beispiel-GmbH.de"),
    MailFacts(company="BEISPIEL  GmbH &  Co. KG"),
    MailFacts(first_name="eva", last_name="von der Lühe-Müller"),
    MailFacts(name="Eva von der Lühe-Müller"),
    MailFacts(name="Eva"),
    MailFacts(name="Lühe-Müller, Eva"),
    MailFacts(last_name="von der Lu\u0308he-Mu\u0308ller"),
]


@pytest.mark.parametrize("facts", SAME)
def test_what_is_only_written_differently_is_no_difference(facts: MailFacts) -> None:
    assert differences(facts, ACCOUNT) == ()


OTHER: list[tuple[FactName, str, str]] = [
    ("company", "Muster AG", "Beispiel GmbH & Co. KG"),
    ("main_number", "+43 221 47108-00", "+492214710800"),
    ("main_number", "0222 4710800", "+492214710800"),
    ("extension", "816", "815"),
    ("direct_number", "+49 221 47108-16", "+492214710815"),
    ("login_email", "eva@beispiel-gmbh.de", "eva.luehe@beispiel-gmbh.de"),
    ("first_name", "Jörg", "Eva"),
    ("last_name", "Amsel", "von der Lühe-Müller"),
    ("name", "Jörg Amsel", "Eva von der Lühe-Müller"),
]


@pytest.mark.parametrize(("field", "in_mail", "at_server"), OTHER)
def test_a_difference_is_told_as_both_have_written_it(
    field: FactName, in_mail: str, at_server: str
) -> None:
    facts = MailFacts(**{field: in_mail})
    assert differences(facts, ACCOUNT) == (Difference(field, in_mail, at_server),)


def test_two_extensions_of_which_neither_is_the_servers_are_told_both() -> None:
    facts = MailFacts(extension="816", other_extension="817")
    assert differences(facts, ACCOUNT) == (Difference("extension", "816 / 817", "815"),)


def test_what_the_server_does_not_tell_does_not_count() -> None:
    silent = account(main_number=None, extension=None)
    assert differences(MailFacts(main_number="1", extension="2"), silent) == ()


@pytest.mark.parametrize(
    ("written", "e164", "same"),
    [
        ("(020) 7946 0000", "+442079460000", True),
        ("020 7946 0001", "+442079460000", False),
        ("0221 4710800", "+492214710800", True),
        ("221 4710800", "+492214710800", False),
        ("492214710800", "+492214710800", True),
        ("+49\u00a0221\u00a047108\u201100", "+492214710800", True),
        ("", "+49", False),
    ],
)
def test_numbers_compare_by_their_digits(written: str, e164: str, same: bool) -> None:
    assert same_number(written, e164) is same
