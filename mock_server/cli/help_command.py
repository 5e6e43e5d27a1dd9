"""`unify-mock help`: the same pages as --help."""

import argparse

from mock_server.cli.argparse_texts import argparse_speaking
from mock_server.cli.parser import command_parser


def show(options: argparse.Namespace) -> int:
    """Show the page of a command, or that of the whole program."""
    page = () if options.page is None else (options.page,)
    with argparse_speaking(options.lang):
        command_parser(options.lang).parse_args([*page, "--help"])
    return 0
