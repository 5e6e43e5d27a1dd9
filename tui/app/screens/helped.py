"""Screens that have help, each for what has the focus."""

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from tui.wording.help import Topic

Keys = Sequence[tuple[str, str]]
"""Keys, by Textual's names, and what they do."""


@runtime_checkable
class Helped(Protocol):
    """What F1 asks a screen."""

    def help_topic(self) -> Topic:
        """What there is help about."""

    def help_keys(self) -> Keys:
        """All keys that do something here."""
