"""A list of which one entry is chosen."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tui.outside_text import harmless, indented


class ChoiceList(OptionList):
    """Entries of which Enter or Space chooses one; `◉` marks it.

    Each entry is a line and, if there is something to add, an indented second one.
    """

    class Chosen(Message):
        """An entry was chosen."""

        def __init__(self, choices: "ChoiceList", index: int) -> None:
            super().__init__()
            self.choices = choices
            self.index = index

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "select", show=False)]

    def __init__(
        self,
        entries: Sequence[tuple[str, str]],
        chosen: int | None,
        *,
        id: str | None = None,  # noqa: A002
    ) -> None:
        self._entries = tuple(entries)
        super().__init__(*self._drawn(chosen), id=id, markup=False, compact=True)
        self._chosen = chosen

    def on_mount(self) -> None:
        """Begin on what is chosen already."""
        self.highlighted = self._chosen or 0

    def _drawn(self, chosen: int | None) -> list[Option]:
        return [
            Option(self._content(line, more, index == chosen))
            for index, (line, more) in enumerate(self._entries)
        ]

    @staticmethod
    def _content(line: str, more: str, chosen: bool) -> Content:
        mark = ("◉ ", "bold $accent") if chosen else ("○ ", "$text-muted")
        parts: list[Content | str | tuple[str, str]] = [mark, indented(harmless(line), 2)]
        if more:
            parts.append((f"\n  {indented(harmless(more), 2)}", "$text-muted"))
        return Content.assemble(*parts)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Mark what was chosen instead of what was before, and tell."""
        event.stop()
        before, self._chosen = self._chosen, event.option_index
        for index in {event.option_index if before is None else before, event.option_index}:
            line, more = self._entries[index]
            content = self._content(line, more, index == self._chosen)
            self.replace_option_prompt_at_index(index, content)
        self.post_message(self.Chosen(self, event.option_index))
