"""Facts as label and value, one to a line."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Static

from tui.app.widgets.safe_text import safe_text


class FactList(Widget):
    """Labels in one column; values, which are text from outside, wrap in the other."""

    DEFAULT_CSS = """
    FactList {
        layout: grid;
        grid-size: 2;
        grid-columns: auto 1fr;
        grid-rows: auto;
        grid-gutter: 0 2;
        height: auto;
        width: 100%;
    }
    FactList > Static { height: auto; }
    FactList > .label { width: auto; color: $text-muted; }
    """

    def __init__(self, facts: Sequence[tuple[str, str]], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._facts = tuple(facts)

    def compose(self) -> ComposeResult:
        """A label and a value for each fact."""
        for label, value in self._facts:
            yield Static(label, classes="label", markup=False)
            yield Static(safe_text(value), classes="value")

    def tell(self, facts: Sequence[tuple[str, str]]) -> None:
        """Draw those values anew that are others than before; there are as many as there were."""
        before, self._facts = self._facts, tuple(facts)
        values = self.query(".value").results(Static)
        for shown, (_label, old), (_label, new) in zip(values, before, self._facts, strict=False):
            if new != old:
                shown.update(safe_text(new))
