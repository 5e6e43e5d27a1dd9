"""The `unify-mock` command: the table in `parser` names all of them, each has a file of its own."""

from collections.abc import Sequence

from api_client.completion import completion_script
from mock_server.cli.console import (
    INTERRUPTED,
    UNTOLD,
    CommandRefused,
    begin_telling,
    is_untold,
    tell,
)
from mock_server.cli.parser import COMMANDS, FILES, command_parser
from mock_server.cli.streams import complain, drop_unwritten, provide_streams
from mock_server.mail.plain_text import harmless


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; gives its exit code."""
    provide_streams()
    begin_telling()
    try:
        code = _carry_out(arguments)
    except SystemExit as stopped:
        if is_untold() and not stopped.code:
            return UNTOLD
        raise
    except KeyboardInterrupt:
        return INTERRUPTED
    finally:
        drop_unwritten()
    return UNTOLD if code == 0 and is_untold() else code


def _carry_out(arguments: Sequence[str] | None) -> int:
    parser = command_parser()
    options = parser.parse_args(arguments)
    if options.print_completion is not None:
        if options.command is not None:
            parser.error("--print-completion only prints something; leave the command out")
        tell(*completion_script(parser, options.print_completion, FILES).splitlines())
        return 0
    if options.command is None:
        parser.error("the following arguments are required: COMMAND")
    try:
        return COMMANDS[options.command].load()(options)
    except CommandRefused as refused:
        for reason in refused.reasons:
            complain(harmless(reason))
        return refused.code


__all__ = ["main"]
