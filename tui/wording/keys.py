"""The names of keys, as they stand on keyboards, and what they do on more than one page."""

from collections.abc import Mapping
from typing import Literal

from tui.i18n import N_, _
from tui.terminal.charset import characters

_NAMES: Mapping[str, str] = {
    "enter": N_("Enter"),
    "escape": N_("Esc"),
    "tab": N_("Tab"),
    "shift+tab": N_("Shift+Tab"),
    "ctrl+l": N_("Ctrl+L"),
    "ctrl+q": N_("Ctrl+Q"),
    "ctrl+z": N_("Ctrl+Z"),
    "pagedown": N_("PgUp/PgDn"),
    "f1": "F1",
    "f2": "F2",
    "f3": "F3",
    "f4": "F4",
    "f6": "F6",
}
"""By Textual's names."""

KeyHint = Literal[
    "accounts",
    "back",
    "cancel",
    "choices",
    "choose",
    "continue",
    "help",
    "leave",
    "next-button",
    "scroll",
    "show",
]
"""What a key does, or leads to."""

_HINTS: Mapping[KeyHint, str] = {
    "accounts": N_("accounts"),
    "back": N_("back"),
    "cancel": N_("cancel"),
    "choices": N_("choices"),
    "choose": N_("choose"),
    "continue": N_("continue"),
    "help": N_("help"),
    "leave": N_("leave"),
    "next-button": N_("next button"),
    "scroll": N_("scroll"),
    "show": N_("show"),
}


def key_name(key: str) -> str:
    """The name of a key; `updown` are the arrows."""
    if key == "updown":
        return "↑↓" if characters() == "all" else _("Arrows")
    return _(_NAMES[key])


def key_hint(hint: KeyHint) -> str:
    """What a key does, in a word or two."""
    return _(_HINTS[hint])
