"""The one factory for HTTP clients: what every request of ours has in common.

Short timeouts, no redirects, certificates always verified, an own CA by `SSL_CERT_FILE`, no proxy
for loopback, and no log (contract, "Client").
"""

import logging
import os
import ssl
from functools import cache

import httpx

from api_client.activation_link import is_loopback
from api_client.http.settings import ClientSettings
from api_client.http.variables import certificates_variable
from api_client.urls import host_of
from api_client.version import VERSION

_LOGGERS = (
    "httpx",
    "httpcore.connection",
    "httpcore.http11",
    "httpcore.http2",
    "httpcore.proxy",
    "httpcore.socks",
)

KEPT_SECONDS = 1.0
"""Seconds a connection waits for a next request. Servers hang up on idle ones (Apache, Node and
uvicorn after 5 s, gunicorn after 2), and a commit that goes out at that moment loses its answer."""

USER_AGENT = f"unify-activate/{VERSION}"
"""The program and its version (RFC 9110, 10.1.5), and nothing of the machine it runs on."""


def _needs_certificates(base_url: str, settings: ClientSettings) -> bool:
    """Whether `tls_context` has to be loaded to ask there."""
    return base_url.startswith("https://") and settings.transport is None


def open_client(base_url: str, settings: ClientSettings) -> httpx.AsyncClient:
    """A client for one backend; loading certificates takes a while, http needs none.

    Raises:
        OSError: the certificates that the environment names cannot be read.
        ValueError, ImportError: the environment names a proxy of a kind we do not speak.
    """
    _silence_loggers()
    loopback = is_loopback(host_of(base_url))
    return httpx.AsyncClient(
        base_url=base_url,
        verify=tls_context() if _needs_certificates(base_url, settings) else _no_certificates(),
        trust_env=not loopback,
        transport=settings.transport,
        follow_redirects=False,
        timeout=httpx.Timeout(
            settings.read_seconds,
            connect=settings.connect_seconds,
            pool=settings.connect_seconds,
        ),
        limits=httpx.Limits(keepalive_expiry=KEPT_SECONDS),
        headers={
            "Accept": "application/json, application/problem+json",
            "Accept-Encoding": "gzip",
            "Accept-Language": settings.language,
            "User-Agent": USER_AGENT,
        },
    )


@cache
def tls_context() -> ssl.SSLContext:
    """The certificates to trust, loaded once. A key log would undo the encryption: it is dropped."""
    os.environ.pop("SSLKEYLOGFILE", None)
    named = certificates_variable(os.environ)
    if named is not None:
        os.stat(named.value)  # OpenSSL takes a folder that is not there for an empty one
    return httpx.create_ssl_context()


def _no_certificates() -> ssl.SSLContext:
    """For a client that never encrypts: costs nothing to make, and trusts nobody if it ever did."""
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def _silence_loggers() -> None:
    """At DEBUG, httpcore logs the headers and whatever else passes."""
    for name in _LOGGERS:
        logging.getLogger(name).disabled = True
