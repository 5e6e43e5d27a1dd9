"""Somebody whom nobody could overlook, and what of them must not be seen while a screen is shared."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from api_client.mail import MailFacts
from api_client.models import Account
from tests.ui.stage import Stage

SOMEBODY: dict[str, Any] = {
    "first_name": "Zyxwina",
    "last_name": "Quorvex-Plimpf",
    "email": "zyxwina.quorvex@plimpfwerke.test",
    "company": "Plimpfwerke Wudd AG",
    "main_number": "+4922877440000",
    "main_fax_number": "+4922877449999",
    "extension": "77431",
    "direct_number": "+4922877447431",
}
RECEIPT = "R-WUDD-7743"
HOME = "/home/quorvex"

_PARTS = re.compile(r"[^\W_]{4,}")
_DIGITS = re.compile(r"\d{5,}")
_COMMON = frozenset({"gmbh", "example", "test"})


def give_everybody_the_name(stage: Stage) -> None:
    """Let the server tell of this person, whosever link it is."""

    def change(_count: int, body: dict[str, Any]) -> dict[str, Any]:
        if "account" in body:
            body["account"] |= SOMEBODY
        if "receipt_id" in body:
            body["receipt_id"] = RECEIPT
        return body

    stage.rewrite("GET", change)
    stage.rewrite("POST", change)


def telling(values: Iterable[str | None]) -> set[str]:
    """What of such facts tells whose they are: words of four letters, numbers of five digits."""
    return {word for value in values if value for word in _words(value)}


def of_account(account: Account) -> set[str]:
    """What tells whose account it is."""
    return telling(getattr(account, name) for name in SOMEBODY)


def of_facts(facts: MailFacts) -> set[str]:
    """What tells whom a mail is for."""
    return telling(getattr(facts, name) for name in facts.__slots__)


def _words(value: str) -> Iterator[str]:
    for word in _PARTS.findall(value.casefold()):
        if word not in _COMMON and not word.isdigit():
            yield word
    # However a number is grouped, and with or without its country.
    digits = re.sub(r"\D", "", value)
    if _DIGITS.fullmatch(digits):
        yield digits.removeprefix("49")


def seen_of(telling_words: set[str], drawn: str) -> set[str]:
    """Which of them can be read, also across the end of a line and in groups of digits."""
    text = drawn.casefold()
    joined = re.sub(r"[\s│╭╮╰╯─]+", "", text)
    digits = re.sub(r"\D", "", joined)
    return {word for word in telling_words if word in joined or (word.isdigit() and word in digits)}
