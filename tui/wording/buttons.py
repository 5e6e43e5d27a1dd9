"""The words on buttons that stand on more than one page."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

from tui.i18n import N_, _

if TYPE_CHECKING:
    from tui.journey.states import Mark

ButtonName = Literal[
    "another-link",
    "back",
    "cancel",
    "continue",
    "finish",
    "go-on",
    "leave",
    "look-at-link",
    "other-accounts",
    "try-again",
]
"""What a button does."""

_LABELS: Mapping[ButtonName, str] = {
    "another-link": N_("Another link"),
    "back": N_("Back"),
    "cancel": N_("Cancel"),
    "continue": N_("Continue"),
    "finish": N_("Finish"),
    "go-on": N_("Go on"),
    "leave": N_("Quit"),
    "look-at-link": N_("Check the link"),
    "other-accounts": N_("Other accounts"),
    "try-again": N_("Try again"),
}


def button_label(name: ButtonName) -> str:
    """The words on a button."""
    return _(_LABELS[name])


def another_link_label(mark: "Mark | None") -> str:
    """What leads away from a link: to another one, or among several accounts to their list."""
    return button_label("another-link" if mark is None else "other-accounts")
