"""What the steps share: finish the step locally, let the server judge it, go on."""

from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Button

from api_client.models import Step
from api_client.problems import Problem
from tui.app.messages import Back, Failed, Forward
from tui.app.screens.journey_screen import JourneyScreen
from tui.app.widgets.secret_field import SecretField
from tui.app.widgets.secret_input import SecretInput
from tui.app.widgets.side_buttons import SUGGEST, SideButton
from tui.app.widgets.status_line import StatusLine
from tui.journey.states import STEP_FIELDS, Judged, Missing, Place
from tui.wording.buttons import button_label
from tui.wording.help import Topic
from tui.wording.identity import said_by_server
from tui.wording.keys import key_hint
from tui.wording.rules import first_fault
from tui.wording.steps import missing_sentence, refused_at_commit
from tui.wording.waiting import waiting_sentence


class StepScreen(JourneyScreen):
    """A step where something is chosen."""

    STEP: ClassVar[Step]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", show=False),
        Binding("ctrl+r,f2", "reveal", show=False),
        Binding("ctrl+n,f3", "suggest", show=False),
    ]

    busy = False
    """While the server judges."""

    def compose_buttons(self) -> list[Button]:
        """Back and forward."""
        return [
            Button(button_label("continue"), id="forward", variant="primary", compact=True),
            Button(button_label("back"), id="back", compact=True),
        ]

    def place(self) -> Place:
        """The step."""
        return self.STEP

    def help_topic(self) -> Topic:
        """The step."""
        return self.STEP

    def keys(self) -> list[tuple[str, str]]:
        """The keys of what has the focus."""
        if isinstance(self.focused, Button):
            return [*self.button_keys(), ("escape", key_hint("back"))]
        return self.field_keys()

    def field_keys(self) -> list[tuple[str, str]]:
        """The keys of the field or list that has the focus."""
        return [("enter", key_hint("continue")), ("escape", key_hint("back"))]

    def further_keys(self) -> list[tuple[str, str]]:
        """What shows a secret; its button stands beside it."""
        return [("ctrl+r", key_hint("show"))] if isinstance(self.focused, SecretInput) else []

    @property
    def focus_chain(self) -> list[Widget]:
        """The buttons beside fields last, the suggestion behind them all.

        So Tab leads from field to field and onwards, and Shift+Tab from the first field to the
        suggestion.
        """
        chain = super().focus_chain
        beside = [widget for widget in chain if isinstance(widget, SideButton)]
        beside.sort(key=lambda button: button.id == SUGGEST)
        return [*(each for each in chain if each not in beside), *beside]

    def note(self) -> StatusLine:
        """The line that says what is still missing."""
        return self.query_one("#note", StatusLine)

    def field_of(self, missing: Missing) -> Widget:
        """What to focus so that something missing can be mended."""
        raise NotImplementedError

    def take_choice(self) -> None:
        """Hand what was chosen in a list to the flow; its message may still be on its way."""

    def judged_again(self) -> None:
        """Draw the verdicts anew, after the server spoke."""

    @on(Button.Pressed, "#back")
    def action_back(self) -> None:
        """To the place before, keeping everything typed."""
        self.post_message(Back())

    def action_reveal(self) -> None:
        """Show the secret in focus for a moment; only fields with secrets can."""

    def action_suggest(self) -> None:
        """Offer something that meets the rules; only some steps can."""

    @on(Button.Pressed, "#forward")
    def finish(self) -> None:
        """Go on, or to what is still missing."""
        if self.busy:
            return
        self.take_choice()
        missing = self.journey.flow.form.missing(self.STEP)
        if missing:
            self.say_missing(missing[0])
        else:
            self.busy = True
            self.query_one("#forward", Button).disabled = True
            self.note().say(waiting_sentence("checking"), "open")
            self._ask_server()

    def submit(self, field: SecretField) -> None:
        """Finish the step once the field has taken the keys before this Enter.

        What is typed behind it belongs to the next step and reaches no field of this one.
        """
        self.set_focus(None)
        field.input.call_later(field.input.action_submit)

    def say_missing(self, missing: Missing) -> None:
        """Say what is missing and go there; what is typed then replaces what was refused."""
        self.tell_missing(missing)
        field = self.field_of(missing)
        self.set_focus(field)
        if isinstance(field, SecretInput):
            field.action_select_all()

    def tell_missing(self, missing: Missing) -> None:
        """Say what is missing where it is to be mended."""
        self.note().say(self.missing_words(missing), "bad")

    def missing_words(self, missing: Missing) -> str:
        """What is missing."""
        return missing_sentence(self.STEP, missing)

    def fault_words(self, judged: Judged) -> str:
        """The rule that keeps one here; all that are not met count as broken from now on."""
        form = self.journey.flow.form
        form.leave(judged)
        self.judged_again()
        return first_fault(judged, form.rule_lines(judged))

    @work(exclusive=True, group="check")
    async def _ask_server(self) -> None:
        try:
            accepted = await self.journey.check(self.STEP)
        except Problem as problem:
            self.post_message(Failed(problem, "look"))
            return
        self._unlock()
        if accepted:
            self.post_message(Forward())
            return
        self.judged_again()
        self.say_missing(self.journey.flow.form.missing(self.STEP)[0])
        self._say_refusals()

    def _unlock(self) -> None:
        self.busy = False
        self.note().say("")
        self.query_one("#forward", Button).disabled = False

    def on_mount(self) -> None:
        """Say what the server refused at the commit."""
        if any(self.journey.flow.form.is_refused(field) for field in STEP_FIELDS[self.STEP]):
            self.note().say(refused_at_commit(), "bad")
            self._say_refusals()

    def _say_refusals(self) -> None:
        flow = self.journey.flow
        said = [
            text
            for field in STEP_FIELDS[self.STEP]
            for text in map(said_by_server, flow.form.refusals(field))
            if text
        ]
        if said:
            self.note().say(said[0], "bad")
