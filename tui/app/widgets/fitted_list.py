"""A list whose entries are broken at words, as wide as the list is."""

from textual.content import Content
from textual.widgets import OptionList

from tui.terminal.sanitize import WIDTH

_BESIDE = 3
"""Columns of the marker and of a scroll bar."""


class FittedList(OptionList):
    """Entries that are drawn anew where the list got wider or narrower."""

    _room = WIDTH

    def entry_content(self, index: int) -> Content:
        """An entry, broken to fit into `_room` columns."""
        raise NotImplementedError

    def draw_entry(self, index: int) -> None:
        """Draw an entry as it is now."""
        self.replace_option_prompt_at_index(index, self.entry_content(index))

    def on_resize(self) -> None:
        """Break the entries anew where there is another room for them."""
        room = self.content_region.width - _BESIDE
        if room != self._room and room > 0:
            self._room = room
            self.fit()

    def fit(self) -> None:
        """Draw all entries anew."""
        for index in range(self.option_count):
            self.draw_entry(index)
