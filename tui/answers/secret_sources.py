"""Following the references in an answers file: each secret is read once, before anything is sent."""

import os
import stat
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import SecretStr

from tui.answers.errors import AnswersFault, AnswersUnusable, FaultKind
from tui.answers.parser import key_name
from tui.answers.schema import EMAIL, AnswersFile, Source
from tui.memory import write_over_variable

LARGEST_SECRET = 4096
"""Bytes of one secret; no policy allows as many characters."""

OTHERS = stat.S_IRWXG | stat.S_IRWXO

DESCRIPTORS = Path("/dev/fd")
"""What lies here was opened by the shell (process substitution); its mode says nothing then."""


@dataclass(frozen=True, slots=True)
class Secrets:
    """What the references of an answers file stand for; its repr shows nothing of it."""

    _values: dict[Source, SecretStr] = field(repr=False)

    def __getitem__(self, source: Source) -> str:
        """The secret that a reference stands for, as it was read."""
        return self._values[source].get_secret_value()

    def has(self, sources: Iterable[Source]) -> bool:
        """Whether all of these are still held; one that is generated never is."""
        return all(source in self._values for source in sources if source.generate is None)

    def let_go(self, sources: Iterable[Source]) -> None:
        """Hold these no more."""
        for source in sources:
            self._values.pop(source, None)


class _Unusable(Exception):
    """A reference leads nowhere; `values` are what the sentence about it needs."""

    def __init__(self, kind: FaultKind, **values: str) -> None:
        super().__init__(kind)
        self.kind = kind
        self.values = values


def take_secrets(
    answers: AnswersFile,
    environ: MutableMapping[str, str],
    *,
    folder: Path,
    input_is_taken: bool = False,
    several: bool = False,
) -> Secrets:
    """Read every secret the file refers to, those for single accounts too.

    Args:
        answers: the file.
        environ: where variables are looked up; those named are removed, found or not, so that no
            program started later inherits them.
        folder: what relative names of files are relative to.
        input_is_taken: whether standard input is read for something else.
        several: whether there is more than one account.

    Raises:
        AnswersUnusable: everything that cannot be read, and every file that could not be written.
    """
    taken: dict[Source, SecretStr] = {}
    faults = list(_generate_faults(answers, several))
    for place, source in answers.all_sources():
        try:
            if source.generate is not None:
                check_target(folder, source.generate)
            elif source not in taken:
                taken[source] = SecretStr(_read(source, environ, folder, input_is_taken))
        except _Unusable as unusable:
            faults.append(AnswersFault(unusable.kind, key_name(place), values=unusable.values))
    for _place, source in answers.all_sources():
        if source.env is not None:
            environ.pop(source.env, None)
            write_over_variable(source.env)
    if faults:
        raise AnswersUnusable(faults)
    return Secrets(taken)


def target(folder: Path, name: str, email: str = EMAIL) -> Path:
    """The file for a generated secret; an address becomes part of its name and no way elsewhere."""
    kept = "".join(sign if _is_plain(sign) else "_" for sign in email)
    return folder / Path(name.replace(EMAIL, kept.lstrip("."))).expanduser()


def _is_plain(sign: str) -> bool:
    return sign.isascii() and (sign.isalnum() or sign in "@._+-{}")


def check_target(folder: Path, name: str) -> None:
    """See that a secret could be kept in a file that is not there yet."""
    path = target(folder, name)
    if EMAIL not in name and os.path.lexists(path):
        raise _Unusable("exists", file=str(path))
    if not os.access(path.parent, os.W_OK | os.X_OK) or not path.parent.is_dir():
        raise _Unusable("not-writable", file=str(path))


def _generate_faults(answers: AnswersFile, several: bool) -> Iterator[AnswersFault]:
    """What generated files have to do with each other: no two secrets in one."""
    seen: set[str] = set()
    for place, source in answers.all_sources():
        if source.generate is None:
            continue
        if source.generate in seen:
            yield AnswersFault("same-file", key_name(place), values={"file": source.generate})
        elif several and place[0] != "accounts" and EMAIL not in source.generate:
            yield AnswersFault("needs-email", key_name(place), values={"file": source.generate})
        seen.add(source.generate)


def _read(source: Source, environ: Mapping[str, str], folder: Path, input_is_taken: bool) -> str:
    if source.env is not None:
        if source.env not in environ:
            raise _Unusable("env-not-set", name=source.env)
        return _secret(os.fsencode(environ[source.env]), name=source.env)
    if source.file is not None:
        return _of_file(folder / Path(source.file).expanduser())
    assert source.fd is not None, "a reference has one of its kinds"
    if source.fd == 0 and input_is_taken:
        raise _Unusable("standard-input")
    return _of_descriptor(source.fd)


def _of_file(path: Path) -> str:
    """A secret in a file or a pipe with a name; symbolic links are followed, then judged."""
    name = str(path)
    failure = ""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOCTTY)
        with open(descriptor, "rb") as opened:
            mode = os.fstat(opened.fileno()).st_mode
            if os.isatty(opened.fileno()):
                raise _Unusable("terminal", file=name)
            if not (stat.S_ISREG(mode) or stat.S_ISFIFO(mode)):
                raise _Unusable("not-a-file", file=name)
            if mode & OTHERS and not path.is_relative_to(DESCRIPTORS):
                raise _Unusable("open-to-others", file=name)
            return _secret(opened.read(LARGEST_SECRET + 1), name=name)
    except OSError as error:
        failure = error.strerror or type(error).__name__
    raise _Unusable("unreadable", file=name, reason=failure)


def _of_descriptor(number: int) -> str:
    name = f"fd {number}"
    data = b""
    try:
        if os.isatty(number):
            raise _Unusable("terminal", file=name)
        while len(data) <= LARGEST_SECRET and (more := os.read(number, LARGEST_SECRET + 1)):
            data += more
    except (OSError, OverflowError):
        raise _Unusable("closed", file=name) from None
    if number > 2:
        with suppress(OSError):
            os.close(number)  # no program started later inherits it
    return _secret(data, name=name)


def _secret(data: bytes, *, name: str) -> str:
    """The text of a secret, less one line break at its end."""
    if len(data) > LARGEST_SECRET:
        raise _Unusable("too-large", file=name)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = None
    if text is None:  # outside the except: the error holds the bytes
        raise _Unusable("not-text", file=name)
    text = text.removesuffix("\n").removesuffix("\r")
    if not text:
        raise _Unusable("empty", file=name)
    return text
