"""The keys: none is a function key alone, and all get through to the program."""

import importlib
import pkgutil

import pytest
from textual.binding import Binding
from textual.widgets import Input

import tui.app.screens
from tui.app.app import ActivateApp
from tui.app.widgets.footer import fitting
from tui.i18n import use_language
from tui.terminal.charset import use_characters
from tui.wording.keys import FUNCTION_KEYS, key_name, key_names

TAKEN = {
    "Backspace, Tab, Enter, Escape": "hijm[",
    "flow control": "sq",
    "tmux, screen": "ba",
    "leaving, drawing, stopping": "clz",
    "docker": "p",
    "VS Code": "egk",
}
"""Control keys that do something else, by who takes them."""


def bindings() -> list[str]:
    """Every key that the app or a screen listens to, with those that do the same."""
    found = [*ActivateApp.BINDINGS]
    for module in pkgutil.iter_modules(tui.app.screens.__path__, "tui.app.screens."):
        for each in vars(importlib.import_module(module.name)).values():
            found += vars(each).get("BINDINGS", []) if isinstance(each, type) else []
    return [each.key for each in found if isinstance(each, Binding)]


def test_no_function_key_is_the_only_way() -> None:
    alike = {function_key: f"{key},{function_key}" for key, function_key in FUNCTION_KEYS.items()}
    named = {key for key in bindings() if "f1" <= key.split(",")[-1] <= "f9"}
    assert named == set(alike.values())


@pytest.mark.parametrize("key", FUNCTION_KEYS)
def test_a_control_key_gets_through_and_edits_no_field(key: str) -> None:
    assert key.removeprefix("ctrl+") not in "".join(TAKEN.values())
    editing = {
        key for each in Input.BINDINGS if isinstance(each, Binding) for key in each.key.split(",")
    }
    assert key not in editing


def test_help_names_the_control_key_first_and_the_last_line_it_alone() -> None:
    use_language("de")
    try:
        assert key_names("ctrl+y") == "Strg+Y, F1"
        assert key_name("ctrl+y") == "Strg+Y"
        assert key_names("escape") == key_name("escape") == "Esc"
    finally:
        use_language("en")


KEYS = [
    ("enter", "weiter"),
    ("ctrl+n", "vorschlagen"),
    ("escape", "zurück"),
    ("ctrl+y", "Hilfe"),
    ("ctrl+q", "beenden"),
    ("ctrl+r", "zeigen"),
]


@pytest.mark.parametrize("characters", ["all", "ascii"])
def test_the_last_line_leaves_out_whole_keys_at_its_end_and_never_help(characters: str) -> None:
    use_characters("ascii" if characters == "ascii" else "all")
    try:
        for room in range(11, 90):
            named, gap = fitting(KEYS, room)
            assert sum(len(f"{key_name(key)} {does}") for key, does in named) + gap * (
                len(named) - 1
            ) <= max(room, 12)
            assert ("ctrl+y", "Hilfe") in named
            others = [key for key in KEYS if key[0] != "ctrl+y"]
            shown = [key for key in named if key[0] != "ctrl+y"]
            assert shown == others[: len(shown)]
    finally:
        use_characters("all")
