"""The language of the app: gettext catalogues, chosen once at the start.

Texts are written in English at the place where they are used, those of several places in
`tui.wording`; `N_` marks one that a table holds and that is translated when it is shown.
"""

import gettext
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal, get_args

from tui.terminal.charset import spelled

Language = Literal["de", "en"]
"""What the app speaks. A further language is its catalogue (`make language L=fr`) and a word here."""

LANGUAGES: tuple[Language, ...] = get_args(Language)

SOURCE: Language = "en"
"""The language of the texts in the code: it needs no catalogue, and fills the gaps of the others."""

DOMAIN = "unify_activate"
LOCALE_DIR = Path(__file__).parent / "locale"

_catalogue: gettext.NullTranslations = gettext.NullTranslations()
_language: Language = SOURCE


def language_of(environment: Mapping[str, str]) -> Language:
    """The language an environment asks for: LC_ALL, then LC_MESSAGES, then LANG; else English."""
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    wanted = next(filter(None, map(environment.get, names)), "").lower()
    return next((each for each in LANGUAGES if wanted.startswith(each.lower())), SOURCE)


def language_wanted(arguments: Sequence[str]) -> Language | None:
    """The language named by --lang, read before anything is said in any."""
    for index, argument in enumerate(arguments):
        value = argument.removeprefix("--lang=")
        if argument == "--lang":
            value = "".join(arguments[index + 1 : index + 2])
        elif value == argument:
            continue
        if value in LANGUAGES:
            return next(each for each in LANGUAGES if each == value)
    return None


def use_language(language: Language | None = None) -> Language:
    """Speak a language from now on, that of the environment when none is named."""
    global _catalogue, _language
    _language = language or language_of(os.environ)
    _catalogue = gettext.translation(DOMAIN, LOCALE_DIR, [_language], fallback=_language == SOURCE)
    return _language


def language() -> Language:
    """The language spoken now."""
    return _language


def _(text: str) -> str:
    """A text in the language spoken now, in characters the terminal can show."""
    return spelled(_catalogue.gettext(text))


def plural(one: str, many: str, count: int) -> str:
    """A counted text in the language spoken now; `{n}` is the count."""
    return spelled(_catalogue.ngettext(one, many, count).format(n=count))


def N_(text: str) -> str:  # noqa: N802 (the name gettext tools know)
    """Mark a text for the catalogues without translating it yet."""
    return text
