"""The `unify-mock` command: `parser` knows the options, every command has a file of its own."""

import argparse
import sys
from collections.abc import Sequence

from mock_server.cli.console import FAILURE, Refused
from mock_server.cli.parser import command_parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; gives its exit code."""
    options = command_parser().parse_args(arguments)
    try:
        return _run(options)
    except Refused as refused:
        for reason in refused.reasons:
            print(f"unify-mock: {reason}", file=sys.stderr)
        return refused.code
    except BrokenPipeError:
        return FAILURE


def _run(options: argparse.Namespace) -> int:
    # Each command loads what it needs, and no more.
    match options.command:
        case "serve":
            from mock_server.cli.serve import serve as run
        case "provision":
            from mock_server.cli.provision import provision as run
        case "add-users":
            from mock_server.cli.users import add_users as run
        case "invite":
            from mock_server.cli.invite import invite as run
        case "outbox":
            from mock_server.cli.outbox import outbox as run
        case "reset":
            from mock_server.cli.reset import reset as run
        case _:
            from mock_server.cli.scenarios import scenarios as run
    return run(options)
