"""Where this user's downloads go: the folder that desktops agree on.

Source: the XDG user directories, `user-dirs.dirs(5)`: shell-like lines whose value begins with
`$HOME` or is absolute; a directory that is the home itself is switched off.
"""

import re
from collections.abc import Mapping
from pathlib import Path

_LINE = re.compile(r'\s*XDG_DOWNLOAD_DIR="(?P<home>\$HOME)?(?P<path>(?:[^"\\$`]|\\.)*)"\s*')


def download_folders(environment: Mapping[str, str], home: Path, here: Path) -> tuple[Path, ...]:
    """The folders a download may go to, the most fitting first, only those that exist.

    Args:
        environment: for `XDG_CONFIG_HOME`.
        home: the user's home; it is on the list even when it is missing, so that there is one.
        here: the current folder, the last resort.
    """
    config = Path(environment.get("XDG_CONFIG_HOME") or home / ".config")
    named = _named(config / "user-dirs.dirs", home)
    wanted = [*([named] if named else []), home / "Downloads"]
    existing = [folder for folder in wanted if folder.is_dir()]
    others = [here] if here.is_dir() else []
    return tuple(dict.fromkeys([*existing, home, *others]))


def _named(file: Path, home: Path) -> Path | None:
    """The download folder that the file of user directories names."""
    try:
        text = file.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return None
    folder = None
    for line in text.splitlines():
        found = _LINE.fullmatch(line)
        if found is None:
            continue
        path = re.sub(r"\\(.)", r"\1", found["path"])
        if found["home"] and (path.startswith("/") or not path):
            folder = home / path.strip("/")
        elif path.startswith("/"):
            folder = Path(path)
    return folder
