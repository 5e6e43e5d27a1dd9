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
        typed = _hear(console, question, help_text, is_secret=True)
        if typed is None:
            continue
        if any(category(character) in ("Cc", "Cs") for character in typed):
            console.say(
                _("The terminal sent something that is not text. Please type your entry again.")
            )
            continue
        return typed


def ask_yes(
    console: Console, question: str, help_text: Sequence[str], *, is_first: bool = False
) -> bool:
    """A question of yes or no; only a clear answer counts.

    Raises:
        GoBack: `<` alone was typed, and the question is not the first.
    """
    asked = f"{question} " + _("(y or n)")
    while True:
        typed = _hear(console, asked, help_text, is_first=is_first)
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
    is_first: bool = False,
) -> int:
    """Let one of several entries be chosen by its number; says back which.

    Args:
        console: the terminal.
        question: what is asked.
        entries: what there is to choose from, named before the question.
        help_text: what `?` says before the entries are read again.
        names: what is said back of each entry; the entries themselves where there are none.
        numbers: what each entry is chosen by; 1 and so on where there are none.
        kept: the entry that was chosen before and that an empty line chooses, from 0.
        proposed: the entry that an empty line chooses where none was chosen before, from 0.
        is_first: whether there is nothing to go back to.

    Returns:
        The place of the entry, from 0.

    Raises:
        GoBack: `<` alone was typed, and the question is not the first.
    """
    numbers = numbers or range(1, len(entries) + 1)
    listed = [f"{number}. {each}" for number, each in zip(numbers, entries, strict=True)]
    console.say(*listed)
    places = {str(number): place for place, number in enumerate(numbers)}
    asked = " ".join(filter(None, (question, _which(numbers), _enter(numbers, kept, proposed))))
    by_enter = kept if kept is not None else proposed
    while True:
        typed = _hear(console, asked, (*help_text, *listed), is_first=is_first)
        if typed is None:
            continue
        number = typed.strip()
        # As it was written above: 05 may be the beginning of a PIN.
        place = by_enter if not number else places.get(number.removesuffix("."))
        if place is not None:
            say_chosen(console, (names or entries)[place])
            return place
        console.say(_none_of(numbers))


def _none_of(numbers: Sequence[int]) -> str:
    """That something else than one of the numbers was typed."""
    if _is_range(numbers):
        text = _("Please type a number from {first} to {last}.")
        return text.format(first=numbers[0], last=numbers[-1])
    return _("Please type one of these numbers: {numbers}").format(numbers=_one_of(numbers))


def _is_range(numbers: Sequence[int]) -> bool:
    return len(numbers) > 2 and numbers[-1] - numbers[0] == len(numbers) - 1


def _which(numbers: Sequence[int]) -> str:
    """The numbers there are, behind a question."""
    if _is_range(numbers):
        return _("({first} to {last})").format(first=numbers[0], last=numbers[-1])
    return f"({_one_of(numbers)})"


def _one_of(numbers: Sequence[int]) -> str:
    """Numbers to choose from; behind a comma the next one would be heard as a fraction."""
    return _(" or ").join(map(str, numbers))


def _enter(numbers: Sequence[int], kept: int | None, proposed: int | None) -> str:
    """What an empty line does; empty if nothing."""
    if kept is not None:
        return _("Press Enter to keep {number}.").format(number=numbers[kept])
    if proposed is not None:
        return _("Press Enter for {number}.").format(number=numbers[proposed])
    return ""


def ask_address(
    console: Console, question: str, help_text: Sequence[str], *, is_first: bool = False
) -> str:
    """Let an e-mail address be typed; says back which.

    Raises:
        GoBack: `<` alone was typed, and the question is not the first.
    """
    while True:
        typed = _hear(console, question, help_text, is_first=is_first)
        if typed is None:
            continue
        if address := login_address(typed):
            say_chosen(console, shown_email(address))
            return address
        console.say(no_login_address())


def say_chosen(console: Console, entry: str) -> None:
    """Say back what was chosen."""
    console.say(_("You chose: {entry}").format(entry=entry))


def say_nothing_before(console: Console) -> None:
    """Say that `<` leads nowhere, and what ends the program."""
    console.say(_("There is nothing before this. To quit the program, press Ctrl+C."))


def _hear(
    console: Console,
    question: str,
    help_text: Sequence[str],
    *,
    is_first: bool = False,
    is_secret: bool = False,
) -> str | None:
    """A line, or None where it is to be asked again: after help, and where nothing is before."""
    typed = console.hear(question, is_secret=is_secret)
    if typed.strip() == HELP:
        console.say(*help_text)
        return None
    if typed.strip() == BACK:
        if is_first:
            say_nothing_before(console)
            return None
        raise GoBack
    return typed
