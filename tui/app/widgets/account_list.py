"""Several accounts in a list: number and colour, name, how each stands."""

from rich.cells import cell_len
from textual.content import Content
from textual.css.styles import RulesMap
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tui.app.widgets.header import badge
from tui.journey.account_queue import NOT_BEGUN, AccountQueue, QueueEntry
from tui.journey.states import Mark
from tui.terminal.sanitize import WIDTH, harmless, indented
from tui.wording.lists import side_by_side
from tui.wording.queue import entry_details, entry_name, outcome_sign, state_words

LONGEST = 2 * WIDTH - 20
"""Characters of a name, and of what is said beside it: two lines each."""

_HERE = ("●", "$accent")
_COLOURS = {"✓": "$text-success", "✗": "$text-error"}


class _Broken(Content):
    """Content that is broken into lines already: of a thousand, only those in sight are laid out."""

    def get_height(self, rules: RulesMap, width: int) -> int:
        lines = self.plain.split("\n")
        is_fit = all(cell_len(line) <= width for line in lines)
        return len(lines) if is_fit else super().get_height(rules, width)


class AccountList(OptionList):
    """Two lines for each account; one that leads nowhere cannot be chosen."""

    def __init__(self, queue: AccountQueue, begin_at: int | None, *, id: str | None = None) -> None:  # noqa: A002
        options = [
            Option(self._content(queue, entry), disabled=not entry.can_be_chosen)
            for entry in queue.entries
        ]
        super().__init__(*options, id=id, markup=False, compact=True)
        self._begin_at = begin_at

    def on_mount(self) -> None:
        """Begin on the account that comes next."""
        if self._begin_at is not None:
            self.highlighted = self._begin_at - 1

    @staticmethod
    def _content(queue: AccountQueue, entry: QueueEntry) -> Content:
        sign, colour = _HERE if queue.state(entry) == "here" else _sign(entry)
        number = f" {entry.number} "
        indent = len(number) + 3
        name = indented(harmless(entry_name(entry), limit=LONGEST), indent, WIDTH - indent)
        stands = harmless(state_words(queue, entry))
        details = harmless(entry_details(entry), limit=LONGEST)
        more = indented(side_by_side([stands, details]), indent, WIDTH - indent)
        return _Broken.assemble(
            (f"{sign} ", colour),
            (number, badge(Mark(entry.number, len(queue.entries)))),
            (f" {name}", "bold"),
            (f"\n{' ' * indent}{more}", "$text-muted"),
        )


def _sign(entry: QueueEntry) -> tuple[str, str]:
    """How an account stands, and the colour for it: what was begun stands out among the rest."""
    sign = outcome_sign(entry.outcome)
    is_begun = entry.outcome != NOT_BEGUN
    return sign, _COLOURS.get(sign, "$text-warning" if is_begun else "$text-muted")
