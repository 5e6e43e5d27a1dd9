"""The key that testers' calls have to show where others can reach the server."""

import hmac
import os
import stat
from pathlib import Path

from starlette.datastructures import Headers

SHORTEST = 16
"""Characters; below that a key could be guessed."""

HEADER = "X-Admin-Key"


class UnusableKey(Exception):
    """There is no usable key in the file; the text says why, in one line."""


def read_key(file: Path) -> str:
    """The key in a file that nobody but its owner may read; white space around it is ignored.

    Raises:
        UnusableKey: the file cannot be read, others may read it, or the key is too short.
    """
    try:
        # Opened once: what is checked is what is read.
        with open(file, "rb", opener=_opened) as opened:
            mode = os.fstat(opened.fileno()).st_mode
            if not stat.S_ISREG(mode):
                raise UnusableKey(f"{file}: not a file")
            if mode & 0o077:
                raise UnusableKey(
                    f"{file}: others may read or write it (mode {mode & 0o777:o}, not 600)"
                )
            key = opened.read(4096).decode("ascii").strip()
    except OSError as error:
        raise UnusableKey(f"{file}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise UnusableKey(f"{file}: not in ASCII") from None
    if len(key) < SHORTEST or not key.isprintable() or " " in key:
        raise UnusableKey(
            f"{file}: a key has at least {SHORTEST} printable characters and no space"
        )
    return key


def shown_key(headers: Headers) -> str | None:
    """The key that a call shows, as a bearer token or in `X-Admin-Key`."""
    scheme, _, token = headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else headers.get(HEADER)


def is_key(shown: str, key: str) -> bool:
    """Whether it is the key; how much of it is right cannot be told from the time this takes."""
    return hmac.compare_digest(shown.encode("utf-8", "replace"), key.encode())


def _opened(path: str, flags: int) -> int:
    # A pipe without a writer would hold the start up for ever.
    return os.open(path, flags | os.O_CLOEXEC | os.O_NONBLOCK)
