"""The manual pages in `docs/man`, made of what --help says: `python -m tests.manual`."""

import os
from argparse import ArgumentParser, HelpFormatter, _SubParsersAction
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from argparse_manpage.manpage import Manpage

from api_client.help_page import Table
from api_client.version import VERSION
from mock_server.cli.help_tables import further_tables as mock_tables
from mock_server.cli.parser import command_parser
from tests.checkout import ROOT
from tui.cli.argparse_texts import translate_argparse
from tui.cli.completion import parser_with_commands
from tui.cli.help_page import further_tables as app_tables
from tui.i18n import language, use_language

PAGES = ROOT / "docs" / "man"

TITLES = {"Environment variables": "environment", "Exit codes": "exit status"}
"""What manual pages call some tables."""

COMMANDS: dict[str, tuple[Callable[[], ArgumentParser], Callable[[], Iterable[Table]], str]] = {
    "unify-activate": (
        parser_with_commands,
        app_tables,
        "activate a Unify Office by RingCentral account in the terminal",
    ),
    "unify-mock": (command_parser, mock_tables, "the mock server for unify-activate"),
}
"""Of each command: what reads its arguments, what is told below them, and its name in a sentence."""


def manual_page(command: str) -> str:
    """The page of a command, in English and roff."""
    make_parser, tables, sentence = COMMANDS[command]
    other = next(name for name in COMMANDS if name != command)
    with _in_english(), _without_wrapping():
        parser = make_parser()
        _lay_out_plainly(parser)
        titles = (str(each.title) for each in parser._action_groups)
        page = Manpage(parser, format="single-commands-section")
        page.date, page.source, page.manual = "", f"{command} {VERSION}", "User Commands"
        page.description = sentence
        page.add_section("synopsis", "=", _synopsis(parser))
        for title, rows in tables():
            page.add_section(TITLES.get(title, title), "=", _rows(rows))
        page.add_section("see also", "=", f".BR {_roff(other)} (1)")
        return _with_options_together(str(page), titles)


def write_pages() -> None:
    """Make all pages anew."""
    PAGES.mkdir(exist_ok=True)
    for command in COMMANDS:
        (PAGES / f"{command}.1").write_text(manual_page(command), encoding="utf-8")


def _synopsis(parser: ArgumentParser) -> str:
    calls = parser.format_usage().partition(":")[2].strip().splitlines()
    words = (call.split(maxsplit=1) for call in calls)
    return "\n.br\n".join(f".B {_roff(name)}\n{_roff(others)}" for name, others in words)


def _rows(rows: Iterable[tuple[str, str]]) -> str:
    return "\n".join(f".TP\n\\fB{_roff(name)}\\fR\n{_roff(said)}" for name, said in rows)


def _roff(text: str) -> str:
    """Text as it is, whatever roff would make of it; a line beginning with `.` is none of ours."""
    return text.replace("\\", "\\\\").replace("-", "\\-")


def _with_options_together(page: str, titles: Iterable[str]) -> str:
    """The groups of options as parts of one section, as manual pages have it."""
    first = True
    for title in titles:
        heading = f".SH {title.upper()}\n"
        if heading in page and heading != ".SH OPTIONS\n":
            above = ".SH OPTIONS\n" if first else ""
            page = page.replace(heading, f"{above}.SS {title}\n", 1)
            first = False
    return page


def _lay_out_plainly(parser: ArgumentParser) -> None:
    """Where lines end is the business of the reader's terminal, and that of no help formatter."""
    parser.formatter_class = HelpFormatter
    for action in parser._actions:
        if isinstance(action, _SubParsersAction):
            for each in action.choices.values():
                _lay_out_plainly(each)


@contextmanager
def _in_english() -> Iterator[None]:
    before = language()
    use_language("en")
    translate_argparse()
    try:
        yield
    finally:
        use_language(before)
        translate_argparse()


@contextmanager
def _without_wrapping() -> Iterator[None]:
    before = os.environ.get("COLUMNS")
    os.environ["COLUMNS"] = "9999"
    try:
        yield
    finally:
        if before is None:
            del os.environ["COLUMNS"]
        else:
            os.environ["COLUMNS"] = before


if __name__ == "__main__":
    write_pages()
