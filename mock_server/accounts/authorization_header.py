"""The `Authorization` header of the contract: which account, and the token that proves it."""

import hashlib
import re
from dataclasses import dataclass, field

from api_client.activation_link import is_account_id
from api_client.problems import LinkMalformed, Unauthorized

_TOKEN = re.compile(r"[0-9a-fA-F]{32}")


@dataclass(frozen=True, slots=True)
class Bearer:
    """What a client sent to prove its link. The token is never shown."""

    account_id: str
    token: str = field(repr=False)

    @property
    def token_sha256(self) -> bytes:
        """All that a server keeps of the token."""
        return hashlib.sha256(self.token.encode()).digest()


def read_bearer(header: str | None) -> Bearer:
    """Read `Bearer <account id>~<token>`.

    Raises:
        Unauthorized: there is no bearer token.
        LinkMalformed: it has not the shape of a link's.
    """
    scheme, _, credentials = (header or "").strip().partition(" ")
    if scheme.lower() != "bearer" or not credentials.strip():
        raise Unauthorized
    bearer = _read(credentials.strip(), "~")
    if bearer is None:
        raise LinkMalformed
    return bearer


def read_account_name(name: str) -> Bearer | None:
    """Read `<scenario>:<token>`, the name of a magic account; None for any other name."""
    return _read(name, ":")


def _read(text: str, separator: str) -> Bearer | None:
    account_id, _, token = text.partition(separator)
    if not is_account_id(account_id) or not _TOKEN.fullmatch(token):
        return None
    return Bearer(account_id, token.lower())
