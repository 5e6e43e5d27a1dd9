"""What of an account must not show up in its credentials: name parts and phone numbers."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol
from unicodedata import combining, normalize

from api_client.rules.normalize import folded, normalised


class AccountFacts(Protocol):
    """The facts of an account that rules look at; numbers are E.164. `models.Account` is one."""

    @property
    def first_name(self) -> str:
        """The first name or names."""

    @property
    def last_name(self) -> str:
        """The last name, particles included."""

    @property
    def email(self) -> str:
        """The e-mail address the account is signed in with."""

    @property
    def company(self) -> str:
        """The company's name."""

    @property
    def main_number(self) -> str | None:
        """The company's main number."""

    @property
    def main_fax_number(self) -> str | None:
        """The company's main fax number."""

    @property
    def extension(self) -> str | None:
        """The internal extension, digits."""

    @property
    def direct_number(self) -> str | None:
        """The direct number."""


@dataclass(frozen=True, slots=True)
class NameTokens:
    """Folded parts of names: four letters and more count `anywhere`, three only `alone`."""

    anywhere: tuple[str, ...]
    alone: tuple[str, ...]


PARTICLES = frozenset(
    "von van vom der den dem des del della de di da do dos das du el al la le les los"  # noqa: SIM905
    " zu zum zur auf und bin ibn abu ter ten".split()
)
"""Parts of names that say nothing about the person."""

_BETWEEN_NAMES = re.compile(r"[\s\-‐-―'’‘ʼ`´.,]+")
_BETWEEN_LOCAL_PARTS = re.compile(r"[._+\-0-9]+")
_EXPANDED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
# Letters with a stroke, and ligatures, do not come apart under NFKD.
_UNSTROKED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe"})

_WHOLE_LOCAL_PART = 4
_ANYWHERE = 4
_ALONE = 3


def spellings(word: str) -> tuple[str, ...]:
    """A word folded, with umlauts written out, and with diacritics stripped: Müller has three."""
    plain = folded(word)
    apart = normalize("NFKD", plain).translate(_UNSTROKED)
    stripped = "".join(letter for letter in apart if not combining(letter))
    return tuple(dict.fromkeys((plain, plain.translate(_EXPANDED), stripped)))


def name_tokens(account: AccountFacts) -> NameTokens:
    """The parts of the first and last name and of the e-mail's local part, in all spellings."""
    return _tokens(account.first_name, account.last_name, account.email)


@lru_cache(maxsize=64)
def _tokens(first_name: str, last_name: str, email: str) -> NameTokens:
    local = normalised(email.partition("@")[0])
    words = [*_BETWEEN_NAMES.split(f"{first_name} {last_name}"), *_BETWEEN_LOCAL_PARTS.split(local)]
    spelled = {
        spelling: None
        for word in words
        if folded(word) not in PARTICLES
        for spelling in spellings(word)
    }
    wholes = spellings(local) if len(local) >= _WHOLE_LOCAL_PART else ()
    whole = dict.fromkeys(word for word in wholes if len(word) >= _WHOLE_LOCAL_PART)
    return NameTokens(
        anywhere=tuple({**{word: None for word in spelled if len(word) >= _ANYWHERE}, **whole}),
        alone=tuple(word for word in spelled if len(word) == _ALONE),
    )


_COUNTRY_CODE = "49"
_SEPARATED = re.compile(r"(?<=[0-9])[\s\-/.()]+(?=[0-9])")
_DIGITS = re.compile(r"[0-9]+")
_NOT_DIGITS = re.compile(r"[^0-9]+")


def phone_forms(account: AccountFacts) -> tuple[str, ...]:
    """The account's phone numbers as digits, the way +49…, 0049… and 0… are dialled."""
    return _phone_forms(account.main_number, account.main_fax_number, account.direct_number)


@lru_cache(maxsize=64)
def _phone_forms(*numbers: str | None) -> tuple[str, ...]:
    forms: dict[str, None] = {}
    for number in numbers:
        digits = _NOT_DIGITS.sub("", number or "")
        if not digits:
            continue
        forms |= dict.fromkeys((digits, f"00{digits}"))
        if digits.startswith(_COUNTRY_CODE):
            forms["0" + digits.removeprefix(_COUNTRY_CODE)] = None
    return tuple(forms)


def shares_digits(text: str, forms: tuple[str, ...], size: int) -> bool:
    """Whether the text has `size` consecutive digits of a phone number.

    White space and `- / . ( )` between the text's digits do not break a number.
    """
    size = max(size, 1)
    runs = [run for run in _DIGITS.findall(_SEPARATED.sub("", text)) if len(run) >= size]
    return any(
        run[at : at + size] in form
        for run in runs
        for at in range(len(run) - size + 1)
        for form in forms
    )
