"""`unify-activate help`: the same pages as --help."""

import argparse
from collections.abc import Sequence

from tui.cli.commands import COMMANDS
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
        said = _("The command “{name}” does not exist. Choose from: {names}.")
        raise Usage(said.format(name=harmless(words[0]), names=", ".join(COMMANDS)))
    return COMMANDS[words[0]].load()([*words[1:], "--help"])
