"""Where a single secret lies, and reading it there: a variable, a file, a descriptor, a credential."""

import os
import re
import stat
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from tui.answers.errors import FaultKind
from tui.answers.schema import Source
from tui.terminal.streams import read_patiently

LARGEST_SECRET = 4096
"""Bytes of one secret; no policy allows as many characters."""

OTHERS = stat.S_IRWXG | stat.S_IRWXO

DESCRIPTOR = re.compile(
    rf"/dev/(?:fd/([0-9]{{1,9}})|stdin)|/proc/(?:self|{os.getpid()})/fd/([0-9]{{1,9}})"
)
"""Names of what is open already. Its mode says nothing: the shell opened it."""

CREDENTIALS_FOLDER = "CREDENTIALS_DIRECTORY"
"""Names the folder in which systemd keeps the credentials of a service."""

KEPT_FOLDERS = (Path("/run/secrets"), Path("/var/run/secrets"), Path("/run/credentials"))
"""Where containers and service managers keep secrets, with modes that are theirs to choose."""

_LINE_END = re.compile(r"\r\n?|\n")


class SecretUnusable(Exception):
    """A reference leads nowhere; `values` are what the sentence about it needs."""

    def __init__(self, kind: FaultKind, **values: str) -> None:
        super().__init__(kind)
        self.kind = kind
        self.values = values


@dataclass(frozen=True, slots=True)
class SecretPlaces:
    """What names are looked up in.

    `folder` is what relative names of files are relative to; `input_is_taken` says that standard
    input is read for something else.
    """

    environ: Mapping[str, str] = field(repr=False)
    folder: Path = Path()
    input_is_taken: bool = False

    @property
    def credential_folders(self) -> tuple[Path, ...]:
        """Where credentials are looked for, in this order."""
        named = self.environ.get(CREDENTIALS_FOLDER, "")
        return (Path(named), KEPT_FOLDERS[0]) if os.path.isabs(named) else KEPT_FOLDERS[:1]

    def keeps(self, path: Path) -> bool:
        """Whether a file's mode was chosen by whoever keeps secrets for services."""
        place = Path(os.path.normpath(path))
        return any(map(place.is_relative_to, (*self.credential_folders, *KEPT_FOLDERS)))


def read_secret(source: Source, where: SecretPlaces) -> str:
    """The secret that a reference names; one that is generated is none yet.

    Raises:
        SecretUnusable: there is none that could be used.
    """
    if source.env is not None:
        if source.env not in where.environ:
            raise SecretUnusable("env-not-set", name=source.env)
        return _secret(os.fsencode(where.environ[source.env]), name=source.env)
    if source.credential is not None:
        return _of_file(_credential(source.credential, where), where)
    if source.file is not None:
        return _of_file(file_path(where.folder, source.file), where)
    assert source.fd is not None, "a reference has one of its kinds"
    secret = _of_descriptor(source.fd, where)
    if source.fd > 2:
        with suppress(OSError):
            os.close(source.fd)  # no program started later inherits it
    return secret


def file_path(folder: Path, name: str) -> Path:
    """The path that a name in an answers file means.

    Raises:
        SecretUnusable: it is no name of a file, or whose home folder is meant is unknown.
    """
    try:
        path = folder / Path(name).expanduser()
        os.fsencode(path)
    except (RuntimeError, UnicodeEncodeError):
        raise SecretUnusable("unreadable", file=name, reason=os.strerror(2)) from None
    if "\0" in name:
        raise SecretUnusable("unreadable", file=name, reason=os.strerror(22))
    return path


def _credential(name: str, where: SecretPlaces) -> Path:
    for folder in where.credential_folders:
        if name not in (".", "..") and os.path.lexists(folder / name):
            return folder / name
    places = ", ".join(map(str, where.credential_folders))
    raise SecretUnusable("no-credential", name=name, places=places)


def _of_file(path: Path, where: SecretPlaces) -> str:
    """A secret in a file or a pipe with a name; symbolic links are followed, then judged."""
    name = str(path)
    if opened := DESCRIPTOR.fullmatch(os.path.normpath(name)):
        return _of_descriptor(int(opened[1] or opened[2] or 0), where, name=name)
    failure = ""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOCTTY)
        with open(descriptor, "rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            if os.isatty(file.fileno()):
                raise SecretUnusable("terminal", file=name)
            if not (stat.S_ISREG(mode) or stat.S_ISFIFO(mode)):
                raise SecretUnusable("not-a-file", file=name)
            if mode & OTHERS and not where.keeps(path):
                raise SecretUnusable("open-to-others", file=name)
            return _secret(file.read(LARGEST_SECRET + 1), name=name)
    except OSError as error:
        failure = error.strerror or type(error).__name__
    raise SecretUnusable("unreadable", file=name, reason=failure)


def _of_descriptor(number: int, where: SecretPlaces, name: str = "") -> str:
    name = name or f"fd {number}"
    if number == 0 and where.input_is_taken:
        raise SecretUnusable("standard-input")
    data = b""
    try:
        if os.isatty(number):
            raise SecretUnusable("terminal", file=name)
        while len(data) <= LARGEST_SECRET and (more := read_patiently(number, LARGEST_SECRET + 1)):
            data += more
        if number > 2:
            os.set_inheritable(number, False)  # its owner may need it still; no program gets it
    except (OSError, OverflowError):
        raise SecretUnusable("closed", file=name) from None
    return _secret(data, name=name)


def _secret(data: bytes, *, name: str) -> str:
    """The text of a secret, less one line break at its end."""
    if len(data) > LARGEST_SECRET:
        raise SecretUnusable("too-large", file=name)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = None
    if text is None:  # outside the except: the error holds the bytes
        raise SecretUnusable("not-text", file=name)
    text = text.removesuffix("\n").removesuffix("\r")
    if not text:
        raise SecretUnusable("empty", file=name)
    if lines := len(_LINE_END.findall(text)):
        raise SecretUnusable("several-lines", file=name, lines=str(lines + 1))
    return text
