"""Screens whose body may be longer than a small window."""

from textual import events

from tui.language import _
from tui.screens.journey_screen import Body
from tui.screens.resting_screen import RestingScreen
from tui.widgets.key_line import KeyLine


class ScrollingScreen(RestingScreen):
    """Names the keys that scroll while there is something to scroll to."""

    def on_resize(self, event: events.Resize) -> None:
        """What fits may change."""
        self.call_after_refresh(self._show_keys)

    def _show_keys(self) -> None:
        scrolls = self.query_one(Body).max_scroll_y > 0
        keys = [(_("PgUp/PgDn"), _("scroll"))] if scrolls else []
        self.query_one(KeyLine).show([*self.keys(), *keys, *self.keys_everywhere()])
