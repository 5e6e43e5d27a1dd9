"""What reads the command line: the options of `unify-activate`, in the groups that --help shows."""

import argparse
from collections.abc import Callable
from typing import NoReturn

from api_client.completion import SHELLS
from api_client.version import VERSION
from tui.cli.argparse_texts import SHOW_HELP, USAGE, translate_argparse
from tui.cli.commands import COMMANDS
from tui.cli.schemas import SCHEMAS
from tui.cli.usage import Usage
from tui.i18n import LANGUAGES, _
from tui.terminal.presenter import OPTION
from tui.terminal.theme_choice import THEME_CHOICES

PLATFORM = "ringcentral"
"""What --backend calls the real platform."""

IDLE_MINUTES, MOST_MINUTES = 5, 24 * 60

Add = Callable[..., argparse.Action]
"""`add_argument` of a parser or of a group."""


class CommandParser(argparse.ArgumentParser):
    """Tells mistakes as `Usage`, and lays its help out for the terminal."""

    def error(self, message: str) -> NoReturn:
        """Refuse what was given, in two sentences."""
        from tui.terminal.sanitize import harmless
        from tui.wording.sentences import as_sentence

        said = as_sentence(harmless(message, limit=2000))
        raise Usage(said + "\n" + _("To get help, run unify-activate --help."))

    def format_help(self) -> str:
        """What --help shows."""
        from api_client.help_page import HelpFormatter

        self.formatter_class = HelpFormatter
        return super().format_help()


class _WholeParser(CommandParser):
    """That of the whole program, whose help also tells of commands, variables, codes, examples."""

    def format_help(self) -> str:
        """What --help shows."""
        from api_client.help_page import laid_out
        from tui.cli.help_page import commands_table, further_tables

        tables = (commands_table(), *further_tables())
        return super().format_help() + "\n" + laid_out(self.prog, tables)


def file_metavar() -> str:
    """What a file's name is called in --help."""
    return _("FILE")


def source_metavar() -> str:
    """What a link, a file or a folder is called in --help."""
    return _("SOURCE")


def command_metavar() -> str:
    """What the word of a command is called in --help."""
    return _("COMMAND")


def option_parser() -> argparse.ArgumentParser:
    """What reads the command line where no command is named; it tells mistakes as `Usage`."""
    parser = _WholeParser(
        prog="unify-activate",
        usage=_("unify-activate [OPTION …] [SOURCE …]") + "\n" + _usage_of_commands(),
        description=_("Activate your Unify Office by RingCentral account in the terminal."),
        allow_abbrev=False,
        add_help=False,
    )
    group = parser.add_argument_group
    _add_sources(group(_("What to activate")).add_argument)
    _add_servers(group(_("Which server is asked")).add_argument)
    _add_display(group(_("Display")).add_argument)
    _add_times(group(_("Time limits")).add_argument)
    _add_unattended(group(_("Without questions")).add_argument)
    _add_demo(group(_("Trying it out")).add_argument)
    _add_information(group(_("Information")).add_argument)
    return parser


def _usage_of_commands() -> str:
    """The second line of the usage, below the first."""
    indent = " " * len(_(USAGE))
    return indent + _("unify-activate COMMAND [OPTION …]")


def _add_sources(add: Add) -> None:
    add(
        "sources",
        nargs="*",
        metavar=source_metavar(),
        help=_("a link, an email file, a folder of emails or - for standard input (repeatable)"),
    )
    add("--link-file", metavar=file_metavar(), help=_("read the link from this file"))


def _add_servers(add: Add) -> None:
    add(
        "--backend",
        metavar="URL|ringcentral",
        help=_(
            "use this server instead of the one in the link, or ringcentral for the real "
            "platform (with an operator’s credentials)"
        ),
    )
    add(
        "--trust-host",
        metavar="HOST",
        action="append",
        default=[],
        help=_("allow this server when a link leads to it (repeatable)"),
    )
    add(
        "--no-loopback",
        action="store_true",
        help=_(
            "treat links to this computer like links to an unknown server (for shared computers)"
        ),
    )


def _add_display(add: Add) -> None:
    add(
        "--lang",
        choices=LANGUAGES,
        help=_("language of the output (default: from LC_ALL, LC_MESSAGES or LANG)"),
    )
    add(
        "--theme",
        choices=THEME_CHOICES,
        help=_("colours for a dark or a light terminal (default: auto, which suits the terminal)"),
    )
    add("--no-color", action="store_true", help=_("use no colours, as with NO_COLOR"))
    add(
        "--ascii",
        action="store_true",
        help=_("use ASCII characters only (automatic if the character encoding is not UTF-8)"),
    )
    add("--plain", action="store_true", help=_("plain text line by line, for screen readers"))
    add(
        OPTION,
        action="store_true",
        help=_(
            "hide names, email addresses, numbers and links, for sharing or recording the screen"
        ),
    )
    add(
        "--no-mouse",
        action="store_true",
        help=_("do not use the mouse (so that you can select text in the terminal)"),
    )


def _add_times(add: Add) -> None:
    add(
        "--idle",
        metavar=_("MINUTES"),
        type=_minutes,
        default=IDLE_MINUTES,
        help=_(
            "delete your entries after so many minutes without a key press (0: never, default: 5)"
        ),
    )
    add(
        "--limit",
        metavar=_("MINUTES"),
        type=_minutes,
        default=0,
        help=_(
            "end the session after so many minutes, even while you are typing (0: never, "
            "default: 0)"
        ),
    )


def _add_unattended(add: Add) -> None:
    add(
        "--answers",
        metavar=file_metavar(),
        help=_("ask no questions but take the answers from this file (- for standard input)"),
    )
    add(
        "--check",
        action="store_true",
        help=_("with --answers: check everything, but do not activate"),
    )
    add(
        "--json",
        action="store_true",
        help=_("print the outcome as JSON on standard output, one object per account"),
    )


def _add_demo(add: Add) -> None:
    add(
        "--demo",
        action="store_true",
        help=_("try the program with a demo account on a built-in mock server"),
    )
    add(
        "--scenario", metavar="NAME", help=_("with --demo: use another scenario of the mock server")
    )


def _add_information(add: Add) -> None:
    add("-h", "--help", action="help", help=_(SHOW_HELP))
    add(
        "-V",
        "--version",
        action="version",
        version=f"unify-activate {VERSION}",
        help=_("show the version and exit"),
    )
    add(
        "--print-schema",
        choices=tuple(SCHEMAS),
        help=_(
            "print the JSON Schema of answers files (answers) or of the output of --json "
            "(json) and exit"
        ),
    )
    add(
        "--print-completion",
        choices=SHELLS,
        help=_("print what completes commands and options in this shell, and exit"),
    )


def _minutes(text: str) -> float:
    try:
        minutes = float(text)
    except ValueError:
        minutes = -1
    if not 0 <= minutes <= MOST_MINUTES:
        raise Usage(
            _("Give minutes from 0 (never) to {most} for --idle and --limit.").format(
                most=MOST_MINUTES
            )
        )
    return minutes


def command_parser(name: str) -> argparse.ArgumentParser:
    """The parser of a command, which tells mistakes as `Usage`."""
    translate_argparse()
    return CommandParser(
        prog=f"unify-activate {name}", description=_(COMMANDS[name].does), allow_abbrev=False
    )


def insist_on_people(given: argparse.Namespace) -> None:
    """See that what is masked is not told to a program: it would take a mask for an address.

    Raises:
        Usage: both are wanted.
    """
    if given.presenter and given.json:
        raise Usage(
            _(
                "--presenter and --json do not go together: --json gives programs the account "
                "details in full."
            )
        )


def add_output_options(parser: argparse.ArgumentParser) -> None:
    """How a command tells what it found: as JSON, in which language, for which terminal."""
    parser.add_argument(
        "--json", action="store_true", help=_("print the result as JSON on standard output")
    )
    add_display_options(parser)


def add_display_options(parser: argparse.ArgumentParser) -> None:
    """How everything looks: what some give always, in an alias, so that every command takes it."""
    _add_display(parser.add_argument)


def valued_options() -> set[str]:
    """The options that take the word after them."""
    return {
        name
        for action in option_parser()._actions
        for name in action.option_strings
        if action.nargs != 0
    }
