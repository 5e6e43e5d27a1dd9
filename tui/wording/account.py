"""An account's facts in the order the activation mail gives them."""

from collections.abc import Mapping
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, Literal

from api_client.phone_numbers import e164
from tui.i18n import N_, _
from tui.wording.identity import shown_account, shown_url
from tui.wording.links import this_computer
from tui.wording.speech import is_heard, spoken_number
from tui.wording.times import local_time, time_left

if TYPE_CHECKING:
    from api_client.models import Account
    from tui.journey.clock import Deadline
    from tui.journey.journey import Journey

AccountFact = Literal[
    "name",
    "first_name",
    "last_name",
    "login_email",
    "company",
    "main_number",
    "main_fax_number",
    "extension",
    "direct_number",
    "role",
]
"""What is told of an account, by a server or by a mail."""

_LABELS: Mapping[AccountFact, str] = {
    "name": N_("Name"),
    "first_name": N_("First name"),
    "last_name": N_("Last name"),
    "login_email": N_("Email"),
    "company": N_("Company"),
    "main_number": N_("Main number"),
    "main_fax_number": N_("Main fax number"),
    "extension": N_("Extension"),
    "direct_number": N_("Direct number"),
    "role": N_("Role"),
}


def fact_label(fact: AccountFact) -> str:
    """The label of a fact."""
    return _(_LABELS[fact])


def phone_number(number: str) -> str:
    """A number as people read it: Germany's code apart, the rest in one piece.

    It is the same however it was written. Where an area code ends cannot be told from the number
    a server gives, so nothing is guessed; a number without its country stays as it came. Who hears
    it is told it in pairs of digits.
    """
    read = e164(number, region=None)
    if read is None:
        return number
    if is_heard():
        return spoken_number(read)
    return f"+49 {read.removeprefix('+49')}" if read.startswith("+49") else read


def account_facts(account: "Account") -> list[tuple[str, str]]:
    """Label and value of each fact there is about an account."""
    account = shown_account(account)
    role = _("Administrator (main user)") if account.role == "main_user" else _("User")
    return [
        (fact_label("name"), f"{account.first_name} {account.last_name}"),
        (fact_label("login_email"), account.email),
        (fact_label("company"), account.company),
        *number_facts(account),
        (fact_label("role"), role),
    ]


def number_facts(account: "Account", *, fax: bool = True) -> list[tuple[str, str]]:
    """Label and value of each number that an account has; that of its fax only where wanted."""
    account = shown_account(account)
    numbers: list[tuple[AccountFact, str | None]] = [
        ("main_number", account.main_number),
        ("main_fax_number", account.main_fax_number if fax else None),
        ("extension", account.extension),
        ("direct_number", account.direct_number),
    ]
    return [(fact_label(fact), phone_number(number)) for fact, number in numbers if number]


def page_facts(journey: "Journey") -> list[tuple[str, str]]:
    """Label and value of what stands on the account page: the account, who answers, the link's end."""
    clock, deadline = journey.clock, journey.deadline
    facts = [*account_facts(journey.flow.activation.account), answered_by_fact(journey)]
    if journey.operator is not None and (deadline is None or not deadline.left(clock.now())):
        return facts  # no end counts for an operator, least of all one that was
    return [*facts, (_("Link valid"), deadline_fact(deadline, clock.now(), clock.zone))]


def answered_by_fact(journey: "Journey") -> tuple[str, str]:
    """Who answers, with its label."""
    if is_heard() and journey.is_demo:
        return _("Server"), this_computer()
    return _("Server"), shown_url(journey.answered_by)


def deadline_fact(deadline: "Deadline | None", now: datetime, zone: tzinfo | None) -> str:
    """How long the link lives, in words and as a local time."""
    if deadline is None:
        return _("no end given")
    left, until = time_left(deadline.left(now)), local_time(deadline.stated_at, zone)
    if not deadline.left(now):
        return _("no longer, since {until}").format(until=until)
    if deadline.inferred:
        return _("about {left}, until {until}").format(left=left, until=until)
    return _("{left}, until {until}").format(left=left, until=until)
