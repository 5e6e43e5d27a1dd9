"""Whose account this is."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on, work
from textual.widget import Widget
from textual.widgets import Button

from api_client.mail.trust import TrustStanding
from api_client.problems import Problem
from tui.app.messages import AskLink, Disowned, Failed, Forward
from tui.app.screens.confirm import DisownScreen
from tui.app.screens.journey_screen import JourneyScreen
from tui.app.widgets.fact_list import FactList
from tui.app.widgets.finding_list import FindingList
from tui.app.widgets.status_line import StatusLine
from tui.i18n import _
from tui.journey.journey import Journey
from tui.journey.states import Place
from tui.wording.account import page_facts
from tui.wording.buttons import another_link_label
from tui.wording.help import Topic, account_topic
from tui.wording.mail import difference_sentence
from tui.wording.times import forgotten_sentence
from tui.wording.trust import card_sentences
from tui.wording.waiting import waiting_sentence


class AccountScreen(JourneyScreen):
    """Shows the account, who answers and how long the link lives."""

    CSS_PATH = "account.tcss"
    HELP: ClassVar[Topic] = "account"

    def __init__(self, journey: Journey, *, is_locked: bool = False) -> None:
        """Show the account of a journey; one that was locked says so."""
        super().__init__(journey)
        self._is_locked = is_locked
        self.set_class(is_locked, "-locked")

    def place(self) -> Place:
        """The account."""
        return "account"

    def help_topic(self) -> Topic:
        """An operator looks at somebody else's account."""
        return account_topic(self.journey.operator)

    def lead_text(self) -> str:
        """What is ahead, or why one is here again."""
        if self._is_locked:
            return forgotten_sentence(in_doubt=self.journey.is_in_doubt)
        return super().lead_text()

    def compose_body(self) -> Iterable[Widget]:
        """The facts."""
        yield FactList(page_facts(self.journey), id="facts")
        if remarks := self._remarks():
            yield FindingList(remarks, id="remarks")
        yield StatusLine(id="note")

    def watch_deadline(self) -> None:
        """What is left of the link's time moves on, together with the warning below."""
        super().watch_deadline()
        self.query_one("#facts", FactList).tell(page_facts(self.journey))

    def _remarks(self) -> list[tuple[TrustStanding, str]]:
        """What a bare link's host is worth; what a mail tells differently than the server."""
        remarks = self._operator_remarks()
        card = self.journey.card
        if card is None:
            return remarks
        mail = card.invitation.mail
        if mail is None or not mail.has_headers:
            remarks += card_sentences(card, self.journey.clock.zone)
        remarks += [("warning", difference_sentence(each)) for each in self.journey.contradictions]
        return remarks

    def _operator_remarks(self) -> list[tuple[TrustStanding, str]]:
        """What operator mode cannot know."""
        journey = self.journey
        if journey.operator is None:
            return []
        from tui.wording.operator import operator_notice

        return [("notice", operator_notice(journey.deadline, journey.clock.now()))]

    def compose_buttons(self) -> Iterable[Button]:
        """Go on, or say that it is somebody else's."""
        yield Button(_("Yes, continue"), id="forward", variant="primary", compact=True)
        if self.journey.abilities.disown:
            yield Button(_("Not my account"), id="disown", compact=True)
        elif not self.journey.is_in_doubt or self.journey.mark:
            yield Button(another_link_label(self.journey.mark), id="other-link", compact=True)

    def keys(self) -> list[tuple[str, str]]:
        """The keys."""
        return self.button_keys()

    @on(Button.Pressed, "#forward")
    def go_on(self) -> None:
        """To the first step."""
        self.post_message(Forward())

    @on(Button.Pressed, "#disown")
    def disown(self) -> None:
        """Ask once more, then give the link back; a second press asks nothing more."""
        if self.is_on_top:
            self._disown()

    @on(Button.Pressed, "#other-link")
    def other_link(self) -> None:
        """Nobody can be told here that it is somebody else's: ask for another one."""
        self.post_message(AskLink())

    @work(exclusive=True)
    async def _disown(self) -> None:
        if not await self.app.push_screen_wait(DisownScreen()):
            return
        self.query_one("#note", StatusLine).say(waiting_sentence("disowning"), "open")
        try:
            await self.journey.disown()
        except Problem as problem:
            self.post_message(Failed(problem, "disown"))
        else:
            self.post_message(Disowned())
