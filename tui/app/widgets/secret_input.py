"""An input for secrets: masked, pasted whole or not at all, and told about."""

import unicodedata

from textual import events
from textual.message import Message

from tui.app.widgets.private_input import PrivateInput
from tui.i18n import _, plural

LONGEST_PASTE = 512
"""Characters; nothing a person would choose is longer, and nothing longer is taken."""


class SecretInput(PrivateInput):
    """A masked input; a paste tells what it did and is taken whole or not at all."""

    class Told(Message):
        """Something to say about a refused paste or a key; never holds what was typed."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(self, value: str = "", *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(value, id=id, password=True)
        self._paste_words = ""

    def take_paste_words(self) -> str:
        """What the last change has to say if it was a paste; said once."""
        words, self._paste_words = self._paste_words, ""
        return words

    async def on_key(self, event: events.Key) -> None:
        """Tell of a key that does not type: Caps Lock, where it is reported."""
        if event.key == "caps_lock":
            self.tell(_("Caps Lock was pressed."))

    def tell(self, text: str) -> None:
        """Say something under the field, behind what the keys before changed."""
        self.post_message(self.Told(text))

    def on_paste(self, event: events.Paste) -> None:
        """Take a paste whole and say its length, or leave everything as it is and say why."""
        event.prevent_default()
        event.stop()
        text = event.text
        line = text.removesuffix("\n").removesuffix("\r")
        refusal = _paste_refusal(line)
        if refusal:
            self.tell(refusal)
            return
        self._paste_words = _paste_words(line, whole=text)
        if self.selection.is_empty:
            self.insert_text_at_cursor(line)
        else:
            self.replace(line, *self.selection)


def _paste_refusal(line: str) -> str:
    """Why a paste is not taken; empty when it is."""
    if not line:
        return _("The clipboard was empty. Nothing was pasted.")
    if len(line) > LONGEST_PASTE:
        return _("{n}\xa0characters are far too many. Nothing was pasted.").format(n=len(line))
    if len(line.splitlines()) > 1:
        return _("The text has several lines. Nothing was pasted.")
    if any(unicodedata.category(character) in ("Cc", "Cs") for character in line):
        return _("The text contains control characters. Nothing was pasted.")
    return ""


def _paste_words(line: str, *, whole: str) -> str:
    """What a paste did: its length, spaces at the ends, a line end left out."""
    words = [plural("{n}\xa0character pasted.", "{n}\xa0characters pasted.", len(line))]
    if line != line.strip(" "):
        words.append(_("There is a space at the start or the end."))
    if whole != line:
        words.append(_("The line break at the end was left out."))
    return " ".join(words)
