"""Strength in words, with a reason for every score."""

from collections.abc import Mapping

from api_client.passwords.strength import Strength, StrengthReason
from tui.i18n import N_, _

_WORDS = (N_("very weak"), N_("weak"), N_("fair"), N_("good"), N_("strong"))

_REASONS: Mapping[StrengthReason, str] = {
    StrengthReason.KEYBOARD_ROW: N_("A row of keys is easy to guess."),
    StrengthReason.KEYBOARD_PATTERN: N_("A pattern on the keyboard is easy to guess."),
    StrengthReason.REPEATED_CHARACTER: N_("Repeated characters add little security."),
    StrengthReason.REPEATED_BLOCK: N_("Repeating a part adds little security."),
    StrengthReason.SEQUENCE: N_("Sequences are easy to guess."),
    StrengthReason.RECENT_YEAR: N_("Recent years are easy to guess."),
    StrengthReason.DATE: N_("A date is easy to guess."),
    StrengthReason.TOP_10: N_("This is one of the ten most common passwords."),
    StrengthReason.TOP_100: N_("This is one of the hundred most common passwords."),
    StrengthReason.VERY_COMMON: N_("Many people use this password."),
    StrengthReason.LIKE_COMMON: N_("This password is close to a very common one."),
    StrengthReason.SINGLE_WORD: N_("A single word is easy to guess."),
    StrengthReason.SINGLE_NAME: N_("A single name is easy to guess."),
    StrengthReason.COMMON_NAME: N_("Common names are easy to guess."),
    StrengthReason.COMMON_WORD: N_("Common words are easy to guess."),
    StrengthReason.GERMAN_WORD: N_("Common German words are easy to guess."),
    StrengthReason.ACCOUNT_WORD: N_("This password contains words from the account details."),
    StrengthReason.ADD_WORDS: N_("Add one or two more uncommon words."),
    StrengthReason.GOOD: N_("This password takes a long time to guess."),
    StrengthReason.STRONG: N_("This password is very hard to guess."),
}


def strength_words(strength: Strength) -> tuple[str, str]:
    """The word for a score, and the reason for it."""
    return _(_WORDS[strength.score]), _(_REASONS[strength.reason])
