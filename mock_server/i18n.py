"""The language of the `unify-mock` command: a gettext catalogue, chosen once at its start.

What the server says it says in the language of whoever asks (`texts`). What the command says stands
in English where it is used; `N_` marks a text that a table holds and that is translated when shown.
"""

import gettext
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

SOURCE = "en"
"""The language of the texts in the code: it needs no catalogue."""

DOMAIN = "unify_mock"
LOCALE_DIR = Path(__file__).parent / "locale"

_catalogue: gettext.NullTranslations = gettext.NullTranslations()


def language_wanted(
    arguments: Sequence[str], environment: Mapping[str, str], languages: Sequence[str]
) -> str:
    """The language that --lang names, read before anything is said; else the environment's."""
    named = [
        each.removeprefix("--lang=") if each.startswith("--lang=") else following
        for each, following in zip(arguments, [*arguments, ""][1:], strict=True)
        if each == "--lang" or each.startswith("--lang=")
    ]
    return next((each for each in named if each in languages), language_of(environment, languages))


def language_of(environment: Mapping[str, str], languages: Sequence[str]) -> str:
    """The language an environment asks for: LC_ALL, then LC_MESSAGES, then LANG; else English."""
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    wanted = next(filter(None, map(environment.get, names)), "").lower()
    return next((each for each in languages if wanted.startswith(each)), SOURCE)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak a language for as long as this lasts."""
    global _catalogue
    before = _catalogue
    _catalogue = (
        gettext.NullTranslations()
        if language == SOURCE
        else gettext.translation(DOMAIN, LOCALE_DIR, [language])
    )
    try:
        yield
    finally:
        _catalogue = before


def _(text: str) -> str:
    """A text in the language spoken now."""
    return _catalogue.gettext(text)


def N_(text: str) -> str:  # noqa: N802 (the name gettext tools know)
    """Mark a text for the catalogue without translating it yet."""
    return text


def reason_of(error: OSError) -> str:
    """Why the system refused something, in the language spoken now."""
    return _(error.strerror) if error.strerror else type(error).__name__


SYSTEM_TEXTS = (
    N_("Address already in use"),
    N_("Bad file descriptor"),
    N_("Cannot assign requested address"),
    N_("File exists"),
    N_("Input/output error"),
    N_("Is a directory"),
    N_("No space left on device"),
    N_("No such file or directory"),
    N_("Not a directory"),
    N_("Permission denied"),
    N_("Read-only file system"),
)
"""What Linux says of files and addresses, so that the catalogue holds it; the rest stays English."""
