"""The rules under a field: each with its state in a symbol and a colour, a broken one in words."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import ItemGrid
from textual.content import Content
from textual.widgets import Static

from tui.journey.states import Judged, RuleLine, RuleState
from tui.terminal.sanitize import harmless
from tui.wording.rules import state_line, state_mark

_STYLES: dict[RuleState, str] = {
    RuleState.OPEN: "$text-muted",
    RuleState.MET: "$text-success",
    RuleState.BROKEN: "bold $text-error",
    RuleState.SERVER: "$text-muted",
}


class RuleRow(Static):
    """One rule; redrawn only when its state changes."""

    def __init__(self, judged: Judged, line: RuleLine) -> None:
        super().__init__(markup=False)
        self._judged = judged
        self.line = line
        self._length = 0

    def on_mount(self) -> None:
        """Draw the first state."""
        content = self._content()
        self._length = content.cell_length
        self.update(content)

    def take(self, line: RuleLine) -> None:
        """Show another state of the same rule."""
        if line != self.line:
            self.line = line
            content, before = self._content(), self._length
            self._length = content.cell_length
            self.update(content, layout=max(before, self._length) > self.content_size.width)

    def _content(self) -> Content:
        state, words = self.line.state, harmless(state_line(self._judged, self.line))
        style = _STYLES[state]
        is_broken = state is RuleState.BROKEN
        return Content.assemble(
            (f"{state_mark(state)} ", style), (words, style if is_broken else "")
        )


class RuleList(ItemGrid):
    """All rules of a policy, in its order, in two columns where there is room."""

    def __init__(self, judged: Judged, lines: Sequence[RuleLine]) -> None:
        super().__init__(min_column_width=36, stretch_height=False)
        self._rows = [RuleRow(judged, line) for line in lines]

    def compose(self) -> ComposeResult:
        """One row for each rule."""
        yield from self._rows

    def show(self, lines: Sequence[RuleLine]) -> None:
        """Show how the same rules stand now."""
        for row, line in zip(self._rows, lines, strict=True):
            row.take(line)
