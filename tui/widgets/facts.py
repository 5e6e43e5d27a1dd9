"""Facts as label and value, one to a line."""

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import Static

from tui.outside_text import harmless


class Facts(Static):
    """Labels in one column, values (text from outside) in the other."""

    def __init__(self, facts: Sequence[tuple[str, str]], *, id: str | None = None) -> None:  # noqa: A002
        self.facts = tuple((label, harmless(value)) for label, value in facts)
        width = max((len(label) for label, _value in facts), default=0)
        super().__init__(
            Content("\n").join(
                Content.assemble((f"{label:<{width}}  ", "$text-muted"), value)
                for label, value in self.facts
            ),
            id=id,
            markup=False,
        )
