"""Which characters the terminal can show, and what stands for those it cannot.

Texts are spelled for the terminal before they are laid out (`spelled`, which may make them
longer); what is drawn in cells of its own, such as frames, is replaced cell by cell (`in_cells`).
"""

import os
import sys
import unicodedata
from collections.abc import Mapping
from typing import Literal

Characters = Literal["all", "letters", "ascii"]
"""What can be shown: everything; letters of any language but no symbols beyond ASCII; ASCII."""

_SYMBOLS: Mapping[str, str] = {
    "✓": "+",
    "✗": "x",
    "○": "o",
    "●": ">",
    "◉": "*",
    "◇": "?",
    "•": "*",
    "·": "-",
    "›": ">",
    "…": ".",
    "–": "-",
    "—": "-",
    "×": "x",
    "€": "E",
    **dict.fromkeys("“”„«»", '"'),
    **dict.fromkeys("‘’‚", "'"),
    **dict.fromkeys("↑▲", "^"),
    **dict.fromkeys("↓▼", "v"),
    **dict.fromkeys("─╌┄", "-"),
    **dict.fromkeys("━═", "="),
    **dict.fromkeys("│▏▎▕", "|"),
    **dict.fromkeys("┃║█▌▐▊▉", "#"),
    **dict.fromkeys("╭╮╰╯┌┐└┘├┤┬┴┼", "+"),
    **dict.fromkeys("┏┓┗┛▀▄▁▂▃▅▆▇", "#"),
}
"""Each symbol that is drawn anywhere, and the ASCII character that takes its cell."""

_SPELLED: Mapping[str, str] = {"…": "...", "€": "EUR", "\u00a0": " ", "\u202f": " "}
"""What has more room in a text than in a cell."""

_GERMAN: Mapping[str, str] = {
    "ä": "ae",
    "ö": "oe",
    "ü": "ue",
    "Ä": "Ae",
    "Ö": "Oe",
    "Ü": "Ue",
    "ß": "ss",
}

_CONSOLES = ("linux", "ansi", "vt")
"""How TERM begins for consoles and serial lines, whose fonts have letters but few symbols."""

_characters: Characters = "all"


def use_characters(shown: Characters) -> None:
    """Draw and spell with these from now on."""
    global _characters
    _characters = shown


def characters() -> Characters:
    """What is drawn and spelled with now."""
    return _characters


def characters_for(
    environment: Mapping[str, str], system: str, *, ascii_only: bool = False
) -> Characters:
    """What a terminal can show, by its locale and its kind.

    Args:
        environment: the locale's variables and TERM.
        system: Python's `sys.platform`.
        ascii_only: whether the person wants no symbols (`--ascii`).
    """
    if not takes_utf8(environment, system):
        return "ascii"
    is_console = environment.get("TERM", "").startswith(_CONSOLES)
    return "letters" if ascii_only or is_console else "all"


def takes_utf8(environment: Mapping[str, str], system: str) -> bool:
    """Whether the locale is one of UTF-8 (POSIX, “Environment Variables”: LC_ALL, LC_CTYPE, LANG).

    Without any the locale is C; only macOS takes UTF-8 then.
    """
    for name in ("LC_ALL", "LC_CTYPE", "LANG"):
        if environment.get(name):
            return "utf" in environment[name].lower()
    return system == "darwin"


def given_environment() -> dict[str, str]:
    """The environment without the LC_CTYPE that Python itself sets in a C locale (PEP 538)."""
    environment = dict(os.environ)
    if sys.flags.utf8_mode and environment.get("LC_CTYPE") in ("C.UTF-8", "C.utf8", "UTF-8"):
        del environment["LC_CTYPE"]
    return environment


def spelled(text: str) -> str:
    """A text in characters the terminal can show; it may become longer."""
    if _characters == "all" or text.isascii():
        return text
    return "".join(map(_spelled, text))


def _spelled(character: str) -> str:
    if character.isascii() or _is_shown(character):
        return character
    if character in _SPELLED:
        return _SPELLED[character]
    return _GERMAN.get(character) or in_cell(character)


def in_cells(text: str) -> str:
    """A text with each character in as many cells as before."""
    if text.isascii():
        return text
    return "".join(each if each.isascii() or _is_shown(each) else in_cell(each) for each in text)


def in_cell(character: str) -> str:
    """The ASCII for a character in its cell, or two of them where it is a wide one."""
    if character in _SYMBOLS:
        return _SYMBOLS[character]
    category = unicodedata.category(character)
    if category in ("Mn", "Me", "Cf"):
        return ""
    base = unicodedata.normalize("NFKD", character)[0]
    if base.isascii() and base.isprintable():
        return base
    return "??" if unicodedata.east_asian_width(character) in "WF" else "?"


def _is_shown(character: str) -> bool:
    """Whether a character beyond ASCII is shown as it is: letters, digits, marks and currencies."""
    if _characters != "letters":
        return _characters == "all"
    category = unicodedata.category(character)
    return category[0] in "LNM" or category == "Sc"
