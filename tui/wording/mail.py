"""Mails in words: what one says, what is missing in it, where it differs from the server."""

from collections.abc import Mapping

from api_client.mail import ActivationMail, MailFacts
from api_client.mail.compare import Difference
from tui.i18n import N_, _
from tui.journey.invitation import Intake
from tui.wording.account import AccountFact, fact_label, phone_number
from tui.wording.identity import (
    shown_difference,
    shown_facts,
    shown_sender,
    shown_subject,
    shown_url,
)
from tui.wording.links import bare_sentence, refused_sentence, what_to_look_for

_UNREADABLE: Mapping[str, str] = {
    "smime": N_(
        "The email is encrypted (S/MIME). Open it in your email program, copy its text "
        "and paste it here."
    ),
    "pgp": N_(
        "The email is encrypted (PGP). Open it in your email program, copy its text and "
        "paste it here."
    ),
    "winmail": N_(
        "The text of the email is in a winmail.dat, which cannot be read here. Copy "
        "the text in your email program and paste it here."
    ),
    "outlook-msg": N_(
        "This file is in Outlook’s own format (.msg). Save the email as .eml or paste its text."
    ),
}


def person_name(facts: MailFacts) -> str:
    """Whom the mail is for, as far as it says."""
    return facts.name or " ".join(part for part in (facts.first_name, facts.last_name) if part)


def mail_facts(facts: MailFacts) -> list[tuple[str, str]]:
    """Label and value of each fact a mail states about the account."""
    facts = shown_facts(facts)
    stated: list[tuple[AccountFact, str | None]] = [
        ("name", person_name(facts)),
        ("login_email", facts.login_email),
        ("company", facts.company),
        ("main_number", facts.main_number and mails_number(facts.main_number)),
        ("extension", " / ".join(filter(None, (facts.extension, facts.other_extension)))),
        ("direct_number", facts.direct_number and mails_number(facts.direct_number)),
    ]
    return [(fact_label(fact), value) for fact, value in stated if value]


def mails_number(number: str) -> str:
    """A number of a mail, in the mail's own groups; one in a single piece as any other number.

    The mail's groups tell where the area code and the extension are, which nothing else does.
    """
    return phone_number(number) if number.removeprefix("+").isdigit() else number


def mail_facts_heading() -> str:
    """Over what a mail states about the account."""
    return _("What the email says about the account")


def difference_sentence(difference: Difference) -> str:
    """What mail and server tell differently."""
    difference = shown_difference(difference)
    in_mail, at_server = difference.in_mail, difference.at_server
    if difference.field in ("main_number", "direct_number"):
        in_mail, at_server = phone_number(in_mail), phone_number(at_server)
    return _("{what}: The email says {in_mail}, but the server says {at_server}.").format(
        what=fact_label(difference.field), in_mail=in_mail, at_server=at_server
    )


def unreadable_sentence(kind: str) -> str:
    """What keeps a mail from being read, and how to get at its text."""
    return _(_UNREADABLE[kind])


def nothing_found(intake: Intake) -> list[str]:
    """Why there is no usable link in what was handed in, one sentence each."""
    mail = intake.mail
    said = []
    if mail is not None and mail.unreadable is not None:
        said.append(unreadable_sentence(mail.unreadable))
    if intake.refused:
        said.append(refused_sentence(intake.refused))
        said.append(_("Address found: {address}").format(address=shown_url(intake.refused[0].text)))
    elif mail is not None and (whose := _whose(mail)):
        said.append(whose)
    elif not said:
        said.append(bare_sentence() if intake.is_bare else refused_sentence(()))
    return said


def where_to_look(*intakes: Intake) -> list[str]:
    """What to do next where no link was found: look for the mail, or, if it is there, for its link."""
    the_mails = [each for each in intakes if is_the_mail(each)]
    if not the_mails:
        return what_to_look_for()
    if any(each.refused or (each.mail and each.mail.unreadable) for each in the_mails):
        return []  # what was said of it says what to do
    return [
        _(
            "This is the right email, but its link was lost on the way. Copy the address of the "
            "link in your email program. Or save the whole email as a file (.eml) and name that "
            "file when you start this program."
        )
    ]


def is_the_mail(intake: Intake) -> bool:
    """By its subject; by its sender only where it holds a link of some kind, as not all do."""
    from api_client.brands import SENDERS
    from api_client.mail.known_subjects import is_known_subject

    mail = intake.mail
    if mail is None:
        return False
    senders = (*mail.senders, *filter(None, (mail.quoted_sender,)))
    return is_known_subject(mail.subject or "") or (
        bool(intake.refused) and any(each.address in SENDERS for each in senders)
    )


def _whose(mail: ActivationMail) -> str:
    sender = shown_sender(mail.sender.address) if mail.sender is not None else ""
    if sender and mail.subject:
        return _(
            "This email from {sender} with the subject “{subject}” does not contain an "
            "activation link."
        ).format(sender=sender, subject=shown_subject(mail.subject))
    if sender:
        return _("This email from {sender} does not contain an activation link.").format(
            sender=sender
        )
    return ""
