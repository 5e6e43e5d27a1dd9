"""The commands of `unify-mock` and their options."""

import argparse
import os
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import NamedTuple, NoReturn

from api_client.completion import SHELLS
from api_client.help_page import HelpFormatter, laid_out
from api_client.mistakes import CommandMistake, MistakenParser
from api_client.version import VERSION
from mock_server.cli.console import USAGE_ERROR
from mock_server.cli.serve_options import DEFAULT_PORT, key_option, serve_options
from mock_server.cli.streams import complain
from mock_server.i18n import N_, SOURCE, _
from mock_server.mail.plain_text import harmless
from mock_server.texts.languages import LANGUAGES

DEFAULT_SERVER = f"http://127.0.0.1:{DEFAULT_PORT}"
SERVER_VARIABLE = "UNIFY_MOCK_SERVER"


def _provision_options(provision: argparse.ArgumentParser) -> None:
    provision.add_argument(
        "order",
        metavar=_("ORDER.toml"),
        help=_(
            "the file with the order; JSON if its name ends in .json; - for TOML from standard input"
        ),
    )
    provision.add_argument(
        "--pace",
        type=_pace,
        metavar=_("SECONDS"),
        help=_("how long the tenant stays in each state (0 to 10)"),
    )


def _add_users_options(add_users: argparse.ArgumentParser) -> None:
    add_users.add_argument("tenant", metavar=_("TENANT"), help=_("the tenant’s id"))
    add_users.add_argument(
        "file",
        metavar=_("FILE"),
        help=_(
            "CSV with a header row, or JSON with one user or a list of users; - for standard input"
        ),
    )


def _invite_options(invite: argparse.ArgumentParser) -> None:
    invite.add_argument(
        "account", metavar=_("ACCOUNT"), help=_("the account’s id, or <scenario>:<token>")
    )


def _outbox_options(outbox: argparse.ArgumentParser) -> None:
    outbox.add_argument("--to", metavar=_("ADDRESS"), help=_("only emails to this address"))
    outbox.add_argument(
        "--account",
        metavar=_("ACCOUNT"),
        help=_("only emails about this account: its id, or <scenario>:<token>"),
    )
    outbox.add_argument("--since", metavar="ID", help=_("only emails after the one with this id"))
    outbox.add_argument("--limit", metavar="N", help=_("at most this many emails, the newest"))
    outbox.add_argument(
        "--wait", metavar=_("SECONDS"), help=_("wait for an email, at most this long (0 to 30)")
    )
    what = outbox.add_mutually_exclusive_group()
    what.add_argument("--eml", type=_number, metavar="ID", help=_("print this email as it is sent"))
    what.add_argument(
        "--clear", action="store_true", help=_("delete the emails; their links stay valid")
    )


def _reset_options(reset: argparse.ArgumentParser) -> None:
    what = reset.add_mutually_exclusive_group()
    what.add_argument(
        "--account",
        metavar=_("ACCOUNT"),
        help=_("only this account: its id, or <scenario>:<token>"),
    )
    what.add_argument(
        "--prefix",
        metavar="HEX",
        help=_("only the accounts of one tester: the first eight digits of all their tokens"),
    )


def _server_options(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--server",
        type=_server,
        default=os.environ.get(SERVER_VARIABLE, "").strip() or DEFAULT_SERVER,
        metavar="URL",
        help=_("the mock server; otherwise the one in {variable}, otherwise {default}").format(
            variable=SERVER_VARIABLE, default=DEFAULT_SERVER
        ),
    )
    command.add_argument(
        "--json", action="store_true", help=_("print one JSON value on standard output")
    )
    command.add_argument(
        "--insecure-http",
        action="store_true",
        help=_("send the admin key without TLS, for example in a network of containers"),
    )
    key_option(command, _("send this admin key to the server"))


def _language_option(command: argparse.ArgumentParser, default: str) -> None:
    command.add_argument(
        "--lang",
        choices=LANGUAGES,
        default=default,
        help=_("language of the output (default: from LC_ALL, LC_MESSAGES or LANG)"),
    )


def _verify_options(verify: argparse.ArgumentParser) -> None:
    verify.add_argument("--backend", metavar="URL", help=_("the backend to check"))
    verify.add_argument(
        "--links",
        metavar=_("FILE"),
        help=_(
            "TOML file with a list of links for each kind: fresh, expired, used, revoked, replaced, "
            "locked, not_yet_valid"
        ),
    )
    verify.add_argument(
        "--links-from",
        metavar=_("COMMAND"),
        # Names in braces are the command's own, and nothing of this text is filled in.
        help=_(
            "command that prints one or more fresh links each time it is called; {kind} in the "
            "command becomes the kind of link that is needed, {count} the number of links"
        ),
    )
    verify.add_argument(
        "--only",
        action="append",
        default=[],
        metavar=_("CHECK"),
        help=_("only this check, or all checks of this subject (repeatable)"),
    )
    verify.add_argument(
        "--list", action="store_true", help=_("list the checks without sending anything")
    )
    verify.add_argument(
        "--limits", action="store_true", help=_("also try the limits; the backend may lock you out")
    )
    verify.add_argument(
        "--complete", action="store_true", help=_("count a check that was not tried as failed")
    )
    verify.add_argument("--json", action="store_true", help=_("print one JSON object"))
    verify.add_argument("--junit", metavar=_("FILE"), help=_("write JUnit XML to this file"))
    verify.add_argument(
        "--i-own-this-backend",
        action="store_true",
        help=_(
            "you are allowed to activate accounts on this backend, which is on another computer"
        ),
    )


def _help_options(page: argparse.ArgumentParser) -> None:
    page.add_argument(
        "page",
        nargs="?",
        choices=tuple(COMMANDS),
        metavar=_("COMMAND"),
        help=_("the command; without one, the whole program"),
    )


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise argparse.ArgumentTypeError(_("“{value}”: Must be a number").format(value=text))
    return int(text)


def _pace(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1
    if not 0 <= seconds <= 10:
        raise argparse.ArgumentTypeError(
            _("“{value}”: Must be a number of seconds from 0 to 10").format(value=text)
        )
    return seconds


def _server(text: str) -> str:
    if not text.strip():
        raise argparse.ArgumentTypeError(_("The value is empty. Give the URL of a mock server"))
    return text.strip()


class Subcommand(NamedTuple):
    """A command of `unify-mock`.

    `does` is its line in --help and in the README, `function` is `module:name` of what carries it
    out and gives the exit code. Each of `options` adds some to its parser; --lang has every command.
    """

    does: str
    function: str
    options: tuple[Callable[[argparse.ArgumentParser], None], ...]

    def load(self) -> Callable[[argparse.Namespace], int]:
        """The function; only now its module is loaded, and what that needs."""
        module, _, name = self.function.partition(":")
        carry_out: Callable[[argparse.Namespace], int] = getattr(import_module(module), name)
        return carry_out


COMMANDS: Mapping[str, Subcommand] = {
    "serve": Subcommand(
        N_("run the server until it is stopped"), "mock_server.cli.serve:serve", (serve_options,)
    ),
    "provision": Subcommand(
        N_("set up a tenant from an order"),
        "mock_server.cli.provision:provision",
        (_provision_options, _server_options),
    ),
    "add-users": Subcommand(
        N_("add users to a tenant"),
        "mock_server.cli.users:add_users",
        (_add_users_options, _server_options),
    ),
    "invite": Subcommand(
        N_("mail an account a new link"),
        "mock_server.cli.invite:invite",
        (_invite_options, _server_options),
    ),
    "outbox": Subcommand(
        N_("list the mails, or print one"),
        "mock_server.cli.outbox:outbox",
        (_outbox_options, _server_options),
    ),
    "scenarios": Subcommand(
        N_("list scenarios with ready links"),
        "mock_server.cli.scenarios:scenarios",
        (_server_options,),
    ),
    "reset": Subcommand(
        N_("forget everything, one account, or one tester's accounts"),
        "mock_server.cli.reset:reset",
        (_reset_options, _server_options),
    ),
    "verify": Subcommand(
        N_("prove that a backend of your own keeps the contract"),
        "mock_server.cli.verify:verify",
        (_verify_options,),
    ),
    "help": Subcommand(
        N_("show how a command is used"), "mock_server.cli.help_command:show", (_help_options,)
    ),
}
"""Every command, in the order in which --help lists them. A new one is a module and a row here."""


def files() -> tuple[str, ...]:
    """What values that are files are called in --help."""
    return (_("FILE"), _("ORDER.toml"))


class _CommandParser(MistakenParser):
    """Tells mistakes in one line, as every command does."""

    def refuse(self, mistake: CommandMistake) -> NoReturn:
        """Refuse what does not exist."""
        from mock_server.cli.mistakes import mistake_sentences

        self._end(mistake_sentences(mistake, self.command, self.page))

    def error(self, message: str) -> NoReturn:
        """Refuse what was given."""
        from mock_server.cli.mistakes import argparse_sentences

        self._end(argparse_sentences(message, self.page))

    def _end(self, said: str) -> NoReturn:
        complain(harmless(said))
        raise SystemExit(USAGE_ERROR)


class _WholeParser(_CommandParser):
    """That of all commands, whose help also tells of variables, exit codes and examples."""

    def format_help(self) -> str:
        """What --help shows."""
        from mock_server.cli.help_tables import further_tables

        return super().format_help() + "\n" + laid_out(self.prog, further_tables())


def command_parser(language: str = SOURCE) -> MistakenParser:
    """What reads the command line; `command` names what is to be done, if anything is named.

    The texts are in the language spoken now, `language` is the one where --lang names none.
    """
    parser = _WholeParser(
        prog="unify-mock",
        usage=_("unify-mock COMMAND [OPTION ...]"),
        description=_("The mock server for unify-activate."),
        formatter_class=HelpFormatter,
    )
    parser.add_argument(
        "-V",
        "--version",
        action="version",
        version=f"unify-mock {VERSION}",
        help=_("show the version and exit"),
    )
    _language_option(parser, language)
    parser.add_argument(
        "--print-completion",
        choices=SHELLS,
        help=_("print what completes commands and options in this shell, and exit"),
    )
    commands = parser.add_subparsers(
        title=_("commands"),
        dest="command",
        metavar=_("COMMAND"),
        parser_class=_CommandParser,
    )
    for name, command in COMMANDS.items():
        options = commands.add_parser(
            name,
            prog=f"unify-mock {name}",
            help=_(command.does),
            description=_(command.does),
            formatter_class=HelpFormatter,
        )
        for add_options in command.options:
            add_options(options)
        # Where a command has none, that before it counts.
        _language_option(options, argparse.SUPPRESS)
    return parser
