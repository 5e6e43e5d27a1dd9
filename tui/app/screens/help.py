"""Help about where one is: what it is for, an example, the keys. It asks nobody."""

from collections.abc import Sequence
from typing import ClassVar, Protocol, runtime_checkable

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from tui.app.screens.app_screen import Dialog
from tui.app.widgets.fact_list import FactList
from tui.app.widgets.footer import KeyFooter
from tui.i18n import _
from tui.wording.help import Topic, help_lines
from tui.wording.keys import key_hint, key_names

Keys = Sequence[tuple[str, str]]
"""Keys, by Textual's names, and what they do."""


@runtime_checkable
class Helped(Protocol):
    """What is asked for help."""

    def help_topic(self) -> Topic:
        """What there is help about."""

    def help_keys(self) -> Keys:
        """All keys that do something here."""


class HelpScreen(Dialog[None]):
    """Lies on top until Escape, Enter or the key that brought it; what has the focus beneath keeps it."""

    CSS_PATH = "help.tcss"
    AUTO_FOCUS = "#dialog"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter", "close", show=False, priority=True)
    ]

    def __init__(self, topic: Topic, keys: Keys) -> None:
        super().__init__()
        self._topic = topic
        self._keys = keys

    def compose(self) -> ComposeResult:
        """Sentences set apart, then a key to a line."""
        with VerticalScroll(id="dialog"):
            yield Static(_("Help"), id="dialog-title", markup=False)
            # One widget for all of them: each more takes its time to be dressed.
            sentences = "\n\n".join(help_lines(self._topic))
            yield Static(sentences, id="sentences", markup=False)
            yield Static(_("Keys"), id="keys-title", markup=False)
            yield FactList([(key_names(key), does) for key, does in self._keys], id="keys")
        yield KeyFooter(
            [
                ("escape", _("close")),
                ("updown", key_hint("scroll")),
                *self.theme_keys(),
            ]
        )

    def action_close(self) -> None:
        """Back to where one was."""
        self.dismiss(None)
