"""The PIN: for voicemail and conferences, typed on a telephone."""

from typing import ClassVar, Literal

from textual import on, work
from textual.widgets import Button

from api_client.rules import advice
from tui.app.screens.secret_step import SecretStep
from tui.app.screens.suggestion import Suggestion, SuggestionScreen
from tui.i18n import _
from tui.wording.rules import advice_sentence
from tui.wording.steps import place_name, without_pin_words


class PinScreen(SecretStep):
    """Choose the PIN."""

    CSS_PATH = "pin.tcss"
    STEP: ClassVar[Literal["pin"]] = "pin"
    FIRST = "pin"
    REPEAT = "pin_repeat"
    JUDGED = "pin"

    def labels(self) -> tuple[str, str]:
        """The labels of the field and its repeat."""
        return place_name(self.STEP), _("Repeat PIN")

    def draw_rules(self) -> None:
        """Show the rules, and advice when none of them has something to say."""
        super().draw_rules()
        flow = self.journey.flow
        advised = advice(flow.activation.pin_policy, flow.form.value("pin"))
        if advised and not self.told.text:
            self.told.say(advice_sentence(advised[0]), "warn")

    def compose_buttons(self) -> list[Button]:
        """And a way on without a PIN, where it may stay away."""
        buttons = super().compose_buttons()
        if self.STEP in self.journey.flow.form.may_stay_away:
            buttons.append(Button(without_pin_words()[0], id="without", compact=True))
        return buttons

    def on_mount(self) -> None:
        """Say that it was left out."""
        if self.STEP in self.journey.flow.form.left_out and not self.note().text:
            self.note().say(without_pin_words()[1])

    @on(Button.Pressed, "#without")
    def leave_out(self) -> None:
        """Choose none and go on."""
        if self.busy:
            return
        for field in (self.first, self.repeat):
            field.fill("")
        self.journey.flow.form.leave_out(self.STEP)
        self.finish()

    @work(exclusive=True, group="suggest")
    async def suggest(self) -> None:
        """Let a suggestion be chosen and take it."""
        from api_client.passwords.generator import pin

        activation = self.journey.flow.activation
        chosen = await self.app.push_screen_wait(
            SuggestionScreen(
                _("A suggestion for your PIN"),
                [Suggestion(_("Random"), lambda: pin(activation.pin_policy, activation.account))],
            )
        )
        self.take_suggestion(chosen)
