"""The input for a link: takes any paste whole, and gives nothing to a clipboard."""

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input

LONGEST_SHOWN = 400
"""Characters; a paste up to this length is shown in the field, a longer one only read."""


class LinkInput(Input):
    """A link is a secret too: it can be pasted in, but not copied out."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c", "app.leave", show=False),
        Binding("ctrl+x", "nothing", show=False),
    ]

    class Pasted(Message):
        """Something was pasted; its repr does not show it."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

        def __repr__(self) -> str:
            return "LinkInput.Pasted()"

    class Changed(Input.Changed):
        """The value changed; look at the input to see it."""

        def __repr__(self) -> str:
            return "LinkInput.Changed()"

    class Submitted(Input.Submitted):
        """Enter was pressed; look at the input to see the value."""

        def __repr__(self) -> str:
            return "LinkInput.Submitted()"

    class Blurred(Input.Blurred):
        """The field was left; look at the input to see the value."""

        def __repr__(self) -> str:
            return "LinkInput.Blurred()"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, select_on_focus=False, placeholder="https://…")
        self.cursor_blink = False

    def action_copy(self) -> None:
        """Copy nothing."""

    def action_cut(self) -> None:
        """Cut nothing."""

    def action_nothing(self) -> None:
        """Take the key and do nothing."""

    def on_paste(self, event: events.Paste) -> None:
        """Hand every paste over whole, and show nothing: a good link is never on the screen."""
        event.prevent_default()
        event.stop()
        self.post_message(self.Pasted(event.text))

    def show_paste(self, text: str) -> None:
        """Show a short paste on one line, so that it can be mended."""
        line = "".join(part.strip() for part in text[: LONGEST_SHOWN + 1].splitlines())
        if len(line) <= LONGEST_SHOWN and line.isprintable():
            self.value = line
            self.cursor_position = len(line)
