"""A question with two answers, and the one that is asked so: “This is not me”."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Button, Static

from tui.app.screens.app_screen import Dialog
from tui.app.widgets.button_row import ButtonRow
from tui.app.widgets.footer import KeyFooter
from tui.i18n import _
from tui.wording.keys import key_hint
from tui.wording.outcomes import disown_consequence


class ConfirmScreen(Dialog[bool]):
    """Gives back True for yes; Escape is no, and no has the focus."""

    CSS_PATH = "confirm.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "no", show=False)]

    def __init__(self, question: str, consequence: str, yes: str, no: str) -> None:
        super().__init__()
        self._question = question
        self._consequence = consequence
        self._yes = yes
        self._no = no

    def compose(self) -> ComposeResult:
        """Question, consequence, no and yes, keys."""
        with Vertical(id="dialog"):
            yield Static(self._question, id="dialog-title", markup=False)
            yield Static(self._consequence, id="dialog-lead", markup=False)
            with ButtonRow(id="dialog-buttons"):
                yield Button(self._no, id="no", variant="primary", compact=True)
                yield Button(self._yes, id="yes", compact=True)
        yield KeyFooter(
            [
                ("enter", key_hint("choose")),
                ("tab", key_hint("next-button")),
                ("escape", key_hint("back")),
            ]
        )

    @on(Button.Pressed, "#yes")
    def yes(self) -> None:
        """Yes."""
        self.dismiss(True)

    @on(Button.Pressed, "#no")
    def action_no(self) -> None:
        """No."""
        self.dismiss(False)


class DisownScreen(ConfirmScreen):
    """Gives back True when the link is to be given back."""

    def __init__(self) -> None:
        super().__init__(
            _("Do you really want to give the link back?"),
            disown_consequence(),
            yes=_("Give the link back"),
            no=_("No, keep it"),
        )
