"""Text from outside (server, mail, file, paste) made harmless for a terminal."""

import re
import unicodedata
from textwrap import TextWrapper

from tui.terminal.charset import spelled

_BIDI_CONTROLS = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_KEPT_FORMATS = frozenset("\u00ad\u200c\u200d")

MOST_MARKS = 30
"""Combining marks on one character: no language needs more (UAX #15, Stream-Safe Text Format), and
a pile of them draws over the lines above."""

_MAYBE_PILED = re.compile(rf"\W{{{MOST_MARKS + 1}}}")
"""A mark is no word's character; to ask for its category takes longer."""

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def harmless(text: str, *, limit: int = 400) -> str:
    """One line without control characters, escape sequences or direction overrides.

    Line breaks and tabs become spaces; every other control, bidirectional override, surrogate
    and private-use character is shown as the replacement character; a text longer than `limit`
    characters is cut with an ellipsis, since no fact of an activation is that long; of combining
    marks on one character those beyond `MOST_MARKS` are left out. What the terminal cannot show is
    spelled in other characters.
    """
    shown = text[: limit + 1]
    if not _is_printable(shown):
        shown = "".join(map(_harmless, shown))
    shown = _without_piles(shown)
    return spelled(shown if len(shown) <= limit else shown[: limit - 1] + "…")


def _is_printable(text: str) -> bool:
    """Whether every character may stay; Python counts no gap but a space among them."""
    return text.replace("\u00a0", " ").isprintable()


def _without_piles(text: str) -> str:
    if _MAYBE_PILED.search(text) is None:
        return text
    kept, marks = [], 0
    for character in text:
        marks = marks + 1 if unicodedata.category(character).startswith("M") else 0
        if marks <= MOST_MARKS:
            kept.append(character)
    return "".join(kept)


def _harmless(character: str) -> str:
    if character in "\n\r\t\u2028\u2029":
        return " "
    if character in _BIDI_CONTROLS:
        return REPLACEMENT
    category = unicodedata.category(character)
    if category in ("Cc", "Cs", "Co", "Cn"):
        return REPLACEMENT
    if category == "Cf" and character not in _KEPT_FORMATS:
        return REPLACEMENT
    return character


_TOKEN = re.compile(r"[0-9a-fA-F]{16,}")


def without_tokens(text: str) -> str:
    """A text that may quote an activation link, with the secret half of the link left out."""
    return _TOKEN.sub("…", text)


WIDTH = 69
"""Columns that a framed line has at 80 columns, marker and scroll bar taken off."""


class _Wrapper(TextWrapper):
    """Breaks words at their hyphens, but no e-mail address: half of one would be taken for all."""

    def _split(self, text: str) -> list[str]:
        pieces: list[str] = []
        for word in _SPACES.split(text):
            pieces += [word] if "@" in word else super()._split(word)
        return pieces


_SPACES = re.compile("([\t\n ]+)")


def indented(text: str, indent: int, width: int = WIDTH) -> str:
    """A long line broken at words, its further lines set in."""
    if len(text) <= width and _is_printable(text):
        return text.rstrip(" ")
    return f"\n{' ' * indent}".join(_Wrapper(width).wrap(text) or [""])
