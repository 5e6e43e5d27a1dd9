"""A labelled secret input that can be shown for a moment, with a button for that beside it."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Button

from tui.app.forgetting import forget_drawn
from tui.app.widgets.private_input import PrivateInput
from tui.app.widgets.secret_input import SecretInput
from tui.app.widgets.side_buttons import SUGGEST, SideButtons
from tui.i18n import _
from tui.journey.form import SecretName

SHOWN_FOR = 10.0
"""Seconds until a revealed secret hides itself."""


class SecretField(Horizontal):
    """A frame with the label above and length or state below, around a `SecretInput`.

    Its screen gets `Edited` and `Left`; whoever listens reads `value`.
    """

    DEFAULT_CSS = """
    SecretField { height: auto; }
    SecretField > SecretInput { width: 1fr; }
    """

    class Said(Message):
        """Something happened in a field; never holds what was typed.

        It goes straight to the screen: on every container between, each key would wake a task.
        """

        def __init__(self, field: "SecretField") -> None:
            super().__init__()
            self.field = field

        @property
        def control(self) -> "SecretField":
            """The field this is about."""
            return self.field

    class Edited(Said, bubble=False):
        """What was typed changed; `pasted` says how, when it was a paste."""

        def __init__(self, field: "SecretField", pasted: str) -> None:
            super().__init__(field)
            self.pasted = pasted

    class Told(Said, bubble=False):
        """The field has something to say about a paste or a key."""

        def __init__(self, field: "SecretField", text: str) -> None:
            super().__init__(field)
            self.text = text

    class Left(Said, bubble=False):
        """The field lost the focus."""

    class Entered(Said, bubble=False):
        """Enter was pressed in the field."""

    def __init__(
        self,
        name: SecretName,
        label: str,
        value: str,
        *,
        longest: int | None,
        suggests: bool = False,
    ) -> None:
        super().__init__(id=name.replace("_", "-"))
        self._suggests = suggests
        self.secret_name = name
        self._label = label
        self._longest = longest
        self._initial = value
        self._hiding: Timer | None = None

    def compose(self) -> ComposeResult:
        """The input, with label and length on its frame; the buttons."""
        yield SecretInput(self._initial, id=f"{self.id}-input")
        self._initial = ""
        yield SideButtons(f"{self.id}", suggests=self._suggests)

    def on_mount(self) -> None:
        """Put the label on the frame."""
        self.input.border_title = self._label
        # Drawn with the key itself: drawn later, it would be a second picture of each key.
        self.watch(self.input, "value", self._draw_length)

    @property
    def input(self) -> SecretInput:
        """The input inside the frame."""
        return self.query_one(SecretInput)

    @property
    def value(self) -> str:
        """What was typed."""
        return self.input.value

    @property
    def revealed(self) -> bool:
        """Whether the secret is shown in the clear just now."""
        return not self.input.password

    def fill(self, value: str) -> None:
        """Replace what was typed."""
        self.input.value = value

    @on(Button.Pressed)
    def show_or_hide(self, event: Button.Pressed) -> None:
        """Show the secret, with the focus in its field: what is left is hidden."""
        if event.button.id != SUGGEST:
            event.stop()
            self.screen.set_focus(self.input)
            self.toggle_reveal()

    def toggle_reveal(self) -> None:
        """Show the secret for ten seconds, or hide it again."""
        if self.revealed:
            self.hide_secret()
            return
        self.input.password = False
        self._hiding = self.set_timer(SHOWN_FOR, self.hide_secret)
        self._draw_state()

    def hide_secret(self) -> None:
        """Mask the secret, and forget how it was drawn."""
        if self._hiding is not None:
            self._hiding.stop()
            self._hiding = None
        if self.revealed:
            self.input.password = True
            self._draw_state()
            self.app.call_after_refresh(forget_drawn)

    def _draw_state(self) -> None:
        self._draw_length()
        self.query_one(SideButtons).tell(revealed=self.revealed)

    def _draw_length(self) -> None:
        count = len(self.value)
        length = f"{count}/{self._longest}" if self._longest else str(count)
        self.input.border_subtitle = _("shown {n}").format(n=length) if self.revealed else length

    def on_private_input_changed(self, event: PrivateInput.Changed) -> None:
        """Keep the message in here; tell only that something changed."""
        event.stop()
        self._tell(self.Edited(self, self.input.take_paste_words()))

    def on_secret_input_told(self, event: SecretInput.Told) -> None:
        """Hand on what the input says, behind the edits that came before it."""
        event.stop()
        self._tell(self.Told(self, event.text))

    def on_private_input_submitted(self, event: PrivateInput.Submitted) -> None:
        """Keep the message in here; tell only that Enter was pressed."""
        event.stop()
        self._tell(self.Entered(self))

    def on_private_input_blurred(self, event: PrivateInput.Blurred) -> None:
        """Hide the secret when the field is left."""
        event.stop()
        self.hide_secret()
        self._tell(self.Left(self))

    def _tell(self, said: Said) -> None:
        if self.is_attached:
            self.screen.post_message(said)
