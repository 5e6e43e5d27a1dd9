"""What was chosen, a line for each step; Enter on one leads back to it."""

from collections.abc import Sequence

from textual.content import Content
from textual.widgets.option_list import Option

from tui.app.widgets.fitted_list import FittedList
from tui.terminal.sanitize import harmless, indented


class ReviewList(FittedList):
    """Label and value of each step; a long value goes on below itself."""

    def __init__(self, lines: Sequence[tuple[str, str, str]], *, id: str | None = None) -> None:  # noqa: A002
        """Begin with id, label and value of each line."""
        self._steps = tuple(lines)
        self._width = max(len(label) for _name, label, _value in lines)
        options = [Option(self.entry_content(index), each[0]) for index, each in enumerate(lines)]
        super().__init__(*options, id=id, markup=False, compact=True)

    def entry_content(self, index: int) -> Content:
        """A tick, the label, and the value set in behind it."""
        _name, label, value = self._steps[index]
        room = max(self._room - self._width - 2, 1)
        return Content.assemble(
            ("✓ ", "$text-success"),
            (f"{label:<{self._width}}  ", "$text-muted"),
            indented(harmless(value), self._width + 4, room),
        )
