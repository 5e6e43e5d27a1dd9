"""What holds for every screen of the app, whatever a terminal sends and whenever."""

from typing import Any

from textual import events
from textual.await_complete import AwaitComplete
from textual.message_pump import Callback
from textual.screen import ModalScreen, Screen, ScreenResultType

LEAVING_KEYS = ("ctrl+q", "ctrl+c")
"""The keys that lead out, wherever one is."""


class AppScreen(Screen[ScreenResultType]):
    """A screen that fast hands do not hurt.

    What comes before it is composed waits, and what comes when it was left is nothing any more:
    `ActivateApp` sees to both.
    """

    def takes(self, event: events.InputEvent | events.Paste) -> bool:
        """Whether a key, a click or a paste may reach anything here now."""
        return True

    async def on_event(self, event: events.Event) -> None:
        """Leave out a size that the window no longer has.

        Of two sizes on their way each would call for the other, and the screen be laid out for ever.
        """
        if not isinstance(event, events.Resize) or event.size == self.app.size:
            await super().on_event(event)

    def call_after_refresh(self, callback: Callback, *args: Any, **kwargs: Any) -> bool:
        """Call back, if the screen is still there then: the next one would do it else."""
        return super().call_after_refresh(self._while_there, callback, *args, **kwargs)

    def _while_there(self, callback: Callback, *args: Any, **kwargs: Any) -> Any:
        return callback(*args, **kwargs) if self in self.app.screen_stack else None

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Go, once, and only from the top: else what lies there would go instead."""
        if self.app.screen_stack[-1:] != [self]:
            return AwaitComplete()
        return super().dismiss(result)


class Dialog(AppScreen[ScreenResultType], ModalScreen[ScreenResultType]):
    """Lies on top of a page, and gives something back."""
