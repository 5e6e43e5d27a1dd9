"""Several people with one login address: whom an operator's mail is for."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Button, OptionList, Static
from textual.widgets.option_list import Option

from tui.app.messages import AskLink, Begin
from tui.app.screens.journey_screen import JourneyScreen
from tui.app.widgets.fact_list import FactList
from tui.app.widgets.safe_text import safe_text
from tui.i18n import _
from tui.journey.invitation import Invitation
from tui.journey.journey import Journey
from tui.wording.buttons import another_link_label
from tui.wording.extensions import ExtensionChoice, which_extension_words
from tui.wording.help import Topic
from tui.wording.keys import key_hint
from tui.wording.links import another_link_hint
from tui.wording.mail import mail_facts, mail_facts_heading


class ChooseExtensionScreen(JourneyScreen):
    """Nothing is changed before one is chosen."""

    CSS_PATH = "choose_extension.tcss"
    HELP: ClassVar[Topic] = "card"
    SHOWS_PROGRESS: ClassVar[bool] = False
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "other_link", show=False)]

    def __init__(
        self, journey: Journey, invitation: Invitation, choices: Sequence[ExtensionChoice]
    ) -> None:
        super().__init__(journey)
        self.invitation = invitation
        self._choices = choices

    def title_text(self) -> str:
        """The heading."""
        return which_extension_words()[0]

    def lead_text(self) -> str:
        """What to do."""
        return which_extension_words()[1]

    def compose_body(self) -> Iterable[Widget]:
        """The people, and what the mail says."""
        yield OptionList(
            *(Option(safe_text(each.text)) for each in self._choices),
            id="extensions",
            markup=False,
            compact=True,
        )
        mail = self.invitation.mail
        if mail is not None and (facts := mail_facts(mail.facts)):
            yield Static(mail_facts_heading(), id="facts-title", markup=False)
            yield FactList(facts, id="facts")

    def compose_buttons(self) -> Iterable[Button]:
        """Another link."""
        return [Button(another_link_label(self.journey.mark), id="other-link", compact=True)]

    def first_focus(self) -> str:
        """The list."""
        return "#extensions"

    def keys(self) -> list[tuple[str, str]]:
        """The keys of the list, or of the button."""
        if isinstance(self.focused, Button):
            return self.button_keys()
        return [
            ("enter", key_hint("choose")),
            ("updown", _("people")),
            ("escape", key_hint("accounts") if self.journey.mark else another_link_hint()),
        ]

    @on(OptionList.OptionSelected)
    def choose(self, event: OptionList.OptionSelected) -> None:
        """Go on with this person."""
        chosen = self._choices[event.option_index]
        self.post_message(Begin(self.invitation.for_extension(chosen.number)))

    @on(Button.Pressed, "#other-link")
    def action_other_link(self) -> None:
        """Ask for another link."""
        self.post_message(AskLink())
