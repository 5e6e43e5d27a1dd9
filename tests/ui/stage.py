"""A stage for the screens: the real mock server in process, a clock that stands still."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone, tzinfo

import httpx
from textual.pilot import Pilot

from api_client.backend import BackendSettings, open_backend
from api_client.link import ActivationLink, find_links
from mock_server.app import create_app
from mock_server.service import MockService
from tui.app import ActivateApp
from tui.journey import Journey
from tui.language import Language, use_language

PASSWORD = "Xk7vQm2p"
PIN = "482913"
ANSWER = "Frau Holm aus Kiel"
TOKEN = "0123456789abcdef" * 2

Play = Callable[[Pilot[int]], Awaitable[None]]
"""What is done on the stage before the picture is taken."""


@dataclass(frozen=True)
class StageClock:
    """The mock's clock, shown in Berlin's winter time."""

    service: MockService
    zone: tzinfo | None = field(default=timezone(timedelta(hours=1), "CET"))

    def now(self) -> datetime:
        """The mock's time."""
        return self.service.clock.now()


class Stage:
    """One mock server and the app in front of it."""

    def __init__(self, language: Language) -> None:
        use_language(language)
        self.language = language
        self.service = MockService.in_memory()
        self.service.origin = "http://127.0.0.1:8025"
        self.transport = httpx.ASGITransport(create_app(self.service))

    def link(self, scenario: str) -> ActivationLink:
        """A link of a scenario, always the same."""
        return find_links(self.service.link(scenario, token=TOKEN))[0]

    def app(self, link: ActivationLink | None, *, shown_at_least: float = 0.0) -> ActivateApp:
        """The app as the command line builds it, but for the network."""
        settings = BackendSettings(language=self.language, transport=self.transport)
        journey = Journey(
            lambda given: open_backend(given, settings), StageClock(self.service), sleep=_no_pause
        )
        return ActivateApp(journey, link, shown_at_least=shown_at_least)


async def _no_pause(seconds: float) -> None:
    """Waiting costs a test nothing."""


async def settled(pilot: Pilot[int]) -> None:
    """Wait until every worker and every message is done and drawn."""
    for _round in range(6):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


async def type_text(pilot: Pilot[int], text: str) -> None:
    """Type characters one by one, as a keyboard does."""
    await pilot.press(*(_KEYS.get(character, character) for character in text))


_KEYS = {" ": "space", ".": "full_stop", "-": "minus", "!": "exclamation_mark"}


def screen_text(pilot: Pilot[int]) -> str:
    """All that is on the screen, row by row."""
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips)


async def to_password(pilot: Pilot[int]) -> None:
    """From the account to the first step."""
    await settled(pilot)
    await pilot.press("enter")
    await settled(pilot)


async def fill_password(pilot: Pilot[int], password: str = PASSWORD) -> None:
    """Type the password and its repeat."""
    await type_text(pilot, password)
    await pilot.press("enter")
    await type_text(pilot, password)
    await settled(pilot)


async def to_pin(pilot: Pilot[int]) -> None:
    """Through the password."""
    await to_password(pilot)
    await fill_password(pilot)
    await pilot.press("enter")
    await settled(pilot)


async def to_question(pilot: Pilot[int]) -> None:
    """Through the PIN."""
    await to_pin(pilot)
    await fill_password(pilot, PIN)
    await pilot.press("enter")
    await settled(pilot)


async def to_workspace(pilot: Pilot[int]) -> None:
    """Through the security question."""
    await to_question(pilot)
    await pilot.press("enter")
    await settled(pilot)
    await type_text(pilot, ANSWER)
    await pilot.press("enter")
    await settled(pilot)


async def to_review(pilot: Pilot[int]) -> None:
    """Through the workspace: the second offer."""
    await to_workspace(pilot)
    await pilot.press("down", "enter")
    await settled(pilot)
    await pilot.press("enter")
    await settled(pilot)


async def to_end(pilot: Pilot[int]) -> None:
    """Through the commit."""
    await to_review(pilot)
    await pilot.press("enter")
    await settled(pilot)
