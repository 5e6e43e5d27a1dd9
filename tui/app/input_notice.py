"""What is to be said of how keys and pastes came in."""

from typing import TYPE_CHECKING
from weakref import WeakSet

from textual import events
from textual.app import App
from textual.message import Message

if TYPE_CHECKING:
    from tui.app.widgets.footer import KeyFooter
    from tui.wording.input_notices import Noticed

_SOMEBODY = (events.Key, events.Paste, events.MouseDown)


class InputNotice(Message):
    """Something came in another way than it was sent; never holds what was typed."""

    def __init__(self, noticed: "Noticed") -> None:
        super().__init__()
        self.noticed = noticed


class InputNotices:
    """Says notices where the person looks: under the field, in the line of words, else below.

    Every screen has its last line, where keys are named: a notice stands there until somebody
    does something.
    """

    def __init__(self, app: App[int]) -> None:
        self._app = app
        self._told_of_utf8 = False
        self._told_below: WeakSet[KeyFooter] = WeakSet()

    def takes(self, event: events.Event) -> bool:
        """Whether a key is a byte of no UTF-8, as a lone surrogate, which no field takes.

        It is said once. Any other key that somebody presses ends what was said below.
        """
        if isinstance(event, events.Key) and "\ud800" <= (event.character or "") <= "\udfff":
            self._told_of_utf8 = self._told_of_utf8 or self.tell_of("not-utf-8")
            return True
        if isinstance(event, _SOMEBODY) and not event.is_forwarded:
            self._name_keys_again()
        return False

    def tell_of(self, noticed: "Noticed") -> bool:
        """Say it behind what the keys before it change. False if there is no place to say it."""
        from tui.app.widgets.footer import KeyFooter
        from tui.app.widgets.secret_input import SecretInput
        from tui.app.widgets.status_line import StatusLine
        from tui.wording.input_notices import notice_sentence

        sentence, focused, screen = notice_sentence(noticed), self._app.focused, self._app.screen
        if isinstance(focused, SecretInput):
            focused.call_later(focused.tell, sentence)
            return True
        lines = list(screen.query("#note").results(StatusLine))
        for line in lines:
            line.call_later(line.say, sentence, "warn")
        if lines:
            return True
        footers = list(screen.query(KeyFooter))
        for footer in footers:
            footer.tell(sentence)
            self._told_below.add(footer)
        return bool(footers)

    def _name_keys_again(self) -> None:
        if not self._told_below or not self._app.screen_stack:
            return
        here = [each for each in self._told_below if self._app.screen in each.ancestors]
        for footer in here:
            footer.tell("")
            self._told_below.discard(footer)
