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
    "ctrl+n": N_("Ctrl+N"),
    "ctrl+o": N_("Ctrl+O"),
    "ctrl+q": N_("Ctrl+Q"),
    "ctrl+r": N_("Ctrl+R"),
    "ctrl+t": N_("Ctrl+T"),
    "ctrl+y": N_("Ctrl+Y"),
    "ctrl+z": N_("Ctrl+Z"),
    "pagedown": N_("PgUp/PgDn"),
}
"""By Textual's names."""

FUNCTION_KEYS: Mapping[str, str] = {
    "ctrl+y": "f1",
    "ctrl+r": "f2",
    "ctrl+n": "f3",
    "ctrl+o": "f4",
    "ctrl+t": "f6",
}
"""The control keys that do what a function key does.

Terminals and desktops take function keys for themselves (F1 in GNOME Terminal and VS Code). These
letters are left: no field edits with them, none is Tab, Enter, Backspace or Escape, none stops the
flow of a serial line, and tmux, screen, dtach, mosh, docker and VS Code let them through.
"""

KeyHint = Literal[
    "accounts",
    "back",
    "cancel",
    "choices",
    "choose",
    "continue",
    "help",
    "leave",
    "light-dark",
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
    "leave": N_("quit"),
    "light-dark": N_("light or dark"),
    "next-button": N_("next button"),
    "scroll": N_("scroll"),
    "show": N_("show"),
}


def key_name(key: str) -> str:
    """The name of a key; `updown` are the arrows."""
    if key == "updown":
        return "↑↓" if characters() == "all" else _("Arrows")
    return _(_NAMES[key])


def key_names(key: str) -> str:
    """All keys that do the same, the one that works in every terminal first."""
    function_key = FUNCTION_KEYS.get(key)
    return f"{key_name(key)}, {function_key.upper()}" if function_key else key_name(key)


def key_hint(hint: KeyHint) -> str:
    """What a key does, in a word or two."""
    return _(_HINTS[hint])
