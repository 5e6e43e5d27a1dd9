"""The input for a link: takes any paste whole, and gives nothing to a clipboard."""

from typing import ClassVar

from textual import events
from textual.message import Message

from tui.app.widgets.private_input import PrivateInput
from tui.terminal.presenter import is_presenting

LONGEST_SHOWN = 400
"""Characters; a paste up to this length is shown in the field, a longer one only read."""


class LinkInput(PrivateInput):
    """A link is a secret too: it can be pasted in, but not copied out."""

    LINES_OF_A_PASTE: ClassVar[int] = 2

    class Pasted(Message):
        """Something was pasted; its repr does not show it."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

        def __repr__(self) -> str:
            return "LinkInput.Pasted()"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, placeholder="https://…", password=is_presenting())

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
