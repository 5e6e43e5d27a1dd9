"""The `unify-mock` command: the table in `parser` names all of them, each has a file of its own."""

import os
import sys
from collections.abc import Sequence

from api_client.completion import completion_script
from mock_server.cli.argparse_texts import argparse_speaking
from mock_server.cli.console import (
    INTERRUPTED,
    UNTOLD,
    CommandRefused,
    begin_telling,
    is_untold,
    tell,
)
from mock_server.cli.parser import COMMANDS, command_parser, files
from mock_server.cli.streams import complain, drop_unwritten, provide_streams
from mock_server.i18n import _, language_wanted, speaking
from mock_server.mail.plain_text import harmless
from mock_server.texts.languages import LANGUAGES


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
    given = sys.argv[1:] if arguments is None else arguments
    wanted = language_wanted(given, os.environ, tuple(LANGUAGES))
    with speaking(wanted), argparse_speaking(wanted):
        parser = command_parser(wanted)
        options = parser.parse_args(given)
        if options.print_completion is not None:
            if options.command is not None:
                parser.error(_("--print-completion only prints something; leave the command out"))
            tell(*completion_script(parser, options.print_completion, files()).splitlines())
            return 0
        if options.command is None:
            missing = _("The command is missing. Choose from: {names}.")
            parser.error(missing.format(names=", ".join(COMMANDS)))
    with speaking(options.lang):
        try:
            return COMMANDS[options.command].load()(options)
        except CommandRefused as refused:
            for reason in refused.reasons:
                complain(harmless(reason))
            return refused.code


__all__ = ["main"]
