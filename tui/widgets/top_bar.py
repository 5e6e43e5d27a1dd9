"""The first line: the product, and whose account one is in."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from tui.language import _
from tui.widgets.shown import shown


class TopBar(Horizontal):
    """The product's name on the left; account, or where one is, on the right."""

    def __init__(self, product: str, right: str = "") -> None:
        super().__init__()
        self._product = product
        self._right = right

    def compose(self) -> ComposeResult:
        """Two texts that share one line."""
        title = _("{product} · Activate your account").format(product=self._product)
        yield Static(shown(title), id="product")
        yield Static(shown(self._right), id="whose")
