"""How strong a password is, in words; advice that never blocks."""

import asyncio
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

from textual import work

from tui.app.widgets.status_line import StatusLine, Tone
from tui.i18n import _
from tui.wording.strength import strength_words

PAUSE = 0.08
"""Seconds after the last key before the strength is reckoned."""

_TONES: tuple[Tone, ...] = ("warn", "warn", "plain", "good", "good")

_thread = ThreadPoolExecutor(1, "strength")
"""One thread only: zxcvbn keeps the user's words in a module global while it works."""


class StrengthLine(StatusLine):
    """Reckons off the event loop, a moment after the last key; only the latest value counts."""

    def __init__(self, account_words: Iterable[str]) -> None:
        super().__init__(id="strength")
        self._account_words = tuple(account_words)
        self._pausing: asyncio.TimerHandle | None = None
        self._password = ""

    def rate(self, password: str) -> None:
        """Rate a password soon; an empty one leaves the line blank."""
        self._stop_pausing()
        self._password = password
        if password:
            # Not a timer of Textual's, which is a task: there is one for each key.
            self._pausing = asyncio.get_running_loop().call_later(PAUSE, self._after_pause)
        else:
            self.workers.cancel_node(self)
            self.say("")

    def on_unmount(self) -> None:
        """Hold nothing any more."""
        self._stop_pausing()
        self._password = ""

    def _stop_pausing(self) -> None:
        if self._pausing is not None:
            self._pausing.cancel()
            self._pausing = None

    def _after_pause(self) -> None:
        self._pausing = None
        self._reckon()

    @work(exclusive=True, exit_on_error=False)
    async def _reckon(self) -> None:
        # The password is no argument: a worker's repr shows those.
        from api_client.passwords.strength import assess

        password, self._password = self._password, ""
        loop = asyncio.get_running_loop()
        strength = await loop.run_in_executor(_thread, assess, password, self._account_words)
        if strength is None:
            self.say("")
            return
        word, reason = strength_words(strength)
        tone = _TONES[strength.score]
        self.say(_("Strength: {word}. {reason}").format(word=word, reason=reason), tone)
