"""A QR code over the whole window."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from tui.app.screens.app_screen import Dialog
from tui.app.widgets.footer import KeyFooter
from tui.app.widgets.qr_code import QrCode
from tui.app.widgets.safe_text import safe_text
from tui.browser.address import Address
from tui.wording.identity import shown_host
from tui.wording.keys import key_hint


class QrScreen(Dialog[None]):
    """Shows an address to a camera until Escape or Enter."""

    CSS_PATH = "qr.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,enter,space", "back", show=False)]

    def __init__(self, address: Address, *, unicode: bool) -> None:
        super().__init__()
        self._address = address
        self._unicode = unicode

    def compose(self) -> ComposeResult:
        """Where it leads, the code, the keys."""
        yield Static(safe_text(shown_host(self._address.host)), id="qr-host")
        yield QrCode(self._address.url, unicode=self._unicode, id="qr")
        yield KeyFooter([("escape", key_hint("back"))])

    def action_back(self) -> None:
        """Back to where one was."""
        self.dismiss(None)
