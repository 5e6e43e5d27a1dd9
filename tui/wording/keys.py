"""The names of keys, as they stand on keyboards."""

from collections.abc import Mapping

from tui.i18n import N_, _
from tui.terminal.charset import characters

_NAMES: Mapping[str, str] = {
    "enter": N_("Enter"),
    "escape": N_("Esc"),
    "tab": N_("Tab"),
    "shift+tab": N_("Shift+Tab"),
    "ctrl+q": N_("Ctrl+Q"),
    "pagedown": N_("PgUp/PgDn"),
    "f1": "F1",
    "f2": "F2",
    "f3": "F3",
    "f4": "F4",
    "f6": "F6",
}
"""By Textual's names."""


def key_name(key: str) -> str:
    """The name of a key; `updown` are the arrows."""
    if key == "updown":
        return "↑↓" if characters() == "all" else _("Arrows")
    return _(_NAMES[key])
