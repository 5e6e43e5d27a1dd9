"""The key that testers' calls have to show where others can reach the server."""

import hmac
import os
import re
import stat
from pathlib import Path

from starlette.datastructures import Headers

from mock_server.i18n import _, reason_of

SHORTEST = 16
"""Characters; below that a key could be guessed."""

HEADER = "X-Admin-Key"

VARIABLE = "UNIFY_MOCK_ADMIN_KEY"
"""Where the key may stand in the environment."""

_DESCRIPTOR = re.compile(r"fd:(\d{1,9})")
_MOST = 4096


class UnusableKey(Exception):
    """There is no usable key where one should be; the text says why, in one line."""


def find_key(source: str | None) -> str | None:
    """The key from where it was said to be, a file or `fd:N`, else from `VARIABLE`; None without any.

    The variable is taken out of the environment in any case.

    Raises:
        UnusableKey: there is none, others may read it, or it is too short.
    """
    stated = os.environ.pop(VARIABLE, None)
    if source is None:
        return None if stated is None else _fit(stated.encode(errors="replace"), VARIABLE)
    if found := _DESCRIPTOR.fullmatch(source):
        return _fit(_handed_over(int(found[1]), source), source)
    return _fit(_kept_in(source), source)


def _fit(raw: bytes, source: str) -> str:
    """The key, without the white space around it."""
    try:
        key = raw.decode("ascii").strip()
    except UnicodeDecodeError:
        raise UnusableKey(
            _("{source}: The key contains characters beyond ASCII.").format(source=source)
        ) from None
    if len(key) < SHORTEST or not key.isprintable() or " " in key:
        raise UnusableKey(
            _(
                "{source}: The key cannot be used. It needs at least {shortest} printable characters "
                "and must not contain a space."
            ).format(source=source, shortest=SHORTEST)
        )
    return key


def _handed_over(number: int, source: str) -> bytes:
    """What the starter of the program put behind a descriptor."""
    try:
        if os.isatty(number):
            raise UnusableKey(
                _("{source}: This is a terminal, where others could see the key.").format(
                    source=source
                )
            )
        with open(number, "rb") as handed:
            return handed.read(_MOST)
    except OSError as error:
        raise UnusableKey(f"{source}: {reason_of(error)}") from None
    except OverflowError:
        raise UnusableKey(
            _("{source}: This is not a file descriptor.").format(source=source)
        ) from None


def _kept_in(file: str) -> bytes:
    try:
        # Opened once: what is checked is what is read.
        with open(file, "rb", opener=_opened) as opened:
            found = os.fstat(opened.fileno())
            mode = stat.S_IMODE(found.st_mode)
            if not stat.S_ISREG(found.st_mode):
                raise UnusableKey(_("{file}: This is not a file.").format(file=file))
            if mode & _open_to_others(file, found.st_uid):
                raise UnusableKey(
                    _(
                        "{file}: Other users may read or write this file (mode {mode}). "
                        "Allow access to its owner only, with chmod 600."
                    ).format(file=file, mode=f"{mode:o}")
                )
            return opened.read(_MOST)
    except OSError as error:
        raise UnusableKey(f"{file}: {reason_of(error)}") from None
    except ValueError:
        raise UnusableKey(
            _("“{file}”: This is not the name of a file.").format(file=file)
        ) from None


def _open_to_others(file: str, owner: int) -> int:
    """The bits of a mode with which too many could read or write a file."""
    if any(Path(file).absolute().is_relative_to(folder) for folder in _folders_of_secrets()):
        # Whoever put it there decided who may read it, mostly with more than the mode tells.
        return 0o022
    # A group may read what is another user's: that is how such a file is handed to this one.
    return 0o077 if owner == os.geteuid() else 0o037


def _folders_of_secrets() -> list[str]:
    """Where a container, or systemd, puts secrets for the program alone."""
    credentials = os.environ.get("CREDENTIALS_DIRECTORY", "")
    return ["/run/secrets", *([credentials] if credentials.startswith("/") else [])]


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
