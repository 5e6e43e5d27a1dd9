"""How much of a whole is done, as a bar with its per cent."""

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

_PER_CENT = 6
"""Columns of the number at the end."""


class PercentBar(Widget):
    """`━━━━━━━━────────  50 %`, drawn anew only when a column or the number changes."""

    DEFAULT_CSS = """
    PercentBar { height: 1; width: 100%; }
    """

    per_mille: reactive[int] = reactive(0)

    def show(self, done: int, size: int) -> None:
        """Draw a share of the whole."""
        self.per_mille = min(1000, done * 1000 // max(1, size))

    def render(self) -> Content:
        """The bar as wide as there is room."""
        room = max(0, self.size.width - _PER_CENT)
        full = room * self.per_mille // 1000
        return Content.assemble(
            ("━" * full, "$accent"),
            ("─" * (room - full), "$text-muted"),
            f"{self.per_mille // 10:4d} %",
        )
