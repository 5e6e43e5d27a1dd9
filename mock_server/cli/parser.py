"""The commands of `unify-mock` and their options."""

import argparse
import os
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import NamedTuple

from api_client.completion import SHELLS
from api_client.help_page import HelpFormatter, laid_out
from api_client.version import VERSION
from mock_server.cli.serve_options import DEFAULT_PORT, key_option, serve_options
from mock_server.texts.languages import LANGUAGES

FILES = ("FILE", "ORDER.toml")
"""What values that are files are called in --help."""

DEFAULT_SERVER = f"http://127.0.0.1:{DEFAULT_PORT}"
SERVER_VARIABLE = "UNIFY_MOCK_SERVER"


def _provision_options(provision: argparse.ArgumentParser) -> None:
    provision.add_argument(
        "order",
        metavar="ORDER.toml",
        help="the order; JSON if it ends in .json, - for TOML on standard input",
    )
    provision.add_argument(
        "--pace",
        type=_pace,
        metavar="SECONDS",
        help="let the tenant stay in each state for so long (0 to 10)",
    )


def _add_users_options(add_users: argparse.ArgumentParser) -> None:
    add_users.add_argument("tenant", metavar="TENANT", help="the tenant's id")
    add_users.add_argument(
        "file",
        metavar="FILE",
        help="CSV with a header row, or JSON: one user, or a list of them; - for standard input",
    )


def _invite_options(invite: argparse.ArgumentParser) -> None:
    invite.add_argument("account", metavar="ACCOUNT", help="its id, or <scenario>:<token>")


def _outbox_options(outbox: argparse.ArgumentParser) -> None:
    outbox.add_argument("--to", metavar="ADDRESS", help="only mails to this address")
    outbox.add_argument(
        "--account",
        metavar="ACCOUNT",
        help="only mails about this one: its id, or <scenario>:<token>",
    )
    outbox.add_argument("--since", metavar="ID", help="only mails after this one")
    outbox.add_argument("--limit", metavar="N", help="no more than so many, the newest")
    outbox.add_argument(
        "--wait", metavar="SECONDS", help="wait until there is one, so long at most (0 to 30)"
    )
    what = outbox.add_mutually_exclusive_group()
    what.add_argument("--eml", type=int, metavar="ID", help="print this mail as it is sent")
    what.add_argument("--clear", action="store_true", help="take the mails out; links stay")


def _reset_options(reset: argparse.ArgumentParser) -> None:
    what = reset.add_mutually_exclusive_group()
    what.add_argument("--account", metavar="ACCOUNT", help="its id, or <scenario>:<token>")
    what.add_argument("--prefix", metavar="HEX", help="how all tokens of one tester begin")


def _server_options(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--server",
        type=_server,
        default=os.environ.get(SERVER_VARIABLE, "").strip() or DEFAULT_SERVER,
        metavar="URL",
        help=f"else in {SERVER_VARIABLE}; else {DEFAULT_SERVER}",
    )
    command.add_argument(
        "--json", action="store_true", help="print one JSON value on standard output"
    )
    command.add_argument(
        "--insecure-http",
        action="store_true",
        help="show the admin key without TLS, as in a network of containers",
    )
    key_option(command, "show the server's admin key")


def _language_option(command: argparse.ArgumentParser) -> None:
    command.add_argument("--lang", choices=LANGUAGES, default="en", help="of what is printed (en)")


def _verify_options(verify: argparse.ArgumentParser) -> None:
    verify.add_argument("--backend", metavar="URL", help="the backend to be verified")
    verify.add_argument(
        "--links",
        metavar="FILE",
        help="TOML with a list of links for each kind: fresh, expired, used, revoked, replaced, "
        "locked, not_yet_valid",
    )
    verify.add_argument(
        "--links-from",
        metavar="COMMAND",
        help="prints a fresh link, or several, at each call; {kind} in it becomes the kind that "
        "is wanted, {count} how many",
    )
    verify.add_argument(
        "--only",
        action="append",
        default=[],
        metavar="CHECK",
        help="this check, or all of this subject; may be given several times",
    )
    verify.add_argument("--list", action="store_true", help="list the checks; nothing is sent")
    verify.add_argument(
        "--limits", action="store_true", help="also go to the limits, which may lock you out"
    )
    verify.add_argument(
        "--complete", action="store_true", help="a check that was not tried counts as failed"
    )
    verify.add_argument("--json", action="store_true", help="print one JSON object")
    verify.add_argument("--junit", metavar="FILE", help="write JUnit's XML into this file")
    verify.add_argument(
        "--i-own-this-backend",
        action="store_true",
        help="the backend is not on this machine, and it is yours to activate accounts there",
    )


def _pace(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1
    if not 0 <= seconds <= 10:
        raise argparse.ArgumentTypeError(f"{text}: seconds from 0 to 10")
    return seconds


def _server(text: str) -> str:
    if not text.strip():
        raise argparse.ArgumentTypeError("empty; the URL of a mock server is asked for")
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
        "run the server until it is stopped", "mock_server.cli.serve:serve", (serve_options,)
    ),
    "provision": Subcommand(
        "set up a tenant from an order",
        "mock_server.cli.provision:provision",
        (_provision_options, _server_options),
    ),
    "add-users": Subcommand(
        "add users to a tenant",
        "mock_server.cli.users:add_users",
        (_add_users_options, _server_options),
    ),
    "invite": Subcommand(
        "mail an account a new link",
        "mock_server.cli.invite:invite",
        (_invite_options, _server_options),
    ),
    "outbox": Subcommand(
        "list the mails, or print one",
        "mock_server.cli.outbox:outbox",
        (_outbox_options, _server_options),
    ),
    "scenarios": Subcommand(
        "list scenarios with ready links",
        "mock_server.cli.scenarios:scenarios",
        (_server_options,),
    ),
    "reset": Subcommand(
        "forget everything, one account, or one tester's accounts",
        "mock_server.cli.reset:reset",
        (_reset_options, _server_options),
    ),
    "verify": Subcommand(
        "prove that a backend of your own keeps the contract",
        "mock_server.cli.verify:verify",
        (_verify_options,),
    ),
}
"""Every command, in the order in which --help lists them. A new one is a module and a row here."""


class _WholeParser(argparse.ArgumentParser):
    """That of all commands, whose help also tells of variables, exit codes and examples."""

    def format_help(self) -> str:
        """What --help shows."""
        from mock_server.cli.help_tables import further_tables

        return super().format_help() + "\n" + laid_out(self.prog, further_tables())


def command_parser() -> argparse.ArgumentParser:
    """What reads the command line; `command` names what is to be done, if anything is named."""
    parser = _WholeParser(
        prog="unify-mock",
        usage="unify-mock COMMAND [OPTION ...]",
        description="The mock server for unify-activate.",
        formatter_class=HelpFormatter,
    )
    parser.add_argument(
        "-V",
        "--version",
        action="version",
        version=f"unify-mock {VERSION}",
        help="show the version and exit",
    )
    parser.add_argument(
        "--print-completion",
        choices=SHELLS,
        help="print what completes commands and options in this shell, and exit",
    )
    commands = parser.add_subparsers(
        title="commands", dest="command", metavar="COMMAND", parser_class=argparse.ArgumentParser
    )
    for name, command in COMMANDS.items():
        options = commands.add_parser(
            name, prog=f"unify-mock {name}", help=command.does, formatter_class=HelpFormatter
        )
        for add_options in command.options:
            add_options(options)
        _language_option(options)
    return parser
