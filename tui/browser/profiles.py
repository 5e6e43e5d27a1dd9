"""Folders of browser profiles, one for each account."""

import hashlib
from collections.abc import Mapping
from pathlib import Path


def profile_folder(account: str, environment: Mapping[str, str], *, snap: str = "") -> Path:
    """Where an account's browser profile lives, below the folder for programs' data (XDG).

    The folder's name tells nothing of the account, since it stands in an argument list. A browser
    that is a snap package can write only below its own folder.
    """
    home = Path(environment.get("HOME") or Path.home())
    name = hashlib.sha256(account.strip().lower().encode()).hexdigest()[:12]
    if snap:
        return home / "snap" / snap / "common" / "unify-activate" / name
    data = environment.get("XDG_DATA_HOME", "")
    base = Path(data) if data.startswith("/") else home / ".local" / "share"
    return base / "unify-activate" / "profiles" / name


def make_profile_folder(folder: Path) -> None:
    """Make the folder, for its owner alone.

    Raises:
        OSError: it cannot be made.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
