"""The `unify-mock` command: the table in `parser` names all of them, each has a file of its own."""

from collections.abc import Sequence

from mock_server.cli.console import FAILURE, CommandRefused
from mock_server.cli.parser import COMMANDS, command_parser
from mock_server.cli.streams import complain, drop_unwritten, provide_streams


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; gives its exit code."""
    provide_streams()
    try:
        return _carry_out(arguments)
    finally:
        drop_unwritten()


def _carry_out(arguments: Sequence[str] | None) -> int:
    options = command_parser().parse_args(arguments)
    try:
        return COMMANDS[options.command].load()(options)
    except CommandRefused as refused:
        for reason in refused.reasons:
            complain(reason)
        return refused.code
    except BrokenPipeError:
        return FAILURE


__all__ = ["main"]
