"""A stage for the screens: the real mock server in process, a clock that stands still."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone, tzinfo
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any, Protocol

import httpx
from textual import events
from textual.app import App
from textual.pilot import Pilot
from textual.screen import ModalScreen
from textual.worker import WorkerCancelled

import tui.app.app
from api_client.connect import BackendSettings, open_backend
from api_client.http.settings import ClientSettings
from api_client.link import ActivationLink, find_links
from api_client.models import Step
from api_client.patience import Patience
from mock_server.app import create_app
from mock_server.state.service import MockService
from tests.links import TOKEN
from tests.ui.quiet import quiet
from tui.app.app import ActivateApp
from tui.app.messages import GoTo
from tui.browser.actions import Tools
from tui.i18n import Language, use_language
from tui.journey.account_queue import AccountQueue
from tui.journey.flow import Flow
from tui.journey.invitation import Invitation
from tui.journey.journey import Journey
from tui.journey.states import Place
from tui.journey.trust_card import Vouched
from tui.terminal.environment import Surroundings

PASSWORD = "Xk7vQm2p"
PIN = "482913"
ANSWER = "Frau Holm aus Kiel"

Play = Callable[[Pilot[int]], Awaitable[object]]
"""What is done on the stage before the picture is taken."""


Change = Callable[[int, dict[str, Any]], dict[str, Any]]
"""What becomes of an answer's body; answers are counted from 1."""


class Shot(Protocol):
    """Plays on a stage, compares the picture, and gives back what the screen says."""

    def __call__(
        self,
        scenario: str | None,
        play: Play | None = None,
        *,
        at: Place | None = None,
        link: ActivationLink | None = None,
        unfinished: bool = False,
    ) -> str:
        """Begin with a scenario's link (None asks for one) and play up to the picture.

        `at` opens the app at a place, with good choices made up to it. An `unfinished` picture
        shows something under way, whose end is not waited for.
        """


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
        self.service.settings.origin = "http://127.0.0.1:8025"
        self.transport: httpx.AsyncBaseTransport = httpx.ASGITransport(create_app(self.service))

    def close(self) -> None:
        """Let go of the server's database."""
        self.service.close()

    def link(self, scenario: str) -> ActivationLink:
        """A link of a scenario, always the same."""
        return find_links(self.service.link(scenario, token=TOKEN))[0]

    def record(self, sent: list[str]) -> None:
        """Note every request that leaves the app."""
        network = self.transport

        class Recording(httpx.AsyncBaseTransport):
            async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
                sent.append(f"{request.method} {request.url.path}")
                return await network.handle_async_request(request)

        self.transport = Recording()

    def hold(self, path: str) -> asyncio.Event:
        """Hold the answers of a path back until the event is set."""
        network, let_go = self.transport, asyncio.Event()

        class Holding(httpx.AsyncBaseTransport):
            async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
                response = await network.handle_async_request(request)
                if request.url.path == path:
                    await let_go.wait()
                return response

        self.transport = Holding()
        return let_go

    def rewrite(self, method: str, change: Change) -> None:
        """Change what the server answers to a method at the link's address."""
        network, nth = self.transport, count(1)

        class Rewriting(httpx.AsyncBaseTransport):
            async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
                response = await network.handle_async_request(request)
                if (request.method, request.url.path) != (method, "/v1/activation"):
                    return response
                body = json.loads(await response.aread())
                return httpx.Response(
                    response.status_code,
                    headers={"Content-Type": response.headers["Content-Type"]},
                    json=change(next(nth), body),
                )

        self.transport = Rewriting()

    async def stored(self, scenario: str = "ok", **secrets: str) -> dict[str, bool]:
        """Ask the mock whether it stored these secrets for the account of a scenario's link."""
        async with httpx.AsyncClient(
            transport=self.transport, base_url=self.service.origin
        ) as tester:
            answer = await tester.post(f"/_mock/accounts/{scenario}:{TOKEN}/verify", json=secrets)
            answer.raise_for_status()
            verified: dict[str, bool] = answer.json()
            return verified

    def advance(self, *, seconds: float) -> None:
        """Let time pass."""
        self.service.clock.advance(timedelta(seconds=seconds))

    def journey(self, vouched: Vouched | None = None, patience: Patience | None = None) -> Journey:
        """A journey as the command line begins it, but for the network."""
        settings = BackendSettings(
            base_url=vouched.backend if vouched else None,
            client=ClientSettings(self.language, transport=self.transport),
            patience=patience,
        )
        return Journey(
            lambda given, mail: open_backend(given, settings, mail),
            StageClock(self.service),
            vouched,
            sleep=_no_pause,
        )

    def app(
        self,
        link: ActivationLink | None,
        *,
        at: Place | None = None,
        vouched: Vouched | None = None,
        shown_at_least: float = 0.0,
    ) -> ActivateApp:
        """The app as the command line builds it, but for the network, or opened at a place."""
        journey = self.journey(vouched)
        queue = AccountQueue([Invitation(link)] if link else [])
        kind = partial(_AppAt, at) if at else ActivateApp
        app: ActivateApp = kind(journey, queue, shown_at_least=shown_at_least)
        app.enter_rests = 0
        app.tools = Tools(Surroundings("desktop", "windows"))
        return app


class _AppAt(ActivateApp):
    """The app as it is when a person came to a place, without the screens on the way there.

    Walking through them in every test would cost more than the rest of it.
    """

    CSS_PATH = str(Path(tui.app.app.__file__).with_name("app.tcss"))

    def __init__(
        self, place: Place, journey: Journey, queue: AccountQueue, *, shown_at_least: float
    ) -> None:
        super().__init__(journey, queue, shown_at_least=shown_at_least)
        self._opened_at = place
        self.there = asyncio.Event()

    async def on_ready(self, event: events.Ready) -> None:  # type: ignore[override]
        """Look at the link, choose, and go there, in place of the first screen."""
        event.prevent_default()
        try:
            await self.journey.begin(self.queue.open(1))
            await self.journey.look()
            choose_up_to(self._opened_at, self.journey.flow)
            await self.account_flow.carry_out(GoTo(self._opened_at))
        finally:
            self.there.set()


async def opened(app: App[int]) -> None:
    """Wait for an app that opens at a place: a thread makes its client, whom no loop waits for."""
    if isinstance(app, _AppAt):
        await app.there.wait()


async def _no_pause(seconds: float) -> None:
    """Waiting costs a test nothing."""


async def settled(pilot: Pilot[int]) -> None:
    """Wait until every worker and every message is done and drawn.

    A question on top is waited for by a worker of its own, so then only messages count.
    """
    await opened(pilot.app)
    await pilot.pause()
    await quiet()
    while len(pilot.app.workers) and not isinstance(pilot.app.screen, ModalScreen):
        for worker in list(pilot.app.workers):
            with suppress(WorkerCancelled):  # by another, on its way to the next screen
                await worker.wait()
        await pilot.pause()
        await quiet()


async def type_text(pilot: Pilot[int], text: str) -> None:
    """Type characters one by one, as a keyboard does."""
    await pilot.press(*(_KEYS.get(character, character) for character in text))


_KEYS = {" ": "space", ".": "full_stop", "-": "minus", "!": "exclamation_mark"}


def screen_text(pilot: Pilot[int]) -> str:
    """All that is on the screen, row by row."""
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips)


def focused(pilot: Pilot[int]) -> str:
    """The id of what has the focus."""
    assert pilot.app.focused is not None
    return str(pilot.app.focused.id)


def in_one_line(text: str) -> str:
    """A screen's words without frames and line breaks; spaces that cannot break stay such."""
    words = text.translate(dict.fromkeys(map(ord, "│╭╮╰╯─\n"), " ")).split(" ")
    return " ".join(filter(None, words))


async def fill_field_and_repeat(pilot: Pilot[int], value: str = PASSWORD) -> None:
    """Type a secret and its repeat."""
    await type_text(pilot, value)
    await pilot.press("enter")
    await type_text(pilot, value)
    await settled(pilot)


def choose(flow: Flow, *steps: Step) -> None:
    """Make good choices for some steps, without a keyboard."""
    if "password" in steps:
        flow.form.type("password", PASSWORD)
        flow.form.type("password_repeat", PASSWORD)
    if "pin" in steps:
        flow.form.type("pin", PIN)
        flow.form.type("pin_repeat", PIN)
    if "security_question" in steps:
        flow.form.choose_question(flow.activation.security_questions[0].id)
        flow.form.type("answer", ANSWER)
    if "workspace" in steps:
        flow.form.choose_workspace("web_browser")


def choose_up_to(place: Place, flow: Flow) -> None:
    """Make good choices for every step before a place."""
    before = flow.places[: flow.places.index(place)]
    choose(flow, *(step for step in flow.activation.steps if step in before))


def going_to(place: Place) -> Play:
    """A play that makes good choices up to a place and goes there."""

    async def play(pilot: Pilot[int]) -> None:
        await settled(pilot)
        app = pilot.app
        assert isinstance(app, ActivateApp)
        choose_up_to(place, app.journey.flow)
        await app.account_flow.carry_out(GoTo(place))
        await settled(pilot)

    return play


def typing(text: str) -> Play:
    """A play that types."""
    return lambda pilot: type_text(pilot, text)


def pressing(*keys: str) -> Play:
    """A play that presses keys."""
    return lambda pilot: pilot.press(*keys)


to_password = going_to("password")
to_pin = going_to("pin")
to_question = going_to("security_question")
to_workspace = going_to("workspace")
to_review = going_to("review")


async def to_end(pilot: Pilot[int]) -> None:
    """Through the commit."""
    await to_review(pilot)
    await pilot.press("enter")
    await settled(pilot)


def pasting(text: str) -> Play:
    """A play that pastes a text."""

    async def play(pilot: Pilot[int]) -> None:
        pilot.app.post_message(events.Paste(text))
        await settled(pilot)

    return play
