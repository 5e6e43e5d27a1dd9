"""The first line: the product, and whose account one is in."""

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from tui.language import _
from tui.queue import Mark
from tui.widgets.shown import shown

COLOURS = ("#7fb4ff", "#f3c552", "#63d495", "#ff86c4", "#c3a2ff", "#ff9d6c")
"""Backgrounds that tell neighbours in a list of accounts apart."""


class TopBar(Horizontal):
    """The product's name on the left; account, or where one is, on the right.

    Among several accounts each has its number and a colour of its own beside the name.
    """

    DEFAULT_CSS = """
    TopBar #mark { width: auto; height: 1; margin-left: 1; }
    """

    def __init__(self, product: str, right: str = "", mark: Mark | None = None) -> None:
        super().__init__()
        self._product = product
        self._right = right
        self._mark = mark

    def compose(self) -> ComposeResult:
        """Texts that share one line."""
        yield Static(shown(self._product), id="product")
        yield Static(shown(self._right), id="whose")
        if self._mark is not None:
            yield Static(Content.styled(f" {self._mark.text} ", badge(self._mark)), id="mark")

    def on_resize(self, event: events.Resize) -> None:
        """Say what the product does here where there is room for it."""
        if self._mark is not None:
            return
        title = shown(_("{product} · Activate your account").format(product=self._product))
        right = shown(self._right).cell_length
        fits = title.cell_length + right + 2 <= self.content_size.width
        self.query_one("#product", Static).update(title if fits else shown(self._product))


def badge(mark: Mark) -> str:
    """The style of an account's number: dark on the account's own colour."""
    return f"bold #11141b on {COLOURS[mark.colour]}"
