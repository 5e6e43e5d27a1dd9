"""What is wrong, in lines on standard error: as wide as the terminal, no path and no link broken."""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from textwrap import TextWrapper

WIDTH = 80
"""Columns where standard error is no terminal."""

_KEPT_SPACE = "\0"
"""Stands for a space within a name while lines are broken; harmless text has none of these."""


def print_error(text: str, names: Iterable[str] = ()) -> None:
    """Print what is wrong, on standard error, under the program's name."""
    print_wrapped(f"unify-activate: {text}", names)


def print_wrapped(text: str, names: Iterable[str] = ()) -> None:
    """Print lines of harmless text on standard error, the long ones broken at words.

    Args:
        text: what is said; its own line breaks stay.
        names: what in it is no sentence but a name, and is broken nowhere.
    """
    print(wrapped(text, _columns(), names), file=sys.stderr)


def wrapped(text: str, columns: int, names: Iterable[str] = ()) -> str:
    """The text in lines of at most so many columns; a longer word stays whole."""
    for name in names:
        text = text.replace(name, name.replace(" ", _KEPT_SPACE))
    wrapper = TextWrapper(max(columns, 20), break_long_words=False, break_on_hyphens=False)
    lines = [part for line in text.splitlines() for part in wrapper.wrap(line) or [""]]
    return "\n".join(lines).replace(_KEPT_SPACE, " ")


def names_with_spaces(arguments: Sequence[str]) -> Iterator[str]:
    """The names among arguments, and what lies in the folders among them, that have a space."""
    for argument in arguments:
        for name in {argument, argument.partition("=")[2]}:
            if " " in name:
                yield name
            if name and os.path.isdir(name):
                yield from _within(name)


def _within(folder: str) -> Iterator[str]:
    with suppress(OSError):
        for name in os.listdir(folder):
            if " " in name:
                yield os.path.join(folder, name)


def _columns() -> int:
    """As wide as what shows the errors."""
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns or WIDTH
    except (OSError, ValueError):
        return WIDTH
