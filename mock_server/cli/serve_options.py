"""The options of `unify-mock serve`, and how each is read."""

import argparse
import re
from datetime import UTC, datetime
from pathlib import Path

DEFAULT_PORT = 8025

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*")


def serve_options(serve: argparse.ArgumentParser) -> None:
    """What may be said of a server."""
    _reaching_options(serve)
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
        "--fault",
        action="append",
        default=[],
        metavar="FAULT",
        help="let calls fail for good: [<operation>-]<fault>[-<arg>], such as look-delay-300ms; "
        "commit-lost only once; may be given several times",
    )
    serve.add_argument(
        "--smtp",
        type=_address,
        metavar="HOST:PORT",
        help="hand every new mail on to this SMTP server, without TLS",
    )
    serve.add_argument(
        "--log", action="store_true", help="write a line for each call to standard error"
    )


def _reaching_options(serve: argparse.ArgumentParser) -> None:
    """Where the server is, what it is called, and who may reach it."""
    serve.add_argument(
        "--host",
        action="append",
        metavar="ADDRESS",
        help="an address to be reached at (127.0.0.1 and, where there is one, ::1); :: stands for all of "
        "this machine's, 0.0.0.0 for those of IPv4; may be given several times",
    )
    serve.add_argument(
        "--port", type=_port, default=DEFAULT_PORT, help=f"({DEFAULT_PORT}); 0 takes a free one"
    )
    serve.add_argument(
        "--name",
        type=_name,
        action="append",
        default=[],
        metavar="HOST",
        help="another name it is called by, such as a service in a network of containers; may be given "
        "several times",
    )
    serve.add_argument(
        "--public-url",
        type=_public_url,
        metavar="URL",
        help="where the proxy in front of it is reached: links, mails and pages lead there",
    )
    serve.add_argument(
        "--allow-origin",
        type=_origin,
        action="append",
        default=[],
        metavar="ORIGIN",
        help="let pages of this origin call it (CORS); may be given several times",
    )
    serve.add_argument(
        "--tls-cert", type=Path, metavar="FILE", help="speak TLS with this certificate (PEM)"
    )
    serve.add_argument("--tls-key", type=Path, metavar="FILE", help="the certificate's key (PEM)")
    serve.add_argument(
        "--insecure-http",
        action="store_true",
        help="be reached from elsewhere without TLS, as in a network of containers",
    )
    key_option(serve, "ask for a key under /_mock/")


def key_option(command: argparse.ArgumentParser, does: str) -> None:
    """Where the admin key is, and what is done with it."""
    command.add_argument(
        "--admin-key-file",
        metavar="FILE",
        help=f"{does}: the one in this file (mode 600), or behind fd:N; else in UNIFY_MOCK_ADMIN_KEY",
    )


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) <= 65535):
        raise argparse.ArgumentTypeError(f"{text}: a port is a number from 0 to 65535")
    return int(text)


def _name(text: str) -> str:
    from mock_server.hosts import read_name

    try:
        return read_name(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{text!r}: a name is a host, without a scheme or a port"
        ) from None


def _public_url(text: str) -> str:
    from mock_server.hosts import read_web_origin

    origin = read_web_origin(text.removesuffix("/"))
    if origin is None:
        raise argparse.ArgumentTypeError(
            f"{text!r}: a public URL is http(s)://HOST[:PORT]; links can have no path before their own"
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
            f"{text!r}: an origin is SCHEME://HOST[:PORT], as a browser sends it"
        )
    return origin


def _address(text: str) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    if not host or not _port(port):
        raise argparse.ArgumentTypeError(f"{text}: an address is HOST:PORT")
    return host.removeprefix("[").removesuffix("]"), int(port)


def _time(text: str) -> datetime:
    from mock_server.clock import YEARS

    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        time = None
    if time is None or time.year not in YEARS:
        raise argparse.ArgumentTypeError(
            f"{text}: a time is ISO 8601, such as 2026-01-01T09:00:00Z, from 1970 to 2199"
        )
    return time if time.tzinfo else time.replace(tzinfo=UTC)
