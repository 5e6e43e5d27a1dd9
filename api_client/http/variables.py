"""What the environment says about connections: whom to trust, and which way to go.

The names are those that httpx reads: `SSL_CERT_FILE` and `SSL_CERT_DIR` of OpenSSL, and curl's for
proxies.
"""

import re
from collections.abc import Mapping
from urllib.request import getproxies_environment, proxy_bypass

import httpx

from api_client.activation_link import is_loopback
from api_client.problems import Variable

CERTIFICATES = ("SSL_CERT_FILE", "SSL_CERT_DIR")
"""The first that is set counts."""


def certificates_variable(environ: Mapping[str, str]) -> Variable | None:
    """What names the certificates to trust."""
    return next((Variable(name, environ[name]) for name in CERTIFICATES if environ.get(name)), None)


def proxy_variable(environ: Mapping[str, str], url: httpx.URL) -> Variable | None:
    """What names the proxy on the way to an address; none for this machine. No password is told."""
    if is_loopback(url.host) or proxy_bypass(url.host):
        return None
    for key in (url.scheme, "all"):
        named = getproxies_environment().get(key)
        for name in (f"{key}_proxy", f"{key}_proxy".upper()):
            if named and environ.get(name) == named:
                return Variable(name, _without_password(named))
    return None


def _without_password(address: str) -> str:
    return re.sub(r"^([^/@]*//)?.*@", r"\1", address)
