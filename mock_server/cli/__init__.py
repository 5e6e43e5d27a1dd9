"""The `unify-mock` command: the table in `parser` names all of them, each has a file of its own."""

import sys
from collections.abc import Sequence

from mock_server.cli.console import FAILURE, CommandRefused
from mock_server.cli.parser import COMMANDS, command_parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; gives its exit code."""
    options = command_parser().parse_args(arguments)
    try:
        return COMMANDS[options.command].load()(options)
    except CommandRefused as refused:
        for reason in refused.reasons:
            print(f"unify-mock: {reason}", file=sys.stderr)
        return refused.code
    except BrokenPipeError:
        return FAILURE


__all__ = ["main"]
