"""The forms in which values are sent, judged and compared.

A value is normalised once, where it enters: some keyboards and pastes (macOS) give decomposed
letters. Every function takes any text, lone surrogates too.
"""

from unicodedata import normalize


def normalised(value: str) -> str:
    """A password or PIN as it is judged and sent: NFC, nothing else changed."""
    return normalize("NFC", value)


def normalised_answer(value: str) -> str:
    """An answer as it is sent: NFC, trimmed, every run of white space one space."""
    return " ".join(normalize("NFC", value).split())


def measured_answer(value: str) -> str:
    """An answer as its length is counted: NFKC, trimmed, spaces collapsed, case kept (ß is one)."""
    return " ".join(normalize("NFKC", value).split())


def folded_answer(value: str) -> str:
    """An answer as it is compared and hashed: case, spacing and width make no difference."""
    return normalize("NFKC", measured_answer(value).casefold())


def folded(value: str) -> str:
    """A word or password as it is searched for account data: NFKC and casefold."""
    return normalize("NFKC", value).casefold()


def lowered(value: str) -> str:
    """Lower case, letter by letter.

    `str.lower` lets a final sigma depend on what follows; runs and repeats must not.
    """
    return value.lower() if value.isascii() else "".join(map(str.lower, value))
