"""How several accounts stand at the end."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.widget import Widget
from textual.widgets import Button

from tui.app.messages import Quit, ShowAccounts
from tui.app.screens.guarded_screen import GuardedScreen
from tui.app.widgets.fact_list import FactList
from tui.app.widgets.status_line import StatusLine
from tui.i18n import _
from tui.journey.account_queue import AccountQueue
from tui.journey.journey import Journey
from tui.wording.buttons import button_label
from tui.wording.help import Topic
from tui.wording.queue import how_many_active, summary_facts


class SummaryScreen(GuardedScreen):
    """Each account with its receipt, or with what is still to be done about it."""

    CSS_PATH = "summary.tcss"
    HELP: ClassVar[Topic] = "queue"
    SHOWS_PROGRESS: ClassVar[bool] = False

    def __init__(self, journey: Journey, queue: AccountQueue) -> None:
        super().__init__(journey)
        self.queue = queue
        self.set_class(queue.exit_code() == 0, "-all-active")

    def title_text(self) -> str:
        """The heading."""
        return how_many_active(self.queue)

    def lead_text(self) -> str:
        """What comes next."""
        if self.queue.open_entries():
            return _("You can activate the open accounts later, while their links are valid.")
        return _("Use a separate web browser profile for each account.")

    def compose_body(self) -> Iterable[Widget]:
        """A few lines for each account."""
        for entry in self.queue.entries:
            yield FactList(summary_facts(entry), id=f"account-{entry.number}")
        yield StatusLine(id="note")

    def compose_buttons(self) -> Iterable[Button]:
        """Leave, or back to what is left."""
        yield Button(button_label("finish"), id="finish", variant="primary", compact=True)
        if any(entry.can_be_chosen for entry in self.queue.entries):
            yield Button(_("Back to the list"), id="list", compact=True)

    def keys(self) -> list[tuple[str, str]]:
        """The keys."""
        return self.button_keys()

    @on(Button.Pressed, "#finish")
    def finish(self) -> None:
        """Leave the program."""
        self.post_message(Quit())

    @on(Button.Pressed, "#list")
    def back(self) -> None:
        """Back to the list."""
        self.post_message(ShowAccounts())
