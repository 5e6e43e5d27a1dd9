"""Hosts that pretend: near to a known one, written in several scripts, or in punycode.

Nothing here is ever contacted, and no host is turned into another: this only names what is odd.
"""

import unicodedata
from itertools import pairwise

from api_client.brands import LINK_HOSTS, owner_of

_PUNYCODE = "xn--"
_LONGEST = 253
_TYPING_ERRORS = 2
"""Letters by which a host may differ from a known one and still be taken for it."""

_LOOKS_LIKE = str.maketrans("аеорсхуіјѕԁһӏɑοερινκαıłø0135|$", "aeopcxyijsdhlaoepivkailoolesls")
"""Letters (Cyrillic, Greek and others) and digits that are read as a Latin letter."""


def without_port(host: str) -> str:
    """A host without its port."""
    return host if host.endswith("]") else host.rpartition(":")[0] or host


def decoded(host: str) -> str:
    """A host with its punycode labels as people would read them, where they can be decoded."""
    return ".".join(_decoded_label(label) for label in host[:_LONGEST].split("."))


def is_punycode(host: str) -> bool:
    """Whether a label is written in punycode."""
    return any(label.startswith(_PUNYCODE) for label in host.lower().split("."))


def mixes_scripts(host: str) -> bool:
    """Whether a label holds letters of several scripts, or a letter that only looks Latin."""
    return any(
        len(scripts) > 1 or (scripts != {"LATIN"} and _looks_latin(label))
        for label in decoded(host).split(".")
        if (scripts := _scripts(label))
    )


def looks_like(host: str) -> str | None:
    """The known host that an unknown one could be taken for, or None.

    What is under a domain of the vendor or of a partner pretends nothing.
    """
    if owner_of(without_port(host)):
        return None
    plain = _plain(without_port(host))
    for known, read in _KNOWN.items():
        if read in plain or _distance(plain, read) <= _TYPING_ERRORS:
            return known
    joined = _joined(plain)
    return next((known for word, known in _WORDS.items() if word in joined), None)


def _plain(host: str) -> str:
    """A host as a hasty reader reads it: decoded, without accents, look-alikes as Latin letters."""
    text = unicodedata.normalize("NFKD", decoded(host)).casefold().translate(_LOOKS_LIKE)
    return "".join(c for c in text if not unicodedata.combining(c)).replace("rn", "m")


def _joined(plain: str) -> str:
    """A host without the hyphens that part a word in two."""
    return plain.replace("-", "")


def _word(plain: str) -> str:
    """The word of a known host that a foreign one borrows: its longest label names the product.

    Shorter ones say what a host is for, or who sells it: secure, telekom, avaya.
    """
    return max(_joined(plain).split("."), key=len)


def _decoded_label(label: str) -> str:
    if not label.lower().startswith(_PUNYCODE) or len(label) > 63:
        return label
    try:
        return label[len(_PUNYCODE) :].encode("ascii").decode("punycode")
    except UnicodeError:
        return label


def _scripts(label: str) -> set[str]:
    """The scripts of the letters in a label, by the first word of their Unicode names."""
    return {unicodedata.name(c, "UNKNOWN").partition(" ")[0] for c in label if c.isalpha()}


def _looks_latin(label: str) -> bool:
    return label.translate(_LOOKS_LIKE).isascii()


def _distance(one: str, other: str) -> int:
    """Insertions, deletions and exchanges between two texts (Levenshtein), or a large number."""
    if abs(len(one) - len(other)) > _TYPING_ERRORS:
        return _LONGEST
    row = list(range(len(other) + 1))
    for number, letter in enumerate(one, 1):
        above, row = row, [number]
        for column, (before, beside) in enumerate(pairwise(above)):
            exchanged = before + (letter != other[column])
            row.append(min(exchanged, beside + 1, row[-1] + 1))
    return row[-1]


_KNOWN = {host: _plain(host) for host in LINK_HOSTS}
"""The known hosts as a hasty reader reads them."""

_WORDS = {
    word: next(host for host, plain in _KNOWN.items() if word in _joined(plain))
    for word in map(_word, _KNOWN.values())
}
"""The words of the known hosts, each with the first that has it."""
