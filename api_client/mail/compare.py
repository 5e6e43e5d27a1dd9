"""The mail's facts against the server's."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from api_client.mail.activation_mail import MailFacts

if TYPE_CHECKING:
    from api_client.models import Account

FactField = Literal[
    "company",
    "main_number",
    "extension",
    "direct_number",
    "login_email",
    "first_name",
    "last_name",
    "name",
]

_FIELDS: tuple[FactField, ...] = get_args(FactField)
_TRUNK_IN_BRACKETS = re.compile(r"\(0\)")
_NOT_A_DIGIT = re.compile(r"[^0-9]")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Difference:
    """A fact that mail and server tell differently, each as it is written there."""

    field: FactField
    in_mail: str
    at_server: str


def differences(facts: MailFacts, account: "Account") -> tuple[Difference, ...]:
    """What mail and server tell differently; what only one of them tells does not count.

    Numbers compare by their digits, addresses without capitals,
    names and companies without capitals and gaps.
    """
    told = []
    for field in _FIELDS:
        in_mail, at_server = getattr(facts, field), _at_server(field, account)
        same = _SAME.get(field, _same_text)
        if in_mail and at_server and not same(in_mail, at_server):
            told.append(Difference(field, in_mail, at_server))
    return tuple(told)


def _at_server(field: FactField, account: "Account") -> str | None:
    if field == "login_email":
        return account.email
    if field == "name":
        return f"{account.first_name} {account.last_name}".strip()
    value: str | None = getattr(account, field)
    return value


def same_number(written: str, e164: str) -> bool:
    """Whether two ways of writing name one number: +49 (0)221…, 0049 221… and 0221….

    A number without its country can only be compared from its area on.
    """
    digits = _NOT_A_DIGIT.sub("", _TRUNK_IN_BRACKETS.sub("", written))
    full = _NOT_A_DIGIT.sub("", e164)
    if written.strip().startswith("+"):
        return digits == full
    if digits.startswith("00"):
        return digits[2:] == full
    if not digits.startswith("0"):
        return digits == full
    return "49" + digits[1:] == full if full.startswith("49") else full.endswith(digits[1:])


def _same_digits(one: str, other: str) -> bool:
    return _NOT_A_DIGIT.sub("", one) == _NOT_A_DIGIT.sub("", other)


def _same_text(one: str, other: str) -> bool:
    return _words(one) == _words(other)


def _same_name(one: str, other: str) -> bool:
    """A greeting may leave names out: “Hallo Eva” is no other person than Eva Amsel."""
    return set(_words(one)) <= set(_words(other))


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


_SAME: dict[FactField, Callable[[str, str], bool]] = {
    "main_number": same_number,
    "direct_number": same_number,
    "extension": _same_digits,
    "name": _same_name,
    "login_email": lambda one, other: one.casefold() == other.casefold(),
}
