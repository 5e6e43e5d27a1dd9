"""The page of an address, for tests."""

from textual.pilot import Pilot

from tests.ui.stage import settled
from tui.app.screens.handoff import HandoffScreen
from tui.wording.handoff import offer_words


async def press_offer(pilot: Pilot[int], words: str) -> None:
    """Press Enter on the offer with these words."""
    page = pilot.app.screen
    assert isinstance(page, HandoffScreen)
    lines = [offer_words(offer) for offer in page._offers]
    await pilot.press("home", *["down"] * lines.index(words), "enter")


async def choose_offer(pilot: Pilot[int], words: str) -> None:
    """Choose the offer with these words, and wait for what it does."""
    page = pilot.app.screen
    await press_offer(pilot, words)
    await settled(pilot)
    if pilot.app.screen is page:
        await pilot.app.workers.wait_for_complete()
    await settled(pilot)
