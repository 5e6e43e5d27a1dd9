"""The options of `unify-mock`."""

import argparse
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

DEFAULT_PORT = 8025
DEFAULT_SERVER = f"http://127.0.0.1:{DEFAULT_PORT}"
LANGUAGES = ("de", "en")


def command_parser() -> argparse.ArgumentParser:
    """What reads the command line; `command` names what is to be done."""
    parser = argparse.ArgumentParser(
        prog="unify-mock", description="The mock server for unify-activate."
    )
    parser.add_argument("--version", action="version", version=f"unify-mock {_version()}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _serve_options(commands.add_parser("serve", help="run the server until it is stopped"))
    for name, help_text, options in (
        ("provision", "set up a tenant from an order", _provision_options),
        ("add-users", "add users to a tenant", _add_users_options),
        ("invite", "mail an account a new link", _invite_options),
        ("outbox", "list the mails, or print one", _outbox_options),
        ("scenarios", "list scenarios with ready links", None),
        ("reset", "forget everything, one account, or one tester's accounts", _reset_options),
    ):
        command = commands.add_parser(name, help=help_text)
        if options is not None:
            options(command)
        _server_options(command)
        _language_option(command)
    return parser


def _serve_options(serve: argparse.ArgumentParser) -> None:
    serve.add_argument(
        "--host", default="127.0.0.1", help="an address to be reached at (127.0.0.1)"
    )
    serve.add_argument(
        "--port", type=_port, default=DEFAULT_PORT, help=f"({DEFAULT_PORT}); 0 takes a free one"
    )
    serve.add_argument("--db", type=Path, metavar="FILE", help="keep the state in this file")
    serve.add_argument(
        "--freeze", type=_time, metavar="TIME", help="stand still at this time (ISO 8601)"
    )
    serve.add_argument(
        "--cheap-hash", action="store_true", help="hash secrets as fast as can be, for tests"
    )
    serve.add_argument(
        "--strict", action="store_true", help="refuse every call that is off the contract"
    )
    serve.add_argument(
        "--tls-cert", type=Path, metavar="FILE", help="speak TLS with this certificate (PEM)"
    )
    serve.add_argument("--tls-key", type=Path, metavar="FILE", help="the certificate's key (PEM)")
    serve.add_argument(
        "--admin-key-file",
        type=Path,
        metavar="FILE",
        help="ask for the key in this file (mode 600) under /_mock/",
    )
    serve.add_argument(
        "--smtp",
        type=_address,
        metavar="HOST:PORT",
        help="hand every new mail on to this SMTP server, without TLS",
    )
    _language_option(serve)


def _provision_options(provision: argparse.ArgumentParser) -> None:
    provision.add_argument(
        "order",
        metavar="ORDER.toml",
        help="the order; JSON if it ends in .json, - for TOML on standard input",
    )


def _add_users_options(add_users: argparse.ArgumentParser) -> None:
    add_users.add_argument("tenant", metavar="TENANT", help="the tenant's id")
    add_users.add_argument(
        "file", metavar="FILE", help="CSV with a header row, UTF-8; - for standard input"
    )
    add_users.add_argument(
        "--json", action="store_true", help="FILE is JSON: one user, or a list of them"
    )


def _invite_options(invite: argparse.ArgumentParser) -> None:
    invite.add_argument("account", metavar="ACCOUNT", help="its id, or <scenario>:<token>")


def _outbox_options(outbox: argparse.ArgumentParser) -> None:
    outbox.add_argument("--to", metavar="ADDRESS", help="only mails to this address")
    outbox.add_argument("--eml", type=int, metavar="ID", help="print this mail as it is sent")


def _reset_options(reset: argparse.ArgumentParser) -> None:
    what = reset.add_mutually_exclusive_group()
    what.add_argument("--account", metavar="ACCOUNT", help="its id, or <scenario>:<token>")
    what.add_argument("--prefix", metavar="HEX", help="how all tokens of one tester begin")


def _server_options(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--server", default=DEFAULT_SERVER, metavar="URL", help=f"({DEFAULT_SERVER})"
    )
    command.add_argument(
        "--admin-key-file", type=Path, metavar="FILE", help="the server's admin key (mode 600)"
    )


def _language_option(command: argparse.ArgumentParser) -> None:
    command.add_argument("--lang", choices=LANGUAGES, default="en", help="of what is printed (en)")


def _version() -> str:
    try:
        return version("unify-activate")
    except PackageNotFoundError:
        return "(source)"


def _port(text: str) -> int:
    port = int(text)
    if not 0 <= port <= 65535:
        raise ValueError
    return port


def _address(text: str) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    if not host or not _port(port):
        raise ValueError
    return host.removeprefix("[").removesuffix("]"), int(port)


def _time(text: str) -> datetime:
    time = datetime.fromisoformat(text)
    return time if time.tzinfo else time.replace(tzinfo=UTC)
