"""The first line: the product, and whose account one is in."""

from textual.content import Content
from textual.widget import Widget

from tui.app.widgets.safe_text import safe_text
from tui.i18n import _
from tui.journey.states import Mark
from tui.terminal.presenter import is_presenting
from tui.wording.identity import presenter_words

COLOURS = ("#7fb4ff", "#f3c552", "#63d495", "#ff86c4", "#c3a2ff", "#ff9d6c")
"""Backgrounds that tell neighbours in a list of accounts apart."""


class AppHeader(Widget):
    """The product's name on the left; account, or where one is, on the right.

    Among several accounts each has its number and a colour of its own beside the name.
    """

    def __init__(self, product: str, right: str = "", mark: Mark | None = None) -> None:
        super().__init__()
        self._product = product
        self._right = right
        self._mark = mark

    def render(self) -> Content:
        """One line; what the product does here is said where there is room for it."""
        width = self.content_size.width
        right, end = safe_text(self._right), Content("")
        presenter = _presenter_badge()
        if self._mark is not None:
            end = Content.assemble(" ", (f" {self._mark.text} ", badge(self._mark)))
        left = safe_text(self._product)
        if self._mark is None and not presenter:
            title = safe_text(_("{product} · Activate your account").format(product=self._product))
            left = title if title.cell_length + right.cell_length + 2 <= width else left
        room = max(0, width - left.cell_length - presenter.cell_length - end.cell_length)
        right = right.truncate(max(0, room - 2), ellipsis=True)
        gap = " " * (room - right.cell_length)
        if presenter:
            return Content.assemble(left.stylize("bold $accent"), presenter, gap, right, end)
        return Content.assemble((left + gap).stylize("bold $accent"), right, end)


def _presenter_badge() -> Content:
    """That presenter mode is on; nothing where it is not."""
    if not is_presenting():
        return Content("")
    return Content.assemble("  ", (f"● {presenter_words()}", "bold $text-warning"))


def badge(mark: Mark) -> str:
    """The style of an account's number: dark on the account's own colour."""
    return f"bold #11141b on {COLOURS[mark.colour]}"
