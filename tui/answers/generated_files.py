"""Files for secrets that are generated: each is kept before it is sent, and taken up after a failure.

A secret is taken up only for the account it was made for, and until that is active: so long a note
beside the file names the account. What served once is no secret for anything that follows.
"""

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tui.answers.schema import EMAIL, Source
from tui.answers.secret_places import OTHERS, SecretPlaces, SecretUnusable, file_path, read_secret
from tui.private_file import write_own_file


def address_in_name(email: str) -> str:
    """An address as part of a file's name; it leads nowhere else."""
    kept = "".join(sign if _is_plain(sign) else "_" for sign in email)
    return kept.lstrip(".")


def _is_plain(sign: str) -> bool:
    return sign.isascii() and (sign.isalnum() or sign in "@._+-{}")


def target(folder: Path, name: str, email: str = EMAIL) -> Path:
    """The file for a generated secret; an address becomes part of its name and no way elsewhere.

    Raises:
        SecretUnusable: that can be no file.
    """
    return file_path(folder, name.replace(EMAIL, address_in_name(email)))


def insist_on_folder(folder: Path, name: str) -> None:
    """See that a secret could be kept, as far as that does not depend on the account.

    Raises:
        SecretUnusable: it could not.
    """
    path = target(folder, name)
    if EMAIL not in str(path.parent):
        _insist_on_room(path)


def _insist_on_room(path: Path) -> None:
    parent = path.parent
    try:
        is_short = len(os.fsencode(path.name)) <= os.pathconf(parent, "PC_NAME_MAX")
    except OSError:
        is_short = False
    if not (is_short and parent.is_dir() and os.access(parent, os.W_OK | os.X_OK)):
        raise SecretUnusable("not-writable", file=str(path))


@dataclass(frozen=True, slots=True)
class GeneratedFiles:
    """The files of one account, named relative to a folder."""

    folder: Path
    email: str

    def path(self, name: str) -> Path:
        """Where the secret of that name is kept."""
        return target(self.folder, name, self.email)

    def take_up(self, name: str) -> str | None:
        """The secret that was kept when this account's activation failed; None if none was made.

        Raises:
            SecretUnusable: something else is there, or nothing could be kept there.
        """
        path = self.path(name)
        if not os.path.lexists(path):
            _insist_on_room(path)
            return None
        if not (self._is_ours(path) and self._is_noted(path)):
            raise SecretUnusable("exists", file=str(path))
        return read_secret(Source(file=str(path)), SecretPlaces({}))

    def keep(self, name: str, secret: str) -> Path:
        """Write a new secret before it is sent.

        Raises:
            FileExistsError: another run was faster; its secret can be taken up.
            OSError: it cannot be written; nothing is left behind.
        """
        path = self.path(name)
        if os.path.lexists(path):
            raise FileExistsError(str(path))
        self.settle(name)  # what a run that was killed left
        write_own_file(_note(path), self.email + "\n")
        try:
            write_own_file(path, secret + "\n")
        except OSError as error:
            if not isinstance(error, FileExistsError):
                self.settle(name)
            raise
        return path

    def settle(self, name: str) -> None:
        """The account is active: whatever is activated next gets a secret of its own."""
        with suppress(OSError):
            _note(self.path(name)).unlink()

    def withdraw(self, name: str) -> None:
        """The secret was refused for good: nobody has it."""
        self.settle(name)
        with suppress(OSError):
            self.path(name).unlink()

    def _is_noted(self, path: Path) -> bool:
        try:
            noted = _note(path).read_text("utf-8")
        except (OSError, UnicodeDecodeError):
            return False
        return noted.rstrip("\n").casefold() == self.email.casefold()

    @staticmethod
    def _is_ours(path: Path) -> bool:
        found = os.lstat(path)
        is_private = not found.st_mode & OTHERS and found.st_uid == os.geteuid()
        return path.is_file() and not path.is_symlink() and is_private


def _note(path: Path) -> Path:
    """Names the account that a secret was made for."""
    return path.with_name(f".{path.name}.account")
