"""Strength in words, with a reason for every score."""

from collections.abc import Mapping

from api_client.passwords.strength import Strength, StrengthReason
from tui.i18n import N_, _

_WORDS = (N_("very weak"), N_("weak"), N_("fair"), N_("good"), N_("strong"))

_REASONS: Mapping[StrengthReason, str] = {
    StrengthReason.KEYBOARD_ROW: N_("A row of keys is tried early."),
    StrengthReason.KEYBOARD_PATTERN: N_("A pattern on the keyboard is tried early."),
    StrengthReason.REPEATED_CHARACTER: N_("Repeated characters add little."),
    StrengthReason.REPEATED_BLOCK: N_("Repeating a part adds little."),
    StrengthReason.SEQUENCE: N_("Sequences are tried early."),
    StrengthReason.RECENT_YEAR: N_("Recent years are tried early."),
    StrengthReason.DATE: N_("Dates are tried early."),
    StrengthReason.TOP_10: N_("It is among the ten most used passwords."),
    StrengthReason.TOP_100: N_("It is among the hundred most used passwords."),
    StrengthReason.VERY_COMMON: N_("Many people use it."),
    StrengthReason.LIKE_COMMON: N_("It is close to a password many people use."),
    StrengthReason.SINGLE_WORD: N_("A single word is tried early."),
    StrengthReason.SINGLE_NAME: N_("A single name is tried early."),
    StrengthReason.COMMON_NAME: N_("Common names are tried early."),
    StrengthReason.COMMON_WORD: N_("Common words are tried early."),
    StrengthReason.GERMAN_WORD: N_("Common German words are tried early."),
    StrengthReason.ACCOUNT_WORD: N_("It uses words that belong to this account."),
    StrengthReason.ADD_WORDS: N_("One or two more uncommon words would help."),
    StrengthReason.GOOD: N_("That takes long to guess."),
    StrengthReason.STRONG: N_("That is very hard to guess."),
}


def strength_words(strength: Strength) -> tuple[str, str]:
    """The word for a score, and the reason for it."""
    return _(_WORDS[strength.score]), _(_REASONS[strength.reason])
