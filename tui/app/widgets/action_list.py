"""A list of things to do, of which Enter does one."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tui.terminal.sanitize import harmless, indented


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to do: its id, what it is, and what it leads to; or a line that does nothing."""

    id: str
    line: str
    target: str = ""
    does: bool = True


class ActionList(OptionList):
    """Numbered or plain lines; posts Textual's `OptionSelected` with the action's id."""

    def __init__(
        self,
        actions: Sequence[Action],
        *,
        numbered: bool = False,
        id: str | None = None,  # noqa: A002
    ) -> None:
        options = [
            Option(self._content(action, number if numbered else None), action.id, not action.does)
            for number, action in enumerate(actions, 1)
        ]
        super().__init__(*options, id=id, markup=False, compact=True)

    def on_mount(self) -> None:
        """Begin on the first thing to do."""
        self.action_first()

    @staticmethod
    def _content(action: Action, number: int | None) -> Content:
        mark = "› " if number is None else f"{number}. "
        line = harmless(action.line)
        if not action.target:
            return Content.assemble((mark, "$text-muted"), indented(line, len(mark)))
        return Content.assemble(
            (mark, "$text-muted"), f"{line}: ", (harmless(action.target), "$accent underline")
        )
