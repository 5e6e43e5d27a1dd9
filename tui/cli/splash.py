"""One line on the terminal while the screens are loaded, gone before anything else is said."""

import os
import sys
from collections.abc import Mapping, Sequence

from tui.cli.commands import COMMANDS
from tui.i18n import _
from tui.terminal.tty import ACCESSIBLE, DUMB, in_foreground, is_on

_OTHERWISE = {
    *COMMANDS,
    *("--plain", "--answers"),
    *("--help", "-h", "--version", "-V", "--print-schema", "--print-completion"),
}
"""Arguments with which no screens are loaded."""

_said = ""


def say_first_words(given: Sequence[str], environment: Mapping[str, str] = os.environ) -> None:
    """Say that the program begins, where screens will follow and somebody sees it."""
    global _said
    names = {argument.partition("=")[0] for argument in given}
    in_lines = is_on(ACCESSIBLE, environment) or environment.get("TERM", "") in DUMB
    if in_lines or not names.isdisjoint(_OTHERWISE):
        return
    words = _("Unify Office by RingCentral: one moment …")
    if _has_room_for(words):
        _said = words
        _write(words)


def say_meanwhile(words: str) -> None:
    """Say how far one is: in the place of the first words, or in a line that stays where none were said."""
    global _said
    if _said:
        take_first_words_back()
        _said = words
        _write(words)
    elif _has_room_for(words):
        _write(f"{words}\n")


def take_first_words_back() -> None:
    """Clear the line, if it is still there."""
    global _said
    if _said:
        _write(f"\r{' ' * len(_said)}\r")
        _said = ""


def _has_room_for(words: str) -> bool:
    """Whether somebody sees them, in one line."""
    try:
        terminal = sys.stderr.fileno()
        return os.get_terminal_size(terminal).columns > len(words) and in_foreground(terminal)
    except (OSError, ValueError):
        return False


def _write(text: str) -> None:
    sys.stderr.write(text)
    sys.stderr.flush()
