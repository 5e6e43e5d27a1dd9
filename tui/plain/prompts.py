"""The kinds of questions, each with `?` for help and `<` for the way back."""

from collections.abc import Sequence
from unicodedata import category

from tui.i18n import _
from tui.journey.invitation import login_address
from tui.plain.console import Console
from tui.wording.identity import shown_email
from tui.wording.trust import no_login_address

HELP, BACK = "?", "<"

_YES = frozenset({"y", "yes", "j", "ja"})
_NO = frozenset({"n", "no", "nein"})


class GoBack(Exception):
    """The person wants to go back."""


def ask_secret(console: Console, question: str, help_text: Sequence[str]) -> str:
    """Hear something that is never shown; empty if only Enter was pressed.

    Raises:
        GoBack: `<` alone was typed.
    """
    while True:
        typed = _hear(console, question, help_text)
        if typed is None:
            continue
        if any(category(character) in ("Cc", "Cs") for character in typed):
            console.say(
                _("The terminal sent something that is not text. Please type your entry again.")
            )
            continue
        return typed


def ask_yes(console: Console, question: str, help_text: Sequence[str]) -> bool:
    """A question of yes or no; only a clear answer counts."""
    asked = f"{question} " + _("(y or n)")
    while True:
        typed = _hear(console, asked, help_text)
        if typed is None:
            continue
        word = typed.strip().casefold()
        if word in _YES or word in _NO:
            return word in _YES
        console.say(_("Please type y for yes or n for no, then press Enter."))


def ask_number(
    console: Console,
    question: str,
    entries: Sequence[str],
    help_text: Sequence[str],
    *,
    kept: int | None = None,
) -> int:
    """Let one of several entries be chosen by its number; says back which.

    Args:
        console: the terminal.
        question: what is asked.
        entries: what there is to choose from, named before the question.
        help_text: what `?` says.
        kept: the entry that an empty line chooses, from 0.

    Returns:
        The place of the entry, from 0.
    """
    console.say(*(f"{number}. {entry}" for number, entry in enumerate(entries, 1)))
    places = {str(place + 1): place for place in range(len(entries))}
    asked = f"{question} (1-{len(entries)})"
    if kept is not None:
        asked += " " + _("Press Enter to keep {number}.").format(number=kept + 1)
    while True:
        typed = _hear(console, asked, help_text)
        if typed is None:
            continue
        number = typed.strip()
        if not number and kept is not None:
            return kept
        if number in places:  # as it was written above: 05 may be the beginning of a PIN
            _say_chosen(console, entries[places[number]])
            return places[number]
        console.say(_("Please type a number from 1 to {last}.").format(last=len(entries)))


def ask_address(console: Console, question: str, help_text: Sequence[str]) -> str:
    """Let an e-mail address be typed; says back which.

    Raises:
        GoBack: `<` alone was typed.
    """
    while True:
        typed = _hear(console, question, help_text)
        if typed is None:
            continue
        if address := login_address(typed):
            _say_chosen(console, shown_email(address))
            return address
        console.say(no_login_address())


def _say_chosen(console: Console, entry: str) -> None:
    console.say(_("You chose: {entry}").format(entry=entry))


def _hear(console: Console, question: str, help_text: Sequence[str]) -> str | None:
    """A line, or None after help was given."""
    typed = console.hear(question)
    if typed.strip() == HELP:
        console.say(*help_text)
        return None
    if typed.strip() == BACK:
        raise GoBack
    return typed
