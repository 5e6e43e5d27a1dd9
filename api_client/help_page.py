"""The layout of a command's --help, and of the tables below its options."""

import argparse
import shutil
from collections.abc import Iterable
from textwrap import fill, wrap

WIDEST = 100
"""Columns: longer lines are hard to read."""

Table = tuple[str, list[tuple[str, str]]]
"""A title, and for each name what is said about it."""


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


def laid_out(prog: str, tables: Iterable[Table]) -> str:
    """Tables in the columns that argparse gives to options."""
    formatter = HelpFormatter(prog)
    for title, rows in tables:
        formatter.start_section(title)
        formatter.add_arguments([_row(name, said) for name, said in rows])
        formatter.end_section()
    return formatter.format_help()


def _row(name: str, said: str) -> argparse.Action:
    """What argparse lays out as it does an argument; it is none."""
    return argparse.Action([], "", metavar=name, help=said.replace("%", "%%"))
