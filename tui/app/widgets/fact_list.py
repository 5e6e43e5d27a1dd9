"""Facts as label and value, one to a line."""

from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from tui.app.widgets.safe_text import safe_text

_GAP = 2
"""Columns between labels and values."""


class FactList(Widget):
    """Labels in one column; values, which are text from outside, wrap in the other.

    One widget for all of them: each more takes its part of a millisecond to be dressed and laid out.
    """

    DEFAULT_CSS = "FactList { width: 100%; height: auto; }"

    def __init__(self, facts: Sequence[tuple[str, str]], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._facts = tuple(facts)

    def tell(self, facts: Sequence[tuple[str, str]]) -> None:
        """Name other facts."""
        if tuple(facts) != self._facts:
            self._facts = tuple(facts)
            self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Rows that the facts take in so many columns."""
        return len(self._lines(width))

    def render(self) -> Content:
        """The facts in the columns there are."""
        return Content("\n").join(self._lines(self.content_size.width))

    def _lines(self, width: int) -> list[Content]:
        """A line for each label, and more where a value does not fit beside it."""
        column = max((cell_len(label) for label, _value in self._facts), default=0) + _GAP
        lines = []
        for label, value in self._facts:
            for line in safe_text(value).wrap(max(width - column, 1)) or [Content()]:
                gap = " " * (column - cell_len(label))
                lines.append(Content.assemble((label, "$text-muted"), gap, line))
                label = ""
        return lines
