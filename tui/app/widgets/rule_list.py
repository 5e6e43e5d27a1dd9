"""The rules under a field, each with its state in a symbol, a word and a colour."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import ItemGrid
from textual.content import Content
from textual.widgets import Static

from tui.journey.states import Judged, RuleLine, RuleState
from tui.terminal.sanitize import harmless
from tui.wording.rules import STATE_SYMBOLS, rule_line, state_word

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

    def on_mount(self) -> None:
        """Draw the first state."""
        self.update(self._content())

    def take(self, line: RuleLine) -> None:
        """Show another state of the same rule."""
        if line != self.line:
            self.line = line
            self.update(self._content(), layout=False)  # every state's word has the same room

    def _content(self) -> Content:
        state, words = self.line.state, harmless(rule_line(self._judged, self.line.rule))
        width = max(len(state_word(each)) for each in RuleState)
        mark = f"{STATE_SYMBOLS[state]} {state_word(state):<{width}} "
        return Content.assemble((mark, _STYLES[state]), words)


class RuleList(ItemGrid):
    """All rules of a policy, in its order, in two columns where there is room."""

    def __init__(self, judged: Judged, lines: Sequence[RuleLine]) -> None:
        super().__init__(min_column_width=36, stretch_height=False)
        self._judged = judged
        self._lines = tuple(lines)

    def compose(self) -> ComposeResult:
        """One row for each rule."""
        for line in self._lines:
            yield RuleRow(self._judged, line)

    def show(self, lines: Sequence[RuleLine]) -> None:
        """Show how the same rules stand now."""
        for row, line in zip(self.query(RuleRow), lines, strict=True):
            row.take(line)
