"""What holds for every screen of the app, whatever a terminal sends and whenever."""

from collections.abc import Callable
from typing import Any, TypeVar

from textual import events
from textual.await_complete import AwaitComplete
from textual.message_pump import Callback as AnyCallback
from textual.screen import ModalScreen, Screen, ScreenResultType

from tui.app.theme import other_theme
from tui.i18n import _
from tui.wording.keys import key_hint

DialogResult = TypeVar("DialogResult")

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

    @property
    def is_on_top(self) -> bool:
        """Whether nothing covers it; Textual's `is_current` is true of what shines through, too."""
        return self.app.screen_stack[-1:] == [self]

    async def on_event(self, event: events.Event) -> None:
        """Leave out a size that the window no longer has.

        Of two sizes on their way each would call for the other, and the screen be laid out for ever.
        """
        if not isinstance(event, events.Resize) or event.size == self.app.size:
            await super().on_event(event)

    def app_keys(self) -> list[tuple[str, str]]:
        """Those that do the same wherever one is, as help names them."""
        return [
            *self.theme_keys(),
            ("ctrl+q", key_hint("leave")),
            ("ctrl+l", _("redraw the screen")),
            ("ctrl+z", _("to the shell (fg brings you back)")),
        ]

    def theme_keys(self) -> list[tuple[str, str]]:
        """The key for other colours, where there are any."""
        return [("ctrl+t", key_hint("light-dark"))] if other_theme(self.app.theme) else []

    def call_after_refresh(self, callback: AnyCallback, *args: Any, **kwargs: Any) -> bool:
        """Call back, if the screen is still there then: the next one would do it else."""
        return super().call_after_refresh(self._while_there, callback, *args, **kwargs)

    def _while_there(self, callback: AnyCallback, *args: Any, **kwargs: Any) -> Any:
        return callback(*args, **kwargs) if self in self.app.screen_stack else None

    def lay_on_top(
        self,
        dialog: Screen[DialogResult],
        then: Callable[[DialogResult | None], None] | None = None,
    ) -> None:
        """Show a dialog, unless something lies on top already: what opens it came twice then."""
        if self.is_on_top:
            self.app.push_screen(dialog, then)

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Go, once, and only from the top: else what lies there would go instead."""
        if not self.is_on_top:
            return AwaitComplete()
        return super().dismiss(result)


class Dialog(AppScreen[ScreenResultType], ModalScreen[ScreenResultType]):
    """Lies on top of a page, and gives something back."""

    def keys(self) -> list[tuple[str, str]]:
        """Its own keys."""
        return []

    def help_keys(self) -> list[tuple[str, str]]:
        """All keys that do something here."""
        return [*self.keys(), ("ctrl+y", key_hint("help")), *self.app_keys()]
