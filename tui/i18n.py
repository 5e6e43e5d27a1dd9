"""The language of the app: gettext catalogues, chosen once at the start.

Texts are written in English at the place where they are used, those of several places in
`tui.wording`; `N_` marks one that a table holds and that is translated when it is shown.
"""

import gettext
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

from tui.terminal.charset import spelled

Language = Literal["de", "en"]

DOMAIN = "unify_activate"
LOCALE_DIR = Path(__file__).parent / "locale"

_catalogue: gettext.NullTranslations = gettext.NullTranslations()
_language: Language = "en"


def language_of(environment: Mapping[str, str]) -> Language:
    """The language an environment asks for: LC_ALL, then LC_MESSAGES, then LANG; else English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return "de" if environment[name].lower().startswith("de") else "en"
    return "en"


def language_wanted(arguments: Sequence[str]) -> Language | None:
    """The language named by --lang, read before anything is said in any."""
    for index, argument in enumerate(arguments):
        value = argument.removeprefix("--lang=")
        if argument == "--lang":
            value = "".join(arguments[index + 1 : index + 2])
        elif value == argument:
            continue
        if value in ("de", "en"):
            return "de" if value == "de" else "en"
    return None


def use_language(language: Language | None = None) -> Language:
    """Speak a language from now on, that of the environment when none is named."""
    global _catalogue, _language
    _language = language or language_of(os.environ)
    _catalogue = gettext.translation(DOMAIN, LOCALE_DIR, [_language], fallback=_language == "en")
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
