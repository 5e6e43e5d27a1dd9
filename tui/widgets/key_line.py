"""The last line: the keys that do something here."""

from collections.abc import Iterable

from textual.content import Content
from textual.widgets import Static


class KeyLine(Static):
    """Keys and what they do, such as `Enter continue  Esc back`; redrawn only on a change."""

    def __init__(self, keys: Iterable[tuple[str, str]] = ()) -> None:
        super().__init__(self._content(keys), markup=False)

    def show(self, keys: Iterable[tuple[str, str]]) -> None:
        """Name other keys."""
        self.update(self._content(keys))

    @staticmethod
    def _content(keys: Iterable[tuple[str, str]]) -> Content:
        return Content("   ").join(
            Content.assemble((key, "bold $accent"), " ", does) for key, does in keys
        )
