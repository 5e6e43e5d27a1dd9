"""What is to be said of how keys and pastes came in."""

from typing import TYPE_CHECKING

from textual import events
from textual.app import App
from textual.message import Message

if TYPE_CHECKING:
    from tui.wording.input_notices import Noticed


class InputNotice(Message):
    """Something came in another way than it was sent; never holds what was typed."""

    def __init__(self, noticed: "Noticed") -> None:
        super().__init__()
        self.noticed = noticed


def is_not_utf8(event: events.Event) -> bool:
    """Whether a key is a byte of no UTF-8: it comes as a lone surrogate, which no field takes."""
    return isinstance(event, events.Key) and "\ud800" <= (event.character or "") <= "\udfff"


def say_notice(app: App[int], noticed: "Noticed") -> bool:
    """Say it where the person looks: under the field, or in the line of words.

    It comes behind what the keys before it change. False if there is no place to say it.
    """
    from tui.app.widgets.secret_input import SecretInput
    from tui.app.widgets.status_line import StatusLine
    from tui.wording.input_notices import notice_sentence

    sentence, focused = notice_sentence(noticed), app.focused
    if isinstance(focused, SecretInput):
        focused.call_later(focused.tell, sentence)
        return True
    lines = list(app.screen.query("#note").results(StatusLine))
    for line in lines:
        line.call_later(line.say, sentence, "warn")
    return bool(lines)
