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
        (intake(), "This mail from a@beispiel.example, “Rechnung”, holds no activation link."),
        (intake(subject=""), "This mail from a@beispiel.example holds no activation link."),
        (intake(body=WRAPPED), "The mail filter Hornetsecurity has wrapped the link"),
        (intake(body="-----BEGIN PGP MESSAGE-----"), "The mail is encrypted (PGP)."),
        (read_intake("nur ein Satz"), "There is no activation link in this."),
        (read_intake(f"1234:{'ab' * 16}"), "only the end of a link"),
    ],
)
def test_it_is_said_what_it_is_instead(given: Intake, said: str) -> None:
    assert any(said in each for each in nothing_found(given))


@pytest.mark.parametrize(
    "given",
    [
        intake(sender=SENDER),
        intake(subject=SUBJECT),
        intake(subject=f"[EXTERN] WG: {SUBJECT}", body=WRAPPED),
        intake(body=f"Von: Unify <{SENDER}>\nGesendet: heute\nAn: x\nBetreff: y\n\nHallo"),
    ],
)
def test_who_has_the_very_mail_is_not_told_what_to_look_for(given: Intake) -> None:
    assert where_to_look(given) == []
    assert where_to_look(intake(), given) == []


def test_who_has_other_mails_is_told_sender_and_subject() -> None:
    for given in ([intake()], [intake(), intake(body=WRAPPED)], [read_intake("nichts")], []):
        assert SENDER in where_to_look(*given)
