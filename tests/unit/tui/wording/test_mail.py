"""What is said of a text or a mail in which no usable link was found."""

import pytest

from tests.activation_mail import SENDER, SUBJECT
from tui.i18n import use_language
from tui.journey.invitation import Intake, read_intake
from tui.wording.mail import nothing_found, where_to_look

WRAPPED = "https://atpscan.global.hornetsecurity.com/?d=bl0WkjofOe8esEHMXNQ6mkfdkdiDo7tH"


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


def intake(
    sender: str = "a@beispiel.example", subject: str = "Rechnung", body: str = "x"
) -> Intake:
    return read_intake(f"From: {sender}\nTo: b@beispiel.example\nSubject: {subject}\n\n{body}\n")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (
            intake(),
            "This email from a@beispiel.example with the subject “Rechnung” does not contain an activation link.",
        ),
        (
            intake(subject=""),
            "This email from a@beispiel.example does not contain an activation link.",
        ),
        (intake(body=WRAPPED), "The email filter Hornetsecurity has changed the link"),
        (intake(body="-----BEGIN PGP MESSAGE-----"), "The email is encrypted (PGP)."),
        (read_intake("nur ein Satz"), "No activation link found."),
        (read_intake(f"1234:{'ab' * 16}"), "only the end of a link"),
    ],
)
def test_it_is_said_what_it_is_instead(given: Intake, said: str) -> None:
    assert any(said in each for each in nothing_found(given))


LOST = "its link was lost on the way"


@pytest.mark.parametrize(
    ("given", "advice"),
    [
        (intake(subject=SUBJECT), LOST),
        (intake(subject=f"WG: {SUBJECT}"), LOST),
        (intake(subject=f"[EXTERN] WG: {SUBJECT}", body=WRAPPED), ""),
        (intake(sender=SENDER, body=WRAPPED), ""),
        (intake(subject=SUBJECT, body="-----BEGIN PGP MESSAGE-----"), ""),
    ],
)
def test_who_has_the_very_mail_is_told_of_its_link_and_not_to_look_for_it(
    given: Intake, advice: str
) -> None:
    for told in (where_to_look(given), where_to_look(intake(), given)):
        assert [advice in each for each in told] == ([True] if advice else [])


def test_who_has_other_mails_is_told_sender_and_subject() -> None:
    """Another mail of the same sender is another mail."""
    quoted = intake(body=f"Von: Unify <{SENDER}>\nGesendet: heute\nAn: x\nBetreff: y\n\nHallo")
    for given in (
        [intake()],
        [intake(), intake(body=WRAPPED)],
        [intake(sender=SENDER)],
        [quoted],
        [read_intake("nichts")],
        [],
    ):
        assert SENDER in where_to_look(*given)
