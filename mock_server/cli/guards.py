"""What protects a server that others can reach: TLS, and a key for testers."""

import argparse
from typing import TYPE_CHECKING

from mock_server.cli.common import Refused

if TYPE_CHECKING:
    from mock_server.certificate import Certificate


def guards(options: argparse.Namespace) -> "tuple[Certificate | None, str | None]":
    """The certificate and the admin key that were named.

    Raises:
        Refused: one of them cannot be used, or the host is not loopback and one is missing.
    """
    from api_client.activation_link import is_loopback

    named = f"[{options.host}]" if ":" in options.host else options.host
    if (options.tls_cert is None) != (options.tls_key is None):
        raise Refused("--tls-cert and --tls-key belong together")
    if not is_loopback(named) and (options.tls_cert is None or options.admin_key_file is None):
        raise Refused(
            f"{options.host} is not a loopback address; to be reached from elsewhere the server "
            "needs --tls-cert, --tls-key and --admin-key-file"
        )
    return _certificate(options), _admin_key(options)


def _certificate(options: argparse.Namespace) -> "Certificate | None":
    if options.tls_cert is None:
        return None
    from mock_server.certificate import Unusable, read_certificate

    try:
        return read_certificate(options.tls_cert, options.tls_key)
    except Unusable as unusable:
        raise Refused(str(unusable)) from None


def _admin_key(options: argparse.Namespace) -> str | None:
    if options.admin_key_file is None:
        return None
    from mock_server.admin_key import Unusable, read_key

    try:
        return read_key(options.admin_key_file)
    except Unusable as unusable:
        raise Refused(str(unusable)) from None
