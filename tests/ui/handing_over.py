"""The page of an address, for tests."""

from textual.pilot import Pilot

from tests.links import activation_link
from tests.ui.stage import settled
from tui.app.screens.handoff import HandoffScreen
from tui.browser.actions import Handoff
from tui.browser.address import Address, read_address
from tui.i18n import _
from tui.wording.handoff import offer_words

PUBLIC = "https://login.ringcentral.com/?brandId=2040"
GUIDE = activation_link(account_id="1234567890123456789").url()


def sign_in() -> Handoff:
    """An address to sign in at."""
    address = read_address(PUBLIC)
    assert address is not None
    return Handoff(_("Sign in with your web browser"), address, "eva.luehe@beispiel-gmbh.de")


def personal() -> Handoff:
    """A personal link of the guide's brand, with a token that opens nothing."""
    return Handoff(_("Your personal activation link"), Address(GUIDE, secret=True), "815")


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
