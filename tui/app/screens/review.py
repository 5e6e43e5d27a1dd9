"""Everything at a glance, nothing secret shown, before the one commit."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, OptionList
from textual.widgets.option_list import Option

from api_client.problems import Problem
from tui.app.messages import Back, Commit, Failed, GoTo
from tui.app.screens.guarded_screen import GuardedScreen
from tui.app.widgets.status_line import StatusLine
from tui.i18n import _
from tui.journey.states import Place
from tui.terminal.sanitize import WIDTH, harmless, indented
from tui.wording.answers import aside_sentence
from tui.wording.buttons import button_label
from tui.wording.help import Topic
from tui.wording.identity import full_name, shown_email
from tui.wording.keys import key_hint
from tui.wording.steps import chosen_words, place_name


class ReviewScreen(GuardedScreen):
    """Each line leads back to its step; the main way activates."""

    CSS_PATH = "review.tcss"
    HELP: ClassVar[Topic] = "review"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", show=False)]

    def place(self) -> Place:
        """The review."""
        return "review"

    def compose_body(self) -> Iterable[Widget]:
        """A line for the account and one for each step."""
        account = self.journey.flow.activation.account
        lines: list[tuple[Place, str]] = [
            ("account", f"{full_name(account)}, {shown_email(account.email)}"),
            *(
                (step, chosen_words(step, self.journey.flow))
                for step in self.journey.flow.activation.steps
            ),
        ]
        width = max(len(place_name(place)) for place, _value in lines)
        yield OptionList(
            *(
                Option(
                    Content.assemble(
                        ("✓ ", "$text-success"),
                        (f"{place_name(place):<{width}}  ", "$text-muted"),
                        indented(harmless(value), width + 4, WIDTH - width - 2),
                    ),
                    id=place,
                )
                for place, value in lines
            ),
            id="lines",
            markup=False,
            compact=True,
        )
        yield StatusLine(id="note")

    def compose_buttons(self) -> Iterable[Button]:
        """Activate, or back."""
        return [
            Button(_("Activate"), id="activate", variant="primary", compact=True),
            Button(button_label("back"), id="back", compact=True),
        ]

    def first_focus(self) -> str:
        """The main way."""
        return "#activate"

    def keys(self) -> list[tuple[str, str]]:
        """The keys of the lines, or of a button."""
        if isinstance(self.focused, OptionList):
            return [("enter", _("change")), ("updown", _("lines")), ("escape", key_hint("back"))]
        does = (
            _("activate") if self.focused and self.focused.id == "activate" else key_hint("choose")
        )
        return [("enter", does), ("shift+tab", _("your choices"))]

    def further_keys(self) -> list[tuple[str, str]]:
        """The key of a button that is in sight."""
        return [("escape", key_hint("back"))] if isinstance(self.focused, Button) else []

    def on_mount(self) -> None:
        """Make sure that nothing stands against the last step; say what was chosen in vain."""
        if gone := self.journey.flow.form.gone:
            self.query_one("#note", StatusLine).say(aside_sentence(gone))
        self._look_again()

    @work(exclusive=True)
    async def _look_again(self) -> None:
        before = self.journey.flow.activation
        try:
            await self.journey.look_again()
        except Problem as problem:
            self.post_message(Failed(problem, "look"))
        else:
            after = self.journey.flow.activation
            redrawn = (after.steps, after.account) != (before.steps, before.account)
            is_active = self.journey.receipt is not None
            if is_active or redrawn or not self.journey.flow.is_complete("review"):
                self.post_message(GoTo("review"))

    @on(OptionList.OptionSelected)
    def change(self, event: OptionList.OptionSelected) -> None:
        """Lead back to the line's step."""
        for place in self.journey.flow.places:
            if place == event.option_id:
                self.post_message(GoTo(place))

    @on(Button.Pressed, "#activate")
    def activate(self) -> None:
        """Do it."""
        self.post_message(Commit())

    @on(Button.Pressed, "#back")
    def action_back(self) -> None:
        """To the step before."""
        self.post_message(Back())
