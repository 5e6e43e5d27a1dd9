"""A list of which one entry is chosen."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tui.terminal.sanitize import WIDTH, harmless, indented
from tui.wording.steps import position

_FRAME = 2
"""Rows of the frame."""

_BESIDE = 3
"""Columns of the marker and of a scroll bar."""


class ChoiceList(OptionList):
    """Entries of which Enter chooses one and goes on to what comes next; Space only chooses.

    `◉` marks the one in `chosen`. Each entry is a line and, if there is something to add, an
    indented second one; what is too long for the list as wide as it is goes on below, set in. It
    is never higher than its entries.
    """

    class Chosen(Message):
        """An entry was chosen."""

        def __init__(self, choices: "ChoiceList", index: int) -> None:
            super().__init__()
            self.choices = choices
            self.index = index

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
        take: Callable[[], None] | None = None,
        id: str | None = None,  # noqa: A002
    ) -> None:
        self._entries = tuple(entries)
        self._take = take
        self._room = WIDTH
        super().__init__(*self._drawn(chosen), id=id, markup=False, compact=True)
        self.chosen = chosen
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

    def on_resize(self) -> None:
        """Break the entries anew where the list got wider or narrower."""
        room = self.content_region.width - _BESIDE
        if room != self._room and room > 0:
            self._room = room
            self.styles.max_height = self.rows + _FRAME
            for index, (line, more) in enumerate(self._entries):
                content = self._content(line, more, index == self.chosen)
                self.replace_option_prompt_at_index(index, content)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Say on the frame which of how many entries is marked."""
        self.border_subtitle = position(event.option_index + 1, len(self._entries))

    def _drawn(self, chosen: int | None) -> list[Option]:
        return [
            Option(self._content(line, more, index == chosen))
            for index, (line, more) in enumerate(self._entries)
        ]

    def _set_in(self, text: str) -> str:
        return indented(harmless(text), 2, self._room)

    def _content(self, line: str, more: str, chosen: bool) -> Content:
        mark = ("◉ ", "bold $accent") if chosen else ("○ ", "$text-muted")
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
        """Mark it instead of what was before, and tell."""
        before, self.chosen = self.chosen, index
        for changed in {index if before is None else before, index}:
            line, more = self._entries[changed]
            content = self._content(line, more, changed == index)
            self.replace_option_prompt_at_index(changed, content)
        if self._take is not None:  # before any key that was typed behind this one
            self._take()
        self.post_message(self.Chosen(self, index))
