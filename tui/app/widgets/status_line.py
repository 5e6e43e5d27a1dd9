"""One line of words with a symbol that says how things stand."""

from typing import Literal

from textual.content import Content
from textual.widgets import Static

from tui.terminal.sanitize import harmless

Tone = Literal["plain", "good", "open", "warn", "bad"]

_SYMBOLS: dict[Tone, str] = {"plain": " ", "good": "✓", "open": "○", "warn": "!", "bad": "✗"}


class StatusLine(Static):
    """A line that is redrawn only when what it says changes.

    It keeps its place on the screen while it has nothing to say, so nothing jumps.
    """

    DEFAULT_CSS = """
    StatusLine { height: auto; min-height: 1; }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__("", id=id, classes=classes, markup=False)
        self._said: tuple[str, Tone] = ("", "plain")
        self._takes_one_row = True

    @property
    def text(self) -> str:
        """What it says now."""
        return self._said[0]

    def say(self, text: str, tone: Tone = "plain", *, symbol: str | None = None) -> None:
        """Say something in a tone; an empty text leaves the line blank."""
        if (text, tone) == self._said:
            return
        self._said = (text, tone)
        self.update_classes({f"-{name}": bool(text) and name == tone for name in _SYMBOLS})
        mark = symbol or _SYMBOLS[tone]
        content = Content(f"{mark} {harmless(text)}" if text else "")
        before, self._takes_one_row = self._takes_one_row, self._fits(content)
        self.update(content, layout=not (before and self._takes_one_row))

    def _fits(self, content: Content) -> bool:
        """Whether a text takes one row, so that nothing around it moves."""
        return content.cell_length <= self.content_size.width
