"""The mail's facts against the server's."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from api_client.mail.activation_mail import FactName, MailFacts
from api_client.phone_numbers import e164, region_of, without_separators

if TYPE_CHECKING:
    from api_client.models import Account

_FACTS: tuple[FactName, ...] = get_args(FactName)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Difference:
    """A fact that mail and server tell differently, each as it is written there."""

    field: FactName
    in_mail: str
    at_server: str


def differences(facts: MailFacts, account: "Account") -> tuple[Difference, ...]:
    """What mail and server tell differently; what only one of them tells does not count.

    Numbers compare however they are written, addresses without capitals,
    names and companies without capitals and gaps. Of two extensions in a mail either may be meant.
    """
    told = []
    for field in _FACTS:
        in_mail, at_server = _in_mail(field, facts), _at_server(field, account)
        same = _SAME.get(field, _same_text)
        if in_mail and at_server and not any(same(each, at_server) for each in in_mail):
            told.append(Difference(field, " / ".join(in_mail), at_server))
    return tuple(told)


def _in_mail(field: FactName, facts: MailFacts) -> tuple[str, ...]:
    also = facts.other_extension if field == "extension" else None
    return tuple(each for each in (getattr(facts, field), also) if each)


def _at_server(field: FactName, account: "Account") -> str | None:
    if field == "login_email":
        return account.email
    if field == "name":
        return f"{account.first_name} {account.last_name}".strip()
    value: str | None = getattr(account, field)
    return value


def same_number(in_mail: str, at_server: str) -> bool:
    """Whether two ways of writing name one number: +49 (0)221…, 0049 221… and 0221….

    A number without its country is one of Germany, or of the country of the server's number.
    """
    if _same_digits(in_mail, at_server):
        return True
    number = e164(at_server)
    return number is not None and number in (e164(in_mail), e164(in_mail, region_of(number)))


def _same_digits(one: str, other: str) -> bool:
    return _digits(one) == _digits(other)


def _digits(written: str) -> str:
    return without_separators(written).removeprefix("+")


def _same_text(one: str, other: str) -> bool:
    return _words(one) == _words(other)


def _same_name(one: str, other: str) -> bool:
    """A greeting may leave names out: “Hallo Eva” is no other person than Eva Amsel."""
    return set(_words(one)) <= set(_words(other))


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


_SAME: dict[FactName, Callable[[str, str], bool]] = {
    "main_number": same_number,
    "direct_number": same_number,
    "extension": _same_digits,
    "name": _same_name,
    "login_email": lambda one, other: one.casefold() == other.casefold(),
}
