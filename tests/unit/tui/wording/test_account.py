"""How an account's facts are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api_client.mail import MailFacts
from api_client.mail.compare import Difference, same_number
from tui.i18n import use_language
from tui.wording.account import phone_number
from tui.wording.mail import difference_sentence, mail_facts


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("+492214710800", "+49 2214710800"),
        ("+49 221 47108-00", "+49 2214710800"),
        ("+49 (0)221 / 47108\u201100", "+49 2214710800"),
        ("0049 221 4710800", "+49 2214710800"),
        ("+44 161 496-0600", "+441614960600"),
        ("0221 47108-00", "0221 47108-00"),  # its country is not said
        ("815", "815"),
        ("0045", "0045"),  # an extension
        ("+49", "+49"),
        ("+49 221 47108 app. 5", "+49 221 47108 app. 5"),
        ("\x1b]0;x\x07", "\x1b]0;x\x07"),
    ],
)
def test_a_number_is_shown_alike_however_it_was_written(written: str, shown: str) -> None:
    assert phone_number(written) == shown


@given(st.from_regex(r"\+[1-9][0-9]{6,14}", fullmatch=True))
def test_a_shown_number_is_still_the_same(number: str) -> None:
    assert same_number(phone_number(number), number)
    assert phone_number(phone_number(number)) == phone_number(number)


def test_the_mails_numbers_keep_their_groups_and_are_compared_without() -> None:
    use_language("en")
    facts = MailFacts(
        main_number="+49 221 47108-00", extension="815", direct_number="+492214710815"
    )
    assert mail_facts(facts) == [
        ("Main number", "+49 221 47108-00"),
        ("Extension", "815"),
        ("Direct number", "+49 2214710815"),
    ]
    told = difference_sentence(Difference("main_number", "+49 221 47108-00", "+494066969500"))
    assert told.endswith("The email says +49 2214710800, but the server says +49 4066969500.")
