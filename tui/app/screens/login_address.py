"""Whose account an operator means, where the mail leaves a doubt."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.widget import Widget
from textual.widgets import Button, Static

from tui.app.messages import AskLink, Begin
from tui.app.screens.journey_screen import JourneyScreen
from tui.app.widgets.fact_list import FactList
from tui.app.widgets.private_input import PrivateInput
from tui.app.widgets.status_line import StatusLine
from tui.journey.invitation import Invitation, login_address
from tui.journey.journey import Journey
from tui.terminal.presenter import is_presenting
from tui.wording.buttons import another_link_label, button_label
from tui.wording.help import Topic
from tui.wording.keys import key_hint
from tui.wording.mail import mail_facts, mail_facts_heading
from tui.wording.problems import problem_page
from tui.wording.trust import login_question, login_question_reason, no_login_address


class LoginAddressScreen(JourneyScreen):
    """Asks for the address with which the person signs in; nothing was sent yet."""

    CSS_PATH = "login_address.tcss"
    HELP: ClassVar[Topic] = "card"
    SHOWS_PROGRESS: ClassVar[bool] = False

    def __init__(self, journey: Journey, invitation: Invitation) -> None:
        super().__init__(journey)
        self._invitation = invitation

    def title_text(self) -> str:
        """The heading."""
        return problem_page("login-needed").words()[0]

    def lead_text(self) -> str:
        """Why it is asked."""
        return login_question_reason()

    def compose_body(self) -> Iterable[Widget]:
        """The field, and what the mail says of the account all the same."""
        yield Static(login_question(), id="login-label", markup=False)
        yield PrivateInput(id="login", placeholder="name@example.com", password=is_presenting())
        yield StatusLine(id="note")
        mail = self._invitation.mail
        if mail is not None and (facts := mail_facts(mail.facts)):
            yield Static(mail_facts_heading(), id="facts-title", markup=False)
            yield FactList(facts, id="facts")

    def compose_buttons(self) -> Iterable[Button]:
        """On, or another link."""
        yield Button(button_label("continue"), id="forward", variant="primary", compact=True)
        yield Button(another_link_label(self.journey.mark), id="other-link", compact=True)

    def first_focus(self) -> str:
        """The field."""
        return "#login"

    def keys(self) -> list[tuple[str, str]]:
        """The keys of the field, or of the buttons."""
        if isinstance(self.focused, PrivateInput):
            return [("enter", key_hint("continue")), ("tab", key_hint("next-button"))]
        return self.button_keys()

    @on(PrivateInput.Submitted)
    @on(Button.Pressed, "#forward")
    def finish(self) -> None:
        """Find the account of this address."""
        field = self.query_one("#login", PrivateInput)
        address = login_address(field.value)
        if address is None:
            self.query_one("#note", StatusLine).say(no_login_address(), "bad")
            field.focus()
            return
        self.post_message(Begin(self._invitation.for_login(address)))

    @on(Button.Pressed, "#other-link")
    def other_link(self) -> None:
        """Ask for another link."""
        self.post_message(AskLink())
