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
            say_chosen(console, _("yes") if word in _YES else _("no"))
            return word in _YES
        console.say(_("Please type y for yes or n for no, then press Enter."))


def ask_number(
    console: Console,
    question: str,
    entries: Sequence[str],
    help_text: Sequence[str],
    *,
    names: Sequence[str] = (),
    numbers: Sequence[int] = (),
    kept: int | None = None,
    proposed: int | None = None,
) -> int:
    """Let one of several entries be chosen by its number; says back which.

    Args:
        console: the terminal.
        question: what is asked.
        entries: what there is to choose from, named before the question.
        help_text: what `?` says.
        names: what is said back of each entry; the entries themselves where there are none.
        numbers: what each entry is chosen by; 1 and so on where there are none.
        kept: the entry that was chosen before and that an empty line chooses, from 0.
        proposed: the entry that an empty line chooses where none was chosen before, from 0.

    Returns:
        The place of the entry, from 0.
    """
    numbers = numbers or range(1, len(entries) + 1)
    console.say(*(f"{number}. {each}" for number, each in zip(numbers, entries, strict=True)))
    places = {str(number): place for place, number in enumerate(numbers)}
    asked = " ".join(filter(None, (question, _which(numbers), _enter(numbers, kept, proposed))))
    by_enter = kept if kept is not None else proposed
    while True:
        typed = _hear(console, asked, help_text)
        if typed is None:
            continue
        number = typed.strip()
        # As it was written above: 05 may be the beginning of a PIN.
        place = by_enter if not number else places.get(number)
        if place is not None:
            say_chosen(console, (names or entries)[place])
            return place
        console.say(_none_of(numbers))


def _none_of(numbers: Sequence[int]) -> str:
    """That something else than one of the numbers was typed."""
    if _are_gapless(numbers):
        text = _("Please type a number from {first} to {last}.")
        return text.format(first=numbers[0], last=numbers[-1])
    told = ", ".join(map(str, numbers))
    return _("Please type one of these numbers: {numbers}").format(numbers=told)


def _are_gapless(numbers: Sequence[int]) -> bool:
    return numbers[-1] - numbers[0] == len(numbers) - 1


def _which(numbers: Sequence[int]) -> str:
    """The numbers there are, behind a question."""
    if len(numbers) > 1 and _are_gapless(numbers):
        return _("({first} to {last})").format(first=numbers[0], last=numbers[-1])
    return f"({', '.join(map(str, numbers))})"


def _enter(numbers: Sequence[int], kept: int | None, proposed: int | None) -> str:
    """What an empty line does; empty if nothing."""
    if kept is not None:
        return _("Press Enter to keep {number}.").format(number=numbers[kept])
    if proposed is not None:
        return _("Press Enter for {number}.").format(number=numbers[proposed])
    return ""


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
            say_chosen(console, shown_email(address))
            return address
        console.say(no_login_address())


def say_chosen(console: Console, entry: str) -> None:
    """Say back what was chosen."""
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
