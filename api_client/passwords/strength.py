"""How strong a password is, in words: advice that never blocks.

zxcvbn 4.5.0 estimates; it knows no German and no year after 2019, so both are among the words it is
given. Its result holds the password and every part of it: only the score and a reason leave this
module.
"""

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib import import_module
from types import ModuleType
from typing import Any, Final

from api_client.rules.account_info import AccountFacts, name_tokens, phone_forms, spellings
from api_client.rules.ranked_words import Known, known_parts

MAX_LENGTH: Final = 32
"""Longer input takes zxcvbn seconds; nothing longer is a valid password of the product."""

_PRODUCT_WORDS = ("unify", "office", "ringcentral", "telekom", "companyflex")
_PACKAGE = "zxcvbn"
_GERMAN = "german"
_ACCOUNT = "user_inputs"


class StrengthReason(StrEnum):
    """Why a score is what it is. The ids are stable; the words are the caller's."""

    KEYBOARD_ROW = "keyboard-row"
    KEYBOARD_PATTERN = "keyboard-pattern"
    REPEATED_CHARACTER = "repeated-character"
    REPEATED_BLOCK = "repeated-block"
    SEQUENCE = "sequence"
    RECENT_YEAR = "recent-year"
    DATE = "date"
    TOP_10 = "top-10"
    TOP_100 = "top-100"
    VERY_COMMON = "very-common"
    LIKE_COMMON = "like-common"
    SINGLE_WORD = "single-word"
    SINGLE_NAME = "single-name"
    COMMON_NAME = "common-name"
    COMMON_WORD = "common-word"
    GERMAN_WORD = "german-word"
    ACCOUNT_WORD = "account-word"
    ADD_WORDS = "add-words"
    """Nothing in particular is wrong: it is only too little."""
    GOOD = "good"
    STRONG = "strong"


@dataclass(frozen=True, slots=True)
class Strength:
    """A score from 0 (guessed at once) to 4 (very hard to guess), and the reason for it."""

    score: int
    reason: StrengthReason

    @property
    def is_weak(self) -> bool:
        """Whether it is guessed so soon that another one should be thought of."""
        return self.score < 2


WARNINGS: Final[dict[str, StrengthReason]] = {
    "Straight rows of keys are easy to guess.": StrengthReason.KEYBOARD_ROW,
    "Short keyboard patterns are easy to guess.": StrengthReason.KEYBOARD_PATTERN,
    'Repeats like "aaa" are easy to guess.': StrengthReason.REPEATED_CHARACTER,
    'Repeats like "abcabcabc" are only slightly harder to guess than "abc".': StrengthReason.REPEATED_BLOCK,
    'Sequences like "abc" or "6543" are easy to guess.': StrengthReason.SEQUENCE,
    "Recent years are easy to guess.": StrengthReason.RECENT_YEAR,
    "Dates are often easy to guess.": StrengthReason.DATE,
    "This is a top-10 common password.": StrengthReason.TOP_10,
    "This is a top-100 common password.": StrengthReason.TOP_100,
    "This is a very common password.": StrengthReason.VERY_COMMON,
    "This is similar to a commonly used password.": StrengthReason.LIKE_COMMON,
    "A word by itself is easy to guess.": StrengthReason.SINGLE_WORD,
    "Names and surnames by themselves are easy to guess.": StrengthReason.SINGLE_NAME,
    "Common names and surnames are easy to guess.": StrengthReason.COMMON_NAME,
}
"""The warnings of zxcvbn's feedback.py, which are its only stable keys."""


def assess(password: str, account_words: Iterable[str]) -> Strength | None:
    """The strength of a password, or None outside 1–32 characters.

    Run this in one worker thread, never in two: zxcvbn keeps the account's words in a module-wide
    table while it works (they are removed before this returns). It takes milliseconds, for crafted
    input up to a second, and the first call loads zxcvbn.

    Args:
        password: what was typed; nothing of it is kept.
        account_words: words that belong to the account, the most telling first.
    """
    if not 1 <= len(password) <= MAX_LENGTH:
        return None
    zxcvbn, dictionaries = _estimator()
    try:
        result = zxcvbn(password, user_inputs=list(account_words), max_length=MAX_LENGTH)
    finally:
        dictionaries.pop(_ACCOUNT, None)
    return Strength(result["score"], _reason(result))


def account_words(account: AccountFacts) -> tuple[str, ...]:
    """The words and numbers of an account and its product: they make a password easy to guess."""
    names = name_tokens(account)
    domain = account.email.partition("@")[2].replace(".", " ").replace("-", " ")
    others = [
        spelling
        for word in (*account.company.split(), *domain.split())
        if len(word) > 2
        for spelling in spellings(word)
    ]
    extension = (account.extension,) if account.extension else ()
    numbers = (*phone_forms(account), *extension)
    words = (*names.anywhere, *names.alone, *others, *numbers, *_PRODUCT_WORDS)
    return tuple(dict.fromkeys(words))


@lru_cache(maxsize=1)
def _estimator() -> tuple[Any, dict[str, Any]]:
    """The function, in a copy of zxcvbn of our own, and the dictionaries it takes beside the file's.

    Its own hundred thousand words are not loaded: they are in `ranked_words`, with ours.
    """
    others = {name: sys.modules.pop(name) for name in _modules()}
    lists = ModuleType(f"{_PACKAGE}.frequency_lists")
    lists.FREQUENCY_LISTS = {}  # type: ignore[attr-defined]
    sys.modules[lists.__name__] = lists
    try:
        package, matching = import_module(_PACKAGE), import_module(f"{_PACKAGE}.matching")
    finally:
        for name in _modules():
            del sys.modules[name]
        sys.modules.update(others)
    matching.dictionary_match = _dictionary_match  # type: ignore[attr-defined]
    return package.zxcvbn, matching.RANKED_DICTIONARIES


def _modules() -> list[str]:
    return [name for name in sys.modules if name.partition(".")[0] == _PACKAGE]


def _dictionary_match(
    password: str, _ranked_dictionaries: Mapping[str, Mapping[str, int]]
) -> list[dict[str, Any]]:
    """Stand in for the function of this name in zxcvbn.matching, which asks dictionaries only."""
    lowered = password.lower()[: len(password)]
    found = list(known_parts(lowered))
    for name, words in _ranked_dictionaries.items():
        for word in words:
            at = lowered.find(word)
            while word and at >= 0:
                found.append(Known(at, at + len(word), name, words[word]))
                at = lowered.find(word, at + 1)
    found.sort(key=lambda known: (known.start, known.end))
    return [_match(password, lowered, known) for known in found]


def _match(password: str, lowered: str, known: Known) -> dict[str, Any]:
    return {
        "pattern": "dictionary",
        "i": known.start,
        "j": known.end - 1,
        "token": password[known.start : known.end],
        "matched_word": lowered[known.start : known.end],
        "rank": known.rank,
        "dictionary_name": known.list_name,
        "reversed": False,
        "l33t": False,
    }


def _reason(result: dict[str, Any]) -> StrengthReason:
    if result["score"] > 2:
        return StrengthReason.STRONG if result["score"] > 3 else StrengthReason.GOOD
    warned = WARNINGS.get(result["feedback"]["warning"])
    if warned is not None:
        return warned
    return _unwarned_reason(max(result["sequence"], key=lambda match: len(match["token"])))


def _unwarned_reason(match: dict[str, Any]) -> StrengthReason:
    """The reason where zxcvbn is silent: its longest match is a word of ours, or nothing at all."""
    if match["pattern"] != "dictionary":
        return StrengthReason.ADD_WORDS
    if match["dictionary_name"] == _ACCOUNT:
        return StrengthReason.ACCOUNT_WORD
    if match["dictionary_name"] == _GERMAN:
        return (
            StrengthReason.RECENT_YEAR
            if match["matched_word"].isdigit()
            else StrengthReason.GERMAN_WORD
        )
    return StrengthReason.COMMON_WORD
