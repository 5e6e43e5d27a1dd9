"""The list of several accounts, for tests."""

from textual.pilot import Pilot

from tests.ui.stage import (
    Stage,
    settled,
)
from tui.app.app import ActivateApp
from tui.app.screens.queue import QueueScreen
from tui.journey.account_queue import AccountQueue
from tui.journey.invitation import Invitation


def app_with(stage: Stage, *scenarios: str) -> ActivateApp:
    """The app with a link of each scenario."""
    app = stage.app(None)
    app.session.queue = AccountQueue(Invitation(stage.link(scenario)) for scenario in scenarios)
    return app


async def open_next(pilot: Pilot[int]) -> None:
    """Open the account that the list proposes."""
    await settled(pilot)
    assert isinstance(pilot.app.screen, QueueScreen)
    await pilot.press("enter")
    await settled(pilot)


def states(app: ActivateApp) -> list[str]:
    return [app.queue.state(entry) for entry in app.queue.entries]
