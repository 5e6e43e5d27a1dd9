"""Text from outside, made fit for a header or a page: one line, and nothing that steers."""

import unicodedata

_DIRECTING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""What overrides or embeds a direction of writing; letters that run from the right do without."""


def one_line(text: str) -> str:
    """The text without control characters, every gap one space."""
    return " ".join(harmless(text).split())


def harmless(text: str) -> str:
    """The text without control characters, in one line; its spaces stay as they are."""
    spaced = "".join(" " if _breaks(character) else character for character in text)
    return "".join(character for character in spaced if not _steers(character))


def _breaks(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) in ("Zl", "Zp")


def _steers(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cs") or character in _DIRECTING
