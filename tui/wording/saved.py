"""Where a file is that was saved."""

import os
from pathlib import Path

from tui.i18n import _
from tui.terminal.environment import home_folder
from tui.terminal.sanitize import harmless
from tui.wording.download import folder_name
from tui.wording.identity import shown_place


def receipt_saved(path: Path) -> str:
    """Where the receipt is."""
    return _("Confirmation saved: {path}").format(path=saved_place(path))


def app_saved(path: Path) -> str:
    """Where the desktop app is."""
    return _("Desktop app saved: {path}").format(path=saved_place(path))


def saved_place(path: Path) -> str:
    """Where a file of ours is, or a folder for one, as it is told."""
    return harmless(shown_place(folder_name(path, home_folder(os.environ))), limit=2000)
