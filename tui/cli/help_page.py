"""The page of --help: its layout, and what stands on it below the options."""

import argparse
import shutil
from collections.abc import Iterable
from textwrap import fill, wrap

from tui.cli.commands import COMMANDS
from tui.i18n import _
from tui.wording.command_line import EXAMPLES, EXIT_CODES, VARIABLES

WIDEST = 100
"""Columns: longer lines are hard to read."""


class HelpFormatter(argparse.HelpFormatter):
    """Lines as wide as the terminal, no word of which is broken at a hyphen."""

    def __init__(self, prog: str) -> None:
        columns = min(shutil.get_terminal_size().columns, WIDEST)
        super().__init__(prog, width=max(columns - 1, 20))

    def _split_lines(self, text: str, width: int) -> list[str]:
        return wrap(text, width, break_on_hyphens=False)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return fill(
            text, width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False
        )


def further_sections(prog: str) -> str:
    """The commands, variables, exit codes and examples, laid out as the options above them."""
    formatter = HelpFormatter(prog)
    for title, rows in sections():
        formatter.start_section(title)
        formatter.add_arguments([_row(name, said) for name, said in rows])
        formatter.end_section()
    return formatter.format_help()


def sections() -> Iterable[tuple[str, list[tuple[str, str]]]]:
    """Each section's title and rows."""
    yield _("Commands"), [(word, _(each.does)) for word, each in COMMANDS.items()]
    yield _("Environment variables"), [(name, _(said)) for name, said in VARIABLES.items()]
    codes = ((", ".join(map(str, map(int, codes))), said) for codes, said in EXIT_CODES.items())
    yield _("Exit codes"), [(name, _(said)) for name, said in codes]
    yield _("Examples"), [(command, _(said)) for command, said in EXAMPLES.items()]


def _row(name: str, said: str) -> argparse.Action:
    """What argparse lays out as it does an argument; it is none."""
    return argparse.Action([], "", metavar=name, help=said.replace("%", "%%"))
