"""Several accounts: which there are, how each stands, which one to activate now."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.widget import Widget
from textual.widgets import Button, OptionList

from tui.app.messages import OpenAccount, ShowSummary
from tui.app.screens.journey_screen import JourneyScreen
from tui.app.widgets.account_list import AccountList
from tui.i18n import _
from tui.journey.account_queue import AccountQueue, QueueEntry
from tui.journey.journey import Journey
from tui.wording.buttons import button_label
from tui.wording.help import Topic
from tui.wording.keys import key_hint
from tui.wording.queue import how_many_active


class QueueScreen(JourneyScreen):
    """Begins on the account that comes next; Enter opens it, an active one to be seen again."""

    CSS_PATH = "queue.tcss"
    HELP: ClassVar[Topic] = "queue"
    SHOWS_PROGRESS: ClassVar[bool] = False

    def __init__(self, journey: Journey, queue: AccountQueue, proposed: QueueEntry | None) -> None:
        super().__init__(journey)
        self.queue = queue
        self.proposed = proposed

    def title_text(self) -> str:
        """The heading."""
        return how_many_active(self.queue)

    def lead_text(self) -> str:
        """How it goes on."""
        return _(
            "Accounts are activated one at a time. What you type is used for one account only."
        )

    def compose_body(self) -> Iterable[Widget]:
        """The accounts."""
        able = (entry for entry in self.queue.entries if entry.can_be_chosen)
        begin_at = self.proposed or next(able, None)
        yield AccountList(self.queue, begin_at.number if begin_at else None, id="accounts")

    def compose_buttons(self) -> Iterable[Button]:
        """Open the one that is marked, or be done with all."""
        yield Button(_("Activate this one"), id="open", variant="primary", compact=True)
        yield Button(button_label("finish"), id="finish", compact=True)

    def first_focus(self) -> str:
        """The list."""
        return "#accounts"

    def keys(self) -> list[tuple[str, str]]:
        """The keys of the list, or of a button."""
        if isinstance(self.focused, Button):
            return self.button_keys()
        does = _("see it again") if self._is_active() else _("activate this one")
        return [("enter", does), ("updown", key_hint("accounts"))]

    def _marked(self) -> QueueEntry | None:
        marked = self.query_one(AccountList).highlighted
        return None if marked is None else self.queue.entries[marked]

    def _is_active(self) -> bool:
        marked = self._marked()
        return marked is not None and marked.finished is not None

    @on(OptionList.OptionHighlighted)
    def name_what_opens(self) -> None:
        """An active account is not activated again, only seen."""
        button = self.query_one("#open", Button)
        button.label = _("See it again") if self._is_active() else _("Activate this one")
        button.refresh(layout=True)  # its width is that of its label
        self.show_keys()

    @on(OptionList.OptionSelected)
    def choose(self, event: OptionList.OptionSelected) -> None:
        """Open an account."""
        self.post_message(OpenAccount(event.option_index + 1))

    @on(Button.Pressed, "#open")
    def open_marked(self) -> None:
        """Open the account that is marked."""
        marked = self._marked()
        if marked is not None and marked.can_be_chosen:
            self.post_message(OpenAccount(marked.number))

    @on(Button.Pressed, "#finish")
    def finish(self) -> None:
        """See how all of them stand."""
        self.post_message(ShowSummary())
