"""The certificate of a server that speaks TLS, and the hosts it was issued for."""

import ssl
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mock_server.hosts import in_url
from mock_server.i18n import _, reason_of


class UnusableCertificate(Exception):
    """Certificate or key cannot be used; the text says why, in one line."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """What a TLS server shows. `names` are hosts as they stand in a URL, lower-case."""

    context: ssl.SSLContext
    names: tuple[str, ...]

    def name_for(self, host: str) -> str:
        """How the server calls itself: by the host it is bound to if that is named, else otherwise."""
        whole = [name for name in self.names if "*" not in name]
        return host if host in whole or not whole else whole[0]


def read_certificate(certificate: Path, key: Path) -> Certificate:
    """The certificate in a PEM file, with what it was signed by, and its key in another.

    Raises:
        UnusableCertificate: a file cannot be read, they do not belong together, the certificate is not in
            force, or it names no host.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    for file in (certificate, key):
        try:
            file.open("rb").close()
        except OSError as error:
            raise UnusableCertificate(f"{file}: {reason_of(error)}") from None
    try:
        # A key with a passphrase is refused: nobody is there to be asked.
        context.load_cert_chain(certificate, key, password="")
    except (ssl.SSLError, OSError, ValueError):
        raise UnusableCertificate(
            _(
                "{certificate}, {key}: These are not a certificate and its key in PEM format."
            ).format(certificate=certificate, key=key)
        ) from None
    try:
        names = _names(context, certificate)
    except ssl.SSLError as error:
        reason = getattr(error, "verify_message", "") or _("The certificate cannot be used.")
        raise UnusableCertificate(f"{certificate}: {reason}") from None
    if not names:
        raise UnusableCertificate(
            _("{certificate}: The certificate does not name a host (subjectAltName).").format(
                certificate=certificate
            )
        )
    return Certificate(context, names)


def _names(context: ssl.SSLContext, certificate: Path) -> tuple[str, ...]:
    """What the certificate names, as a client sees it: the server greets itself in memory.

    Raises:
        ssl.SSLError: a client that trusts this very certificate would refuse it.
    """
    trusting = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    trusting.check_hostname = False
    trusting.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
    trusting.load_verify_locations(certificate)
    asked, answered = ssl.MemoryBIO(), ssl.MemoryBIO()
    client = trusting.wrap_bio(answered, asked)
    server = context.wrap_bio(asked, answered, server_side=True)
    waiting = [client, server]
    while waiting:
        side = waiting.pop(0)
        try:
            side.do_handshake()
        except ssl.SSLWantReadError:
            waiting.append(side)
    shown: dict[str, Any] = client.getpeercert() or {}
    return tuple(
        value.lower() if kind == "DNS" else in_url(value) or value
        for kind, value in shown.get("subjectAltName", ())
        if kind in ("DNS", "IP Address")
    )
