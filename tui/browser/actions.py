"""What can be done with an address where one is: a table that a page draws."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from api_client.activation_link import is_loopback
from tui.browser.address import Address
from tui.browser.browsers import Find, Opening, found, make_profile_folder, openings, profile_folder
from tui.browser.one_time_page import can_hand_over
from tui.browser.start_program import Start, start
from tui.terminal.environment import Surroundings, here

OfferKind = Literal["download", "open", "show", "copy", "qr"]


@dataclass(frozen=True, slots=True)
class Handoff:
    """An address to hand to a person, or to a browser.

    `account` tells the accounts on a device apart (an e-mail address, an account id); without one
    no browser profile of its own is offered. A `download` can also be fetched by this program.
    """

    title: str
    address: Address
    account: str = ""
    download: bool = False


@dataclass(frozen=True, slots=True)
class HandoffOffer:
    """One thing to do; `opening` goes with the kind `open`."""

    kind: OfferKind
    opening: Opening | None = None


@dataclass(frozen=True, slots=True)
class Tools:
    """What a hand-off works with: where one is, what programs there are, what starts them."""

    surroundings: Surroundings
    find: Find = found
    start: Start = start
    hands_over: Callable[[Surroundings], bool] = can_hand_over


def tools_here() -> Tools:
    """The tools of this machine."""
    return Tools(here())


def offers(handoff: Handoff, tools: Tools) -> tuple[HandoffOffer, ...]:
    """What can be done with an address here, the most useful first.

    A personal link goes to no clipboard, and to private windows and profiles of their own only,
    where a browser's history does not mix it with another account's.
    """
    where = tools.surroundings
    ways = [HandoffOffer("open", opening) for opening in _openings(handoff, tools)]
    # A phone would look for this very machine on itself.
    qr = [] if is_loopback(handoff.address.host) else [HandoffOffer("qr")]
    if handoff.address.secret:
        return (*ways, HandoffOffer("show"), *qr)
    download = [HandoffOffer("download")] if handoff.download else []
    copy = [HandoffOffer("copy")] if where.clipboard else []
    if where.platform is None:  # what is downloaded here is not where the person sits
        return (*ways, *copy, *qr, *download)
    return (*download, *ways, *copy, *qr)


def _openings(handoff: Handoff, tools: Tools) -> list[Opening]:
    if handoff.address.secret and not tools.hands_over(tools.surroundings):
        return []
    kept = [
        opening
        for opening in openings(tools.surroundings, tools.find)
        if opening.window != "usual" or not handoff.address.secret
    ]
    if handoff.download:  # nobody signs in there, so one window is as good as another
        kept = [opening for opening in kept if opening.window == "usual"]
    return [opening for opening in kept if opening.window != "profile" or handoff.account]


async def open_address(handoff: Handoff, opening: Opening, tools: Tools) -> bool:
    """Open an address in a browser; False if that did not work.

    A personal link is handed over by a page that answers once.
    """
    folder = ""
    if opening.window == "profile":
        place = profile_folder(handoff.account, os.environ, snap=opening.snap)
        try:
            make_profile_folder(place)
        except OSError:
            return False
        folder = str(place)

    async def open_page(url: str) -> bool:
        return await tools.start(opening.arguments(url, folder))

    if not handoff.address.secret:
        return await open_page(handoff.address.url)
    from tui.browser.one_time_page import hand_over

    return await hand_over(handoff.address, open_page) == "opened"
