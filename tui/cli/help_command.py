"""`unify-activate help`: the same pages as --help."""

import argparse
from collections.abc import Sequence

from api_client.mistakes import closest
from tui.cli.commands import COMMANDS
from tui.cli.mistakes import meant_sentence
from tui.cli.parser import (
    add_display_options,
    command_metavar,
    command_parser,
    option_parser,
)
from tui.cli.usage import Usage
from tui.exit_codes import Exit
from tui.i18n import _
from tui.terminal.sanitize import harmless


def parser() -> argparse.ArgumentParser:
    """What reads its arguments."""
    made = command_parser("help")
    made.add_argument("words", nargs="*", metavar=command_metavar(), help=", ".join(COMMANDS))
    add_display_options(made)
    return made


def run(arguments: Sequence[str]) -> int:
    """Show the page of a command, or that of the whole program.

    Raises:
        Usage: there is no such command.
        SystemExit: the page of a command is shown.
    """
    words = parser().parse_args(arguments).words
    if not words:
        option_parser().print_help()
        return Exit.ACTIVE
    if words[0] not in COMMANDS:
        raise Usage(_unknown_sentence(words[0]))
    return COMMANDS[words[0]].load()([*words[1:], "--help"])


def _unknown_sentence(word: str) -> str:
    if (meant := closest(word, COMMANDS)) is not None:
        said = _("The command “{name}” does not exist.").format(name=harmless(word))
        return f"{said} {meant_sentence(meant)}"
    said = _("The command “{name}” does not exist. Choose from: {names}.")
    return said.format(name=harmless(word), names=", ".join(COMMANDS))
