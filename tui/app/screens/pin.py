"""The PIN: for voicemail and conferences, typed on a telephone."""

from textual import work

from api_client.rules import advice
from tui.app.screens.secret_step import SecretStep
from tui.app.screens.suggestion import Suggestion, SuggestionScreen
from tui.i18n import _
from tui.wording.rules import advice_sentence
from tui.wording.steps import place_name


class PinScreen(SecretStep):
    """Choose the PIN."""

    CSS_PATH = "pin.tcss"
    STEP = "pin"
    FIRST = "pin"
    REPEAT = "pin_repeat"
    JUDGED = "pin"

    def labels(self) -> tuple[str, str]:
        """The labels of the field and its repeat."""
        return place_name(self.STEP), _("PIN, once more")

    def draw_rules(self) -> None:
        """Show the rules, and advice when none of them has something to say."""
        super().draw_rules()
        flow = self.journey.flow
        advised = advice(flow.activation.pin_policy, flow.form.value("pin"))
        if advised and not self.told.text:
            self.told.say(advice_sentence(advised[0]), "warn")

    @work(exclusive=True, group="suggest")
    async def suggest(self) -> None:
        """Let a suggestion be chosen and take it."""
        from api_client.passwords.generator import pin

        activation = self.journey.flow.activation
        chosen = await self.app.push_screen_wait(
            SuggestionScreen(
                _("A PIN for you"),
                [Suggestion(_("Random"), lambda: pin(activation.pin_policy, activation.account))],
            )
        )
        self.take_suggestion(chosen)
