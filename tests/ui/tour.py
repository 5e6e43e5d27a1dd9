"""A tour of every screen, for what has to hold on all of them."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from textual import events
from textual.pilot import Pilot

from api_client.problems import Unreachable
from tests.checkout import MAILS
from tests.ui.stage import (
    PASSWORD,
    Play,
    Stage,
    fill_field_and_repeat,
    pressing,
    settled,
    to_end,
    type_text,
    typing,
)
from tui.app.app import ActivateApp
from tui.app.messages import Commit, Failed
from tui.journey.account_queue import AccountQueue
from tui.journey.invitation import Invitation
from tui.journey.states import Place


@dataclass(frozen=True)
class Stop:
    """One state of a screen: the scenario's links it begins with, and the way to it.

    `unfinished` shows something under way, whose end is not waited for.
    """

    name: str
    play: Play = settled
    scenarios: tuple[str, ...] = ("ok",)
    at: Place | None = None
    unfinished: bool = False


def _pasting(name: str, *keys: str) -> Play:
    async def play(pilot: Pilot[int]) -> None:
        pilot.app.post_message(events.Paste((MAILS / name).read_text(encoding="utf-8")))
        await settled(pilot)
        await pilot.press(*keys)
        await settled(pilot)

    return play


def _then(*plays: Play) -> Play:
    async def play(pilot: Pilot[int]) -> None:
        for each in plays:
            await each(pilot)
            await settled(pilot)

    return play


async def _broken_rules(pilot: Pilot[int]) -> None:
    await type_text(pilot, "aaaa")
    await pilot.press("tab")
    await type_text(pilot, "b")


async def _fails(pilot: Pilot[int]) -> None:
    pilot.app.post_message(Failed(Unreachable(), "look"))


async def _commits(pilot: Pilot[int]) -> None:
    pilot.app.post_message(Commit())


async def _hands_off(pilot: Pilot[int]) -> None:
    await to_end(pilot)
    await pilot.press("enter")


async def _idles(pilot: Pilot[int]) -> None:
    from tui.app.screens.idle import IdleScreen
    from tui.journey.idle_timer import IdleTimer

    await pilot.app.push_screen(IdleScreen(IdleTimer(120, lambda: 0.0)))


STOPS = (
    Stop("link", scenarios=()),
    Stop("link-refused", _then(typing("abc"), pressing("enter")), scenarios=()),
    Stop("card", _pasting("telekom.eml"), scenarios=()),
    Stop("card-of-a-stranger", _pasting("unknown-host.eml"), scenarios=()),
    Stop("links", _pasting("two-links.eml"), scenarios=()),
    Stop("browser-only", _pasting("telekom.eml", "enter"), scenarios=()),
    Stop("account", scenarios=("main-user.de",)),
    Stop("disown", pressing("tab", "enter")),
    Stop("password", at="password"),
    Stop("password-typed", fill_field_and_repeat, at="password"),
    Stop("password-broken", _broken_rules, at="password"),
    Stop("password-shown", _then(typing(PASSWORD), pressing("ctrl+r")), at="password"),
    Stop("suggestion", pressing("ctrl+n"), at="password"),
    Stop("help", pressing("ctrl+y"), at="password"),
    Stop("leave", _then(typing("a"), pressing("ctrl+q")), at="password"),
    Stop("idle", _idles, at="password"),
    Stop("pin", typing("2345"), at="pin"),
    Stop("question", at="security_question"),
    Stop("answer", _then(pressing("enter"), typing("Bär")), at="security_question"),
    Stop("workspace", pressing("down"), at="workspace"),
    Stop("review", pressing("shift+tab"), at="review"),
    Stop("commit", _commits, at="review", unfinished=True),
    Stop("problem", _fails, at="review"),
    Stop("expired", scenarios=("expired",)),
    Stop("done", to_end, scenarios=("main-user",)),
    Stop("handoff", _hands_off),
    Stop("accounts", scenarios=("ok", "main-user", "expired")),
    Stop("summary", pressing("tab", "tab", "enter"), scenarios=("ok", "main-user")),
)
"""All screens, and the states that draw something of their own."""


@asynccontextmanager
async def visiting(
    stop: Stop, stage: Stage, size: tuple[int, int], prepare: Callable[[], None] = lambda: None
) -> AsyncIterator[Pilot[int]]:
    """The app at a stop, at rest; `prepare` is called before anything is drawn."""
    prepare()
    links = [stage.link(scenario) for scenario in stop.scenarios]
    if stop.unfinished:
        stage.hold("/v1/activation:commit")
    app: ActivateApp = stage.app(
        links[0] if links else None, at=stop.at, shown_at_least=3600 if stop.unfinished else 0
    )
    app.session.queue = AccountQueue(Invitation(link) for link in links)
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        await stop.play(pilot)
        await (pilot.pause() if stop.unfinished else settled(pilot))
        yield pilot
