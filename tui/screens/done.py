"""The account is active: receipt, what to remember, where to sign in, first steps."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.widget import Widget
from textual.widgets import Button, Static

from tui.exit_codes import Exit
from tui.language import _
from tui.messages import Leave
from tui.screens.journey_screen import JourneyScreen
from tui.widgets.facts import Facts
from tui.wording.first_steps import first_steps, things_to_remember
from tui.wording.places import workspace_name
from tui.wording.times import local_time


class DoneScreen(JourneyScreen):
    """The end of the journey, and the beginning of work."""

    CSS_PATH = "done.tcss"
    SHOWS_PROGRESS: ClassVar[bool] = False

    def title_text(self) -> str:
        """The heading."""
        return _("✓ Your account is active")

    def lead_text(self) -> str:
        """What that means."""
        return _("The activation is finished. You can use your account without restriction.")

    def compose_body(self) -> Iterable[Widget]:
        """Receipt, things to remember, first steps."""
        journey = self.journey
        receipt = journey.receipt
        assert receipt is not None
        facts = [
            (_("Receipt"), receipt.receipt_id),
            (_("Activated"), local_time(receipt.activated_at, journey.clock.zone)),
            (_("Sign in at"), receipt.login_url),
            (_("with"), receipt.account.email),
        ]
        if receipt.workspace is not None:
            facts.append((_("Workplace"), workspace_name(receipt.workspace)))
        yield Facts(facts, id="facts")
        yield Static(_("Please remember these"), id="remember-title", markup=False)
        yield Static(things_to_remember(journey.flow.activation.steps), id="remember", markup=False)
        yield Static(_("First steps"), id="steps-title", markup=False)
        yield Facts(first_steps(receipt, journey.flow.activation), id="steps")

    def compose_ways(self) -> Iterable[Button]:
        """One way on."""
        return [Button(_("Finish"), id="finish", variant="primary", compact=True)]

    def keys(self) -> list[tuple[str, str]]:
        """The keys."""
        return [(_("Enter"), _("finish"))]

    @on(Button.Pressed, "#finish")
    def finish(self) -> None:
        """Leave, active."""
        self.post_message(Leave(Exit.ACTIVE))
