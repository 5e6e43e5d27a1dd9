"""The options of `unify-mock serve`, and how each is read."""

import argparse
import re
from datetime import UTC, datetime
from pathlib import Path

from mock_server.i18n import _

DEFAULT_PORT = 8025

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*")


def serve_options(serve: argparse.ArgumentParser) -> None:
    """What may be said of a server."""
    _reaching_options(serve)
    serve.add_argument("--db", type=Path, metavar=_("FILE"), help=_("keep the state in this file"))
    serve.add_argument(
        "--freeze",
        type=_time,
        metavar=_("TIME"),
        help=_("stop the clock at this time (ISO 8601)"),
    )
    serve.add_argument(
        "--cheap-hash", action="store_true", help=_("hash secrets as fast as possible, for tests")
    )
    serve.add_argument(
        "--strict", action="store_true", help=_("refuse every call that breaks the API contract")
    )
    serve.add_argument(
        "--fault",
        action="append",
        default=[],
        metavar=_("FAULT"),
        help=_(
            "let calls fail each time: [<operation>-]<fault>[-<arg>], for example "
            "look-delay-300ms; commit-lost fails only once (repeatable)"
        ),
    )
    serve.add_argument(
        "--smtp",
        type=_address,
        metavar="HOST:PORT",
        help=_("send every new email to this SMTP server, without TLS"),
    )
    serve.add_argument(
        "--log", action="store_true", help=_("write a line for each call to standard error")
    )


def _reaching_options(serve: argparse.ArgumentParser) -> None:
    """Where the server is, what it is called, and who may reach it."""
    serve.add_argument(
        "--host",
        action="append",
        metavar=_("ADDRESS"),
        help=_(
            "an address at which the server is reached (default: 127.0.0.1 and, if available, "
            "::1); :: stands for all addresses of this computer, 0.0.0.0 for those of IPv4 "
            "(repeatable)"
        ),
    )
    serve.add_argument(
        "--port",
        type=_port,
        default=DEFAULT_PORT,
        metavar="PORT",
        help=_("the port (default: {port}); 0 takes a free one").format(port=DEFAULT_PORT),
    )
    serve.add_argument(
        "--name",
        type=_name,
        action="append",
        default=[],
        metavar="HOST",
        help=_(
            "another name of the server, for example that of a service in a network of containers "
            "(repeatable)"
        ),
    )
    serve.add_argument(
        "--public-url",
        type=_public_url,
        metavar="URL",
        help=_("address of the proxy in front of the server: links, emails and pages lead there"),
    )
    serve.add_argument(
        "--allow-origin",
        type=_origin,
        action="append",
        default=[],
        metavar="ORIGIN",
        help=_("allow pages of this origin to call the server (CORS, repeatable)"),
    )
    serve.add_argument(
        "--tls-cert", type=Path, metavar=_("FILE"), help=_("use TLS with this certificate (PEM)")
    )
    serve.add_argument(
        "--tls-key", type=Path, metavar=_("FILE"), help=_("the key of the certificate (PEM)")
    )
    serve.add_argument(
        "--insecure-http",
        action="store_true",
        help=_("allow other computers without TLS, for example in a network of containers"),
    )
    key_option(serve, _("ask for this admin key under /_mock/"))


def key_option(command: argparse.ArgumentParser, does: str) -> None:
    """Where the admin key is, and what is done with it."""
    command.add_argument(
        "--admin-key-file",
        metavar=_("FILE"),
        help=_(
            "{does}: from this file (mode 600) or from fd:N; otherwise from UNIFY_MOCK_ADMIN_KEY"
        ).format(does=does),
    )


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) <= 65535):
        raise argparse.ArgumentTypeError(
            _("“{value}”: Must be a number from 0 to 65535").format(value=text)
        )
    return int(text)


def _name(text: str) -> str:
    from mock_server.hosts import read_name

    try:
        return read_name(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            _("“{value}”: Must be a server’s name without a scheme and without a port").format(
                value=text
            )
        ) from None


def _public_url(text: str) -> str:
    from mock_server.hosts import read_web_origin

    origin = read_web_origin(text.removesuffix("/"))
    if origin is None:
        raise argparse.ArgumentTypeError(
            _("“{value}”: Must be http(s)://HOST[:PORT], without a path").format(value=text)
        )
    return origin


def _origin(text: str) -> str:
    from mock_server.hosts import read_web_origin

    # Pages in an app or an extension have schemes of their own.
    scheme, apart, authority = text.lower().partition("://")
    if scheme in ("http", "https"):
        origin = read_web_origin(text)
    else:
        origin = text.lower() if apart and _SCHEME.fullmatch(scheme) else None
        origin = origin if re.fullmatch(r"[a-z0-9._-]+(:\d{1,5})?", authority) else None
    if origin is None:
        raise argparse.ArgumentTypeError(
            _("“{value}”: Must be SCHEME://HOST[:PORT], as a browser sends it").format(value=text)
        )
    return origin


def _address(text: str) -> tuple[str, int]:
    host, _separator, port = text.rpartition(":")
    if not host or not _port(port):
        raise argparse.ArgumentTypeError(_("“{value}”: Must be HOST:PORT").format(value=text))
    return host.removeprefix("[").removesuffix("]"), int(port)


def _time(text: str) -> datetime:
    from mock_server.clock import YEARS

    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        time = None
    if time is None or time.year not in YEARS:
        raise argparse.ArgumentTypeError(
            _(
                "“{value}”: Must be an ISO 8601 time from 1970 to 2199, such as 2026-01-01T09:00:00Z"
            ).format(value=text)
        )
    return time if time.tzinfo else time.replace(tzinfo=UTC)
