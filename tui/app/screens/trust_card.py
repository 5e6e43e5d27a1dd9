"""Who sent this and where it leads, before anything is asked of anybody."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.widget import Widget
from textual.widgets import Button, Static

from api_client.brands import brand_of
from tui.app.messages import AskLink, Begin, Leave
from tui.app.screens.guarded_screen import GuardedScreen
from tui.app.widgets.fact_list import FactList
from tui.app.widgets.finding_list import FindingList
from tui.app.widgets.status_line import StatusLine
from tui.exit_codes import Exit, exit_code
from tui.i18n import _
from tui.journey.journey import Journey
from tui.journey.trust_card import TrustCard
from tui.wording.buttons import another_link_label, button_label
from tui.wording.help import Topic
from tui.wording.mail import mail_facts, mail_facts_heading
from tui.wording.problems import problem_page
from tui.wording.trust import card_question, card_sentences, nothing_sent_yet


class TrustCardScreen(GuardedScreen):
    """Shows what is known of an invitation; Enter goes on, where there is a way on."""

    CSS_PATH = "trust_card.tcss"
    HELP: ClassVar[Topic] = "card"
    SHOWS_PROGRESS: ClassVar[bool] = False

    def __init__(self, journey: Journey, card: TrustCard) -> None:
        super().__init__(journey)
        self.card = card
        self.set_class(card.way == "stop", "-stop")

    def _product(self) -> str:
        brand = brand_of(self.card.invitation.link.host)
        return brand.name if brand else super()._product()

    def title_text(self) -> str:
        """The heading."""
        if self.card.way == "stop":
            return problem_page("unknown-host").words()[0]
        return card_question(self.card)

    def lead_text(self) -> str:
        """That nothing has happened yet."""
        if self.card.way == "stop":
            return problem_page("unknown-host").words()[1]
        if self.card.way == "browser":
            return _("Nothing has been sent, and nothing will be sent.")
        return nothing_sent_yet()

    def compose_body(self) -> Iterable[Widget]:
        """What speaks for it and against it, then what it says about the account."""
        card = self.card
        if card.way == "stop":
            yield Static(problem_page("unknown-host").words()[2], id="next", markup=False)
        yield FindingList(card_sentences(card, self.journey.clock.zone), id="findings")
        mail = card.invitation.mail
        facts = mail_facts(mail.facts) if mail is not None else []
        if facts:
            yield Static(mail_facts_heading(), id="facts-title", markup=False)
            yield FactList(facts, id="facts")
        yield StatusLine(id="note")

    def compose_buttons(self) -> Iterable[Button]:
        """On, where there is a way; another link; leave."""
        if self.card.way == "look":
            yield Button(
                button_label("look-at-link"), id="forward", variant="primary", compact=True
            )
        elif self.card.way == "operator":
            yield Button(_("Find the account"), id="forward", variant="primary", compact=True)
        elif self.card.way == "browser":
            yield Button(button_label("continue"), id="forward", variant="primary", compact=True)
        yield Button(another_link_label(self.journey.mark), id="other-link", compact=True)
        if not self.journey.mark:
            yield Button(button_label("leave"), id="quit", compact=True)

    def keys(self) -> list[tuple[str, str]]:
        """The keys."""
        return self.button_keys()

    @on(Button.Pressed, "#forward")
    def go_on(self) -> None:
        """It was read: look at the link."""
        self.post_message(Begin(self.card.invitation))

    @on(Button.Pressed, "#other-link")
    def other_link(self) -> None:
        """Ask for another link."""
        self.post_message(AskLink())

    @on(Button.Pressed, "#quit")
    def quit(self) -> None:
        """Leave; a stranger's link is no usable one."""
        self.post_message(
            Leave(exit_code("unknown-host") if self.card.way == "stop" else Exit.LEFT)
        )
