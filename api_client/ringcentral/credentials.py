"""An operator's credentials: from the environment or from a file that is theirs alone.

They belong to an app with the JWT grant, made in the vendor's developer console; the variables are
those of the vendor's own samples ("Running code samples in the Developer Guide").
"""

import os
import stat
import tomllib
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from api_client.ringcentral.servers import PRODUCTION, read_server

CLIENT_ID, CLIENT_SECRET = "RC_APP_CLIENT_ID", "RC_APP_CLIENT_SECRET"
JWT, SERVER = "RC_USER_JWT", "RC_SERVER_URL"
FILE = "UNIFY_OPERATOR_FILE"
"""Names another file than the usual one."""

ENVIRONMENT = "environment"
"""The source of what came from the environment; any other is a file's name."""

LARGEST_FILE = 64 * 1024

_MEMBERS = {"client_id": CLIENT_ID, "client_secret": CLIENT_SECRET, "jwt": JWT, "server": SERVER}
"""The file's members, and the variables that stand for them."""

CredentialsFault = Literal[
    "missing", "incomplete", "unreadable", "not-a-file", "not-yours", "open-to-others", "no-toml",
    "unknown-member", "bad-value", "unknown-server",
]  # fmt: skip


class CredentialsUnusable(Exception):
    """There are no usable credentials.

    `fault` says why, `where` names the file or variable concerned; neither holds a value of one.
    """

    def __init__(self, fault: CredentialsFault, where: str) -> None:
        super().__init__(fault)
        self.fault = fault
        self.where = where


@dataclass(frozen=True, slots=True)
class OperatorCredentials:
    """What proves the operator to the platform; `server` is its origin, `source` where all is from.

    The client secret and the JWT are in no repr.
    """

    client_id: str
    client_secret: str = field(repr=False)
    jwt: str = field(repr=False)
    server: str = PRODUCTION.origin
    source: str = ENVIRONMENT


def usual_file(environ: Mapping[str, str]) -> Path:
    """Where the file is looked for: as named, else among the user's settings."""
    if named := environ.get(FILE):
        return Path(named)
    base = environ.get("XDG_CONFIG_HOME") or os.path.join(environ.get("HOME", ""), ".config")
    return Path(base) / "unify-activate" / "operator.toml"


def take_credentials(environ: MutableMapping[str, str]) -> OperatorCredentials:
    """The credentials in the environment, else those in the file.

    Secrets are taken out of the environment, so that no program started later inherits them.

    Raises:
        CredentialsUnusable: there are none, or they cannot be used as they are.
    """
    given = {
        member: value.strip()
        for member, name in _MEMBERS.items()
        if (value := environ.get(name, "")).strip()
    }
    for name in (CLIENT_SECRET, JWT):
        environ.pop(name, None)
    if given.keys() - {"server"}:
        return _credentials(given, ENVIRONMENT)
    file = usual_file(environ)
    return _credentials(given | _read_file(file), str(file))


def _credentials(given: Mapping[str, str], source: str) -> OperatorCredentials:
    for member in ("client_id", "client_secret", "jwt"):
        value = given.get(member)
        where = _MEMBERS[member] if source == ENVIRONMENT else f"{source}: {member}"
        if not value:
            raise CredentialsUnusable("incomplete", where)
        if not (value.isascii() and value.isprintable()) or " " in value:
            raise CredentialsUnusable("bad-value", where)
    server = PRODUCTION.origin
    if "server" in given:
        try:
            server = read_server(given["server"])
        except ValueError:
            raise CredentialsUnusable("unknown-server", source) from None
    return OperatorCredentials(
        given["client_id"], given["client_secret"], given["jwt"], server, source
    )


def _read_file(file: Path) -> dict[str, str]:
    text, where = _own_text(file), str(file)
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        content = None
    if content is None:  # outside the except: its text quotes the file
        raise CredentialsUnusable("no-toml", where)
    for member, value in content.items():
        if member not in _MEMBERS:
            raise CredentialsUnusable("unknown-member", where)
        if not isinstance(value, str):
            raise CredentialsUnusable("bad-value", f"{where}: {member}")
    return {member: value.strip() for member, value in content.items()}


def _own_text(file: Path) -> str:
    """The text of a file that nobody but its owner, who is the user, may read or write."""
    where = str(file)
    try:
        # Opened once: what is checked is what is read. A pipe without a writer must not hang.
        descriptor = os.open(file, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
        with open(descriptor, "rb") as opened:
            found = os.fstat(opened.fileno())
            if not stat.S_ISREG(found.st_mode):
                raise CredentialsUnusable("not-a-file", where)
            if found.st_uid != os.geteuid():
                raise CredentialsUnusable("not-yours", where)
            if found.st_mode & 0o077:
                raise CredentialsUnusable("open-to-others", where)
            return opened.read(LARGEST_FILE).decode("utf-8")
    except FileNotFoundError:
        raise CredentialsUnusable("missing", where) from None
    except IsADirectoryError:
        raise CredentialsUnusable("not-a-file", where) from None
    except OSError:
        raise CredentialsUnusable("unreadable", where) from None
    except UnicodeDecodeError:
        pass
    raise CredentialsUnusable("no-toml", where)
