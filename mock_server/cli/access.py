"""Who may reach a server, and under which names: what has to be given before others may."""

import argparse
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mock_server.cli.console import CommandRefused
from mock_server.i18n import _

if TYPE_CHECKING:
    from mock_server.certificate import Certificate


@dataclass(frozen=True, slots=True)
class Access:
    """The certificate, the admin key, and the names beside those of this machine."""

    certificate: "Certificate | None"
    admin_key: str | None = field(repr=False)
    names: frozenset[str]


def read_access(options: argparse.Namespace) -> Access:
    """What the options of `serve` say of it.

    Raises:
        CommandRefused: something cannot be used, or a host is not loopback and something is missing.
    """
    if (options.tls_cert is None) != (options.tls_key is None):
        raise CommandRefused(_("Give --tls-cert and --tls-key together."))
    admin_key = _admin_key(options)
    for host in options.host or ():
        _guarded(host, options, admin_key)
    names = [*options.name]
    if options.public_url is not None:
        from mock_server.hosts import host_of

        host = host_of(options.public_url.partition("://")[2])
        names += [host] if host else []
    return Access(_certificate(options), admin_key, frozenset(names))


def _guarded(host: str, options: argparse.Namespace, admin_key: str | None) -> None:
    """Refuse to be reached from elsewhere without what that needs."""
    from api_client.activation_link import is_loopback

    if is_loopback(f"[{host}]" if ":" in host else host):
        return
    if admin_key is None or (options.tls_cert is None and not options.insecure_http):
        raise CommandRefused(
            _(
                "{host} is not a loopback address. To be reached from other computers, the server "
                "needs an admin key (--admin-key-file) and either --tls-cert with --tls-key or "
                "--insecure-http."
            ).format(host=host)
        )


def _certificate(options: argparse.Namespace) -> "Certificate | None":
    if options.tls_cert is None:
        return None
    from mock_server.certificate import UnusableCertificate, read_certificate

    try:
        return read_certificate(options.tls_cert, options.tls_key)
    except UnusableCertificate as unusable:
        raise CommandRefused(str(unusable)) from None


def _admin_key(options: argparse.Namespace) -> str | None:
    from mock_server.admin_key import UnusableKey, find_key

    try:
        return find_key(options.admin_key_file)
    except UnusableKey as unusable:
        raise CommandRefused(str(unusable)) from None
