"""Several links in one text: which one is meant, or all of them."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, OptionList
from textual.widgets.option_list import Option

from tui.app.messages import AskLink, LinksChosen
from tui.app.screens.journey_screen import JourneyScreen
from tui.i18n import _
from tui.journey.invitation import Invitation
from tui.journey.journey import Journey
from tui.terminal.sanitize import harmless, indented
from tui.wording.buttons import button_label
from tui.wording.help import Topic
from tui.wording.keys import key_hint
from tui.wording.links import another_link_hint, link_choices, several_links_words


class ChooseLinkScreen(JourneyScreen):
    """Nothing is asked of anybody before one is chosen."""

    CSS_PATH = "choose_link.tcss"
    HELP: ClassVar[Topic] = "link"
    SHOWS_PROGRESS: ClassVar[bool] = False
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "other_link", show=False)]

    def __init__(self, journey: Journey, invitations: tuple[Invitation, ...]) -> None:
        super().__init__(journey)
        self.invitations = invitations

    def title_text(self) -> str:
        """The heading."""
        return several_links_words()[0]

    def lead_text(self) -> str:
        """What to do."""
        return several_links_words()[1]

    def compose_body(self) -> Iterable[Widget]:
        """The links, and all of them as a queue."""
        words = link_choices(invitation.link for invitation in self.invitations)
        yield OptionList(
            *(
                Option(Content(indented(harmless(each), 2)), id=str(index))
                for index, each in enumerate(words)
            ),
            id="links",
            markup=False,
            compact=True,
        )

    def compose_buttons(self) -> Iterable[Button]:
        """Back to where one pastes."""
        return [Button(button_label("another-link"), id="other-link", compact=True)]

    def first_focus(self) -> str:
        """The list."""
        return "#links"

    def keys(self) -> list[tuple[str, str]]:
        """The keys of the list, or of the button."""
        if isinstance(self.focused, Button):
            return self.button_keys()
        return [
            ("enter", key_hint("choose")),
            ("updown", _("links")),
            ("escape", another_link_hint()),
        ]

    @on(OptionList.OptionSelected)
    def choose(self, event: OptionList.OptionSelected) -> None:
        """Take one, or all."""
        index = event.option_index
        self.post_message(LinksChosen(self.invitations[index : index + 1] or self.invitations))

    @on(Button.Pressed, "#other-link")
    def action_other_link(self) -> None:
        """Ask for another link."""
        self.post_message(AskLink())
