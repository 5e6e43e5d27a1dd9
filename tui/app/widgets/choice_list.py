"""A list of which one entry is chosen."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tui.app.widgets.fitted_list import FittedList
from tui.terminal.sanitize import harmless, indented
from tui.wording.steps import position

_FRAME = 2
"""Rows of the frame."""


class ChoiceList(FittedList):
    """Entries of which Enter chooses one and goes on to what comes next; Space only chooses.

    `◉` marks the one in `chosen`. Each entry is a line and, if there is something to add, an
    indented second one; what is too long for the list as wide as it is goes on below, set in. It
    is never higher than its entries.
    """

    # Priority, so that keys that come in one burst are carried out in their order: each where
    # the one before it has led.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "cursor_up", show=False, priority=True),
        Binding("down", "cursor_down", show=False, priority=True),
        Binding("home", "first", show=False, priority=True),
        Binding("end", "last", show=False, priority=True),
        Binding("pageup", "page_up", show=False, priority=True),
        Binding("pagedown", "page_down", show=False, priority=True),
        Binding("enter", "choose", show=False, priority=True),
        Binding("space", "mark", show=False, priority=True),
    ]

    def __init__(
        self,
        entries: Sequence[tuple[str, str]],
        chosen: int | None,
        *,
        begin_at: int = 0,
        take: Callable[[], None],
        id: str | None = None,  # noqa: A002
    ) -> None:
        self._entries = tuple(entries)
        self._take = take
        self.chosen = chosen
        options = [Option(self.entry_content(index)) for index in range(len(entries))]
        super().__init__(*options, id=id, markup=False, compact=True)
        self._begin_at = begin_at if chosen is None else chosen

    @property
    def rows(self) -> int:
        """How many rows all entries take, without the frame."""
        parts = (self._set_in(part) for entry in self._entries for part in entry if part)
        return sum(part.count("\n") + 1 for part in parts)

    def on_mount(self) -> None:
        """Begin on what is chosen already, else where the list was told to."""
        self.styles.max_height = self.rows + _FRAME
        self.highlighted = self._begin_at

    def fit(self) -> None:
        """Draw all entries anew, and be no higher than they are then."""
        super().fit()
        self.styles.max_height = self.rows + _FRAME

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Say on the frame which of how many entries is marked."""
        self.border_subtitle = position(event.option_index + 1, len(self._entries))

    def _set_in(self, text: str) -> str:
        return indented(harmless(text), 2, self._room)

    def entry_content(self, index: int) -> Content:
        """A mark, the line, and what is added to it."""
        line, more = self._entries[index]
        is_chosen = index == self.chosen
        mark = ("◉ ", "bold $accent") if is_chosen else ("○ ", "$text-muted")
        parts: list[Content | str | tuple[str, str]] = [mark, self._set_in(line)]
        if more:
            parts.append((f"\n  {self._set_in(more)}", "$text-muted"))
        return Content.assemble(*parts)

    def action_choose(self) -> None:
        """Choose what is highlighted, and go on."""
        if self.highlighted is not None:
            self._choose(self.highlighted)
            self.screen.focus_next()

    def action_mark(self) -> None:
        """Choose what is highlighted, and stay: who types words in here has not gone on."""
        if self.highlighted is not None:
            self._choose(self.highlighted)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Choose what was clicked."""
        event.stop()
        self._choose(event.option_index)
        self.screen.focus_next()

    def _choose(self, index: int) -> None:
        """Mark it instead of what was before, and let it be taken.

        At once: no key that was typed behind this one comes before that.
        """
        before, self.chosen = self.chosen, index
        for changed in {index if before is None else before, index}:
            self.draw_entry(changed)
        self._take()
