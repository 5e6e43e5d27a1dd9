"""Strength in words, with a reason for every score."""

from collections.abc import Mapping

from api_client.passwords.strength import Reason, Strength
from tui.i18n import N_, _

_WORDS = (N_("very weak"), N_("weak"), N_("fair"), N_("good"), N_("strong"))

_REASONS: Mapping[Reason, str] = {
    Reason.KEYBOARD_ROW: N_("A row of keys is tried early."),
    Reason.KEYBOARD_PATTERN: N_("A pattern on the keyboard is tried early."),
    Reason.REPEATED_CHARACTER: N_("Repeated characters add little."),
    Reason.REPEATED_BLOCK: N_("Repeating a part adds little."),
    Reason.SEQUENCE: N_("Sequences are tried early."),
    Reason.RECENT_YEAR: N_("Recent years are tried early."),
    Reason.DATE: N_("Dates are tried early."),
    Reason.TOP_10: N_("It is among the ten most used passwords."),
    Reason.TOP_100: N_("It is among the hundred most used passwords."),
    Reason.VERY_COMMON: N_("Many people use it."),
    Reason.LIKE_COMMON: N_("It is close to a password many people use."),
    Reason.SINGLE_WORD: N_("A single word is tried early."),
    Reason.SINGLE_NAME: N_("A single name is tried early."),
    Reason.COMMON_NAME: N_("Common names are tried early."),
    Reason.COMMON_WORD: N_("Common words are tried early."),
    Reason.GERMAN_WORD: N_("Common German words are tried early."),
    Reason.ACCOUNT_WORD: N_("It uses words that belong to this account."),
    Reason.ADD_WORDS: N_("One or two more uncommon words would help."),
    Reason.GOOD: N_("That takes long to guess."),
    Reason.STRONG: N_("That is very hard to guess."),
}


def strength_words(strength: Strength) -> tuple[str, str]:
    """The word for a score, and the reason for it."""
    return _(_WORDS[strength.score]), _(_REASONS[strength.reason])
