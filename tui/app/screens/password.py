"""The password: rules live, strength as advice, a repeat, a suggestion."""

from collections.abc import Iterable

from textual import on, work
from textual.widget import Widget

from tui.app.screens.secret_step import SecretStep
from tui.app.screens.suggestion import Suggestion, SuggestionScreen
from tui.app.widgets.secret_field import SecretField
from tui.app.widgets.strength_line import StrengthLine
from tui.i18n import _, language
from tui.wording.steps import place_name


class PasswordScreen(SecretStep):
    """Choose the password."""

    CSS_PATH = "password.tcss"
    STEP = "password"
    FIRST = "password"
    REPEAT = "password_repeat"
    JUDGED = "password"

    def labels(self) -> tuple[str, str]:
        """The labels of the field and its repeat."""
        return place_name(self.STEP), _("Repeat password")

    def compose_between(self) -> Iterable[Widget]:
        """The strength in words."""
        from api_client.passwords.strength import account_words

        yield StrengthLine(account_words(self.journey.flow.activation.account))

    def on_mount(self) -> None:
        """Rate what an earlier visit left."""
        self._rate()

    @on(SecretField.Edited, "#password")
    def rate_edited(self) -> None:
        """Rate what was typed."""
        self._rate()

    def _rate(self) -> None:
        self.query_one(StrengthLine).rate(self.journey.flow.form.value("password"))

    @work(exclusive=True, group="suggest")
    async def suggest(self) -> None:
        """Let a suggestion be chosen and take it."""
        from api_client.passwords.generator import passphrase, random_password

        activation = self.journey.flow.activation
        policy, account = activation.password_policy, activation.account
        chosen = await self.app.push_screen_wait(
            SuggestionScreen(
                _("A suggestion for your password"),
                [
                    Suggestion(_("Four words"), lambda: passphrase(policy, account, language())),
                    Suggestion(_("Random characters"), lambda: random_password(policy, account)),
                ],
            )
        )
        self.take_suggestion(chosen)
