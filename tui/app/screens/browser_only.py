"""A known provider's link without an interface: what the mail says, and how to open it oneself."""

from collections.abc import Iterable

from textual import on
from textual.widget import Widget
from textual.widgets import Button, Static

from tui.app.screens.problem import ProblemScreen
from tui.app.widgets.fact_list import FactList
from tui.app.widgets.finding_list import FindingList
from tui.i18n import _
from tui.wording.mail import mail_facts, mail_facts_heading
from tui.wording.trust import card_sentences


class BrowserOnlyScreen(ProblemScreen):
    """Nothing is sent anywhere; the link can be opened in a private browser window."""

    CSS_PATH = "browser_only.tcss"

    def compose_buttons(self) -> Iterable[Button]:
        """First what can be done with the link here."""
        yield Button(_("Open or show the link"), id="open", variant="primary", compact=True)
        for way in super().compose_buttons():
            way.variant = "default"
            yield way

    @on(Button.Pressed, "#open")
    def open_link(self) -> None:
        """Offer the personal link to a private window, as text, as a QR code."""
        from tui.app.screens.handoff import HandoffScreen
        from tui.browser.actions import Handoff
        from tui.browser.address import personal_address

        link, card = self.journey.link, self.journey.card
        if link is None:
            return
        mail = card.invitation.mail if card else None
        account = (mail and mail.facts.login_email) or link.account_id
        title = _("Your personal activation link")
        self.lay_on_top(HandoffScreen(Handoff(title, personal_address(link), account), self.tools))

    def compose_body(self) -> Iterable[Widget]:
        """The page of the problem, then the link's findings or the mail's facts."""
        yield from super().compose_body()
        card = self.journey.card
        if card is None:
            return
        mail = card.invitation.mail
        if mail is None:
            yield FindingList(card_sentences(card, self.journey.clock.zone), id="findings")
        elif facts := mail_facts(mail.facts):
            yield Static(mail_facts_heading(), id="facts-title", markup=False)
            yield FactList(facts, id="facts")
