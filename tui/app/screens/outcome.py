"""An end without activation that is no problem: a new mail is on its way, the link was given back."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.widget import Widget
from textual.widgets import Button, Static

from tui.app.messages import AskLink, Leave
from tui.app.screens.guarded_screen import GuardedScreen
from tui.app.widgets.button_row import way_buttons
from tui.exit_codes import Exit
from tui.journey.account_queue import DISOWNED, NEW_LINK
from tui.journey.journey import Journey
from tui.wording.buttons import another_link_label, button_label
from tui.wording.outcomes import ending_words


class OutcomeScreen(GuardedScreen):
    """Says what was done and what comes next."""

    CSS_PATH = "outcome.tcss"
    SHOWS_PROGRESS: ClassVar[bool] = False

    def __init__(self, journey: Journey, outcome: str) -> None:
        super().__init__(journey)
        self._outcome = outcome
        self._title, self._said = ending_words(outcome)

    def title_text(self) -> str:
        """The heading."""
        return self._title

    def compose_body(self) -> Iterable[Widget]:
        """What was done and what comes next."""
        yield Static(self._said, id="said", markup=False)

    def compose_buttons(self) -> Iterable[Button]:
        """Another link, or leave."""
        other, leave = another_link_label(self.journey.mark), button_label("leave")
        if self.journey.mark:
            return way_buttons({"other-link": other})
        if self._outcome == NEW_LINK:  # who waits for the mail goes on here
            return way_buttons({"other-link": button_label("new-link-here"), "quit": leave})
        return way_buttons({"quit": leave, "other-link": other})

    def keys(self) -> list[tuple[str, str]]:
        """The keys."""
        return self.button_keys()

    @on(Button.Pressed, "#other-link")
    def other_link(self) -> None:
        """Ask for another link."""
        self.post_message(AskLink())

    @on(Button.Pressed, "#quit")
    def quit(self) -> None:
        """Leave; this link activates nothing."""
        self.post_message(Leave(Exit.LINK_UNUSABLE))


def new_mail_sent(journey: Journey) -> OutcomeScreen:
    """After a fresh mail was asked for."""
    return OutcomeScreen(journey, NEW_LINK)


def given_back(journey: Journey) -> OutcomeScreen:
    """After “this is not me”."""
    return OutcomeScreen(journey, DISOWNED)
