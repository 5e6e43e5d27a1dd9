"""What was chosen, a line for each step; Enter on one leads back to it."""

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tui.terminal.sanitize import WIDTH, harmless, indented

_BESIDE = 3
"""Columns of the tick and of a scroll bar."""


class ReviewList(OptionList):
    """Label and value of each step; a long value goes on below itself, as wide as the list is."""

    def __init__(self, lines: Sequence[tuple[str, str, str]], *, id: str | None = None) -> None:  # noqa: A002
        """Begin with id, label and value of each line."""
        self._steps = tuple(lines)
        self._room = WIDTH
        options = [Option(self._content(*words), name) for name, *words in self._steps]
        super().__init__(*options, id=id, markup=False, compact=True)

    def on_resize(self) -> None:
        """Break the values anew where the list got wider or narrower."""
        room = self.content_region.width - _BESIDE
        if room != self._room and room > 0:
            self._room = room
            for name, *words in self._steps:
                self.replace_option_prompt(name, self._content(*words))

    def _content(self, label: str, value: str) -> Content:
        width = max(len(each) for _name, each, _value in self._steps)
        room = max(self._room - width - 2, 1)
        return Content.assemble(
            ("✓ ", "$text-success"),
            (f"{label:<{width}}  ", "$text-muted"),
            indented(harmless(value), width + 4, room),
        )
