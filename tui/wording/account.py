"""An account's facts in the order the activation mail gives them."""

from datetime import datetime, tzinfo

from api_client.models import Account
from api_client.phone_numbers import e164
from tui.i18n import _
from tui.journey.clock import Deadline
from tui.wording.times import local_time, time_left


def phone_number(number: str) -> str:
    """A number as people read it: Germany's code apart, the rest in one piece.

    It is the same however it was written. Where an area code ends cannot be told from the number
    a server gives, so nothing is guessed; a number without its country stays as it came.
    """
    read = e164(number, region=None)
    if read is None:
        return number
    return f"+49 {read.removeprefix('+49')}" if read.startswith("+49") else read


def account_facts(account: Account) -> list[tuple[str, str]]:
    """Label and value of each fact there is about an account."""
    role = _("Administrator (main user)") if account.role == "main_user" else _("User")
    numbers = [
        (_("Main number"), account.main_number),
        (_("Main fax number"), account.main_fax_number),
        (_("Extension"), account.extension),
        (_("Direct number"), account.direct_number),
    ]
    return [
        (_("Name"), f"{account.first_name} {account.last_name}"),
        (_("E-mail"), account.email),
        (_("Company"), account.company),
        *((label, phone_number(number)) for label, number in numbers if number),
        (_("Role"), role),
    ]


def deadline_fact(deadline: Deadline | None, now: datetime, zone: tzinfo | None) -> str:
    """How long the link lives, in words and as a local time."""
    if deadline is None:
        return _("no end stated")
    left, until = time_left(deadline.left(now)), local_time(deadline.ends_at, zone)
    if deadline.inferred:
        return _("about {left}, until {until}").format(left=left, until=until)
    return _("{left}, until {until}").format(left=left, until=until)
