"""From a mail in the outbox to what it says."""

from mock_server.accounts.models import Record
from mock_server.mail import wording
from mock_server.mail.outbox import Mail, link_url
from mock_server.mail.plain_text import one_line
from mock_server.mail.wording import Group, Letter
from mock_server.scenarios.model import LINK_LIFE
from mock_server.texts.times import local_time


def letter_of(mail: Mail, record: Record, origin: str) -> Letter:
    """The words of a mail about an account; its link leads to `origin`."""
    language, account = mail.language, record.profile.account
    person = one_line(f"{account.first_name} {account.last_name}")
    company = one_line(account.company)
    opening = wording.OPENINGS[mail.kind].in_language(language)
    groups: tuple[Group, ...]
    closing: tuple[str, ...]
    if mail.link is None:
        groups, closing = (_whose(record, language),), (wording.WHAT_TO_DO.in_language(language),)
    else:
        groups = (_numbers(record, language), _sign_in(record, language))
        closing = _life(mail, record)
    return Letter(
        language=language,
        subject=mail.subject,
        greeting=_greeting(mail),
        opening=opening.format(person=person, company=company),
        groups=groups,
        closing=closing,
        link_heading=wording.LINK.in_language(language),
        link=None if mail.link is None else link_url(origin, mail.link),
        button=wording.BUTTON.in_language(language),
    )


def _greeting(mail: Mail) -> str:
    name = one_line(mail.recipient_name or "")
    greeting = wording.GREETING.in_language(mail.language).format(name=name)
    return greeting if name else greeting.replace(" ,", ",")


def _numbers(record: Record, language: str) -> Group:
    account = record.profile.account
    return _group(
        wording.NUMBERS.in_language(language),
        (wording.MAIN_NUMBER.in_language(language), account.main_number),
        (wording.EXTENSION.in_language(language), account.extension),
        (wording.DIRECT_NUMBER.in_language(language), account.direct_number),
    )


def _sign_in(record: Record, language: str) -> Group:
    return _group(
        wording.SIGN_IN.in_language(language),
        (wording.LOGIN_EMAIL.in_language(language), record.profile.account.email),
    )


def _whose(record: Record, language: str) -> Group:
    account = record.profile.account
    return _group(
        wording.WHOSE.in_language(language),
        (wording.PERSON.in_language(language), f"{account.first_name} {account.last_name}"),
        (wording.EMAIL.in_language(language), account.email),
        (wording.THEIR_EXTENSION.in_language(language), account.extension),
        (wording.THEIR_DIRECT_NUMBER.in_language(language), account.direct_number),
    )


def _group(heading: str, *facts: tuple[str, str | None]) -> Group:
    """The facts that there are."""
    return Group(heading, tuple((label, one_line(value)) for label, value in facts if value))


def _life(mail: Mail, record: Record) -> tuple[str, ...]:
    until = mail.sent_at + LINK_LIFE
    until_when = local_time(until, mail.language)
    return (
        wording.LINK_LIFE.in_language(mail.language).format(until=until_when),
        wording.RENEWED_BY[record.profile.account.role].in_language(mail.language),
    )
