"""The buttons beside a secret: a suggestion, and a look at what was typed."""

from collections.abc import Iterator

from textual.content import Content
from textual.widgets import Button

from tui.app.widgets.button_row import ButtonRow
from tui.i18n import _

SUGGEST = "suggest"
"""The id of the button that suggests a secret."""


class SideButton(Button):
    """A click leaves the focus in the field, so that what is shown there is not hidden by it."""

    FOCUS_ON_CLICK = False


class SideButtons(ButtonRow):
    """Beside each other, or one above the other where the window is narrow."""

    def __init__(self, field: str, *, suggests: bool) -> None:
        super().__init__()
        self._names = (_("Show"), _("Hide"))
        self._show = SideButton(self._names[0], id=f"{field}-show", compact=True)
        self._show.styles.min_width = max(10, *(len(name) + 2 for name in self._names))
        self._suggests = suggests

    def compose(self) -> Iterator[Button]:
        """Those that do the same stand in one column."""
        yield self._show
        if self._suggests:
            yield SideButton(_("Suggest"), id=SUGGEST, compact=True)

    def tell(self, *, revealed: bool) -> None:
        """Say what the button does to the secret now; there is room for either name."""
        self._show.set_reactive(Button.label, Content(self._names[revealed]))
        self._show.refresh()
