"""A commit whose answer was lost stays in doubt, on screens, until the server says what became."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing

import httpx
import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from api_client.link import find_links
from tests.scripted_server import Turn, json_answer
from tests.swallowing import Swallowing, page
from tests.ui.quiet import quiet, until
from tests.ui.stage import PASSWORD, Stage, in_one_line, screen_text, settled
from tui.app.app import ActivateApp
from tui.app.messages import Commit, GoTo, Look
from tui.app.screens.account import AccountScreen
from tui.app.screens.commit import CommitScreen
from tui.app.screens.done import DoneScreen
from tui.app.screens.idle import IdleScreen
from tui.app.screens.leave import LeaveScreen
from tui.app.screens.problem import ProblemScreen
from tui.exit_codes import Exit
from tui.i18n import _
from tui.journey.account_queue import AccountQueue
from tui.journey.idle_timer import IdleTimer
from tui.journey.invitation import Invitation
from tui.wording.doubt import (
    begin_anew_in_doubt,
    doubt_sentence,
    earlier_choices_sentence,
    leave_in_doubt_question,
)

LOST: list[Turn] = [page(502)] * 5
"""As many as are asked for before it is told as lost."""

OTHER = "Ym8wRn3q"


@pytest.fixture
def stage() -> Iterator[Stage]:
    with closing(Stage("en")) as stage:
        yield stage


@pytest.fixture
def network(stage: Stage) -> Swallowing:
    stage.transport = network = Swallowing(stage.transport)
    return network


@asynccontextmanager
async def lost(stage: Stage, network: Swallowing) -> AsyncIterator[tuple[ActivateApp, Pilot[int]]]:
    """The app on the page that says that the answer got lost; the commit was stored."""
    network.tell(*LOST)
    app = stage.app(stage.link("ok"), at="review")
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert slug(app) == "answer-lost"
        yield app, pilot


def slug(app: ActivateApp) -> str:
    assert isinstance(app.screen, ProblemScreen)
    return app.screen.problem.slug


def edit(app: ActivateApp) -> None:
    app.journey.flow.form.type("password", OTHER)
    app.journey.flow.form.type("password_repeat", OTHER)


def outcome(app: ActivateApp) -> tuple[str, int]:
    [entry] = app.queue.entries
    return entry.outcome, entry.exit_code


async def say(app: ActivateApp, pilot: Pilot[int], message: Commit | Look | GoTo) -> None:
    await app.account_flow.carry_out(message)
    await settled(pilot)


async def test_after_an_edit_the_old_key_is_asked_first_and_what_it_stored_is_told(
    stage: Stage, network: Swallowing
) -> None:
    async with lost(stage, network) as (app, pilot):
        edit(app)
        await say(app, pilot, Commit())
        assert isinstance(app.screen, DoneScreen)
        assert len(set(network.keys)) == 1
        assert earlier_choices_sentence() in in_one_line(screen_text(pilot))
        assert await stage.stored(password=PASSWORD) == {"password": True}
        assert outcome(app) == ("active", Exit.ACTIVE)


async def test_after_an_edit_the_new_choices_go_out_when_the_old_ones_never_arrived(
    stage: Stage,
) -> None:
    network, arrived = stage.transport, asyncio.Event()
    keys: list[str] = []

    class Refusing(httpx.AsyncBaseTransport):
        """Loses the first choices on their way, and has the service refuse them afterwards."""

        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            key = request.headers.get("Idempotency-Key")
            if key is None:
                return await network.handle_async_request(request)
            keys.append(key)
            if not arrived.is_set():
                raise httpx.ReadError("scripted")
            if key != keys[0]:
                return await network.handle_async_request(request)
            problem = {"type": "/problems/credentials-rejected", "errors": []}
            return httpx.Response(422, headers=PROBLEM_TYPE, content=json.dumps(problem))

    stage.transport = Refusing()
    app = stage.app(stage.link("ok"), at="review")
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        edit(app)
        arrived.set()
        await say(app, pilot, Commit())
        assert isinstance(app.screen, DoneScreen)
        assert keys[-2] == keys[0] != keys[-1]
        assert earlier_choices_sentence() not in in_one_line(screen_text(pilot))
        assert await stage.stored(password=OTHER) == {"password": True}


PROBLEM_TYPE = {"Content-Type": "application/problem+json"}


@pytest.mark.parametrize("message", [Look, lambda: GoTo("review")], ids=["look", "review"])
async def test_a_look_that_says_used_is_settled_with_the_old_key(
    stage: Stage, network: Swallowing, message: type[Look]
) -> None:
    async with lost(stage, network) as (app, pilot):
        await say(app, pilot, message())
        assert isinstance(app.screen, DoneScreen)
        assert len(set(network.keys)) == 1
        assert outcome(app) == ("active", Exit.ACTIVE)


async def test_trying_again_in_a_maintenance_is_still_a_lost_answer(
    stage: Stage, network: Swallowing
) -> None:
    async with lost(stage, network) as (app, pilot):
        maintenance = json_answer(
            {"type": "/problems/maintenance"},
            status=503,
            Content_Type="application/problem+json",
            Retry_After="60",
        )
        network.tell(*[maintenance] * 5)
        await pilot.press("enter")
        await settled(pilot)
        assert slug(app) == "answer-lost"
        assert outcome(app) == ("answer-lost", Exit.UNAVAILABLE)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, DoneScreen)


async def test_back_at_the_choices_it_is_in_doubt_and_leaving_asks_and_says_so(
    stage: Stage, network: Swallowing
) -> None:
    async with lost(stage, network) as (app, pilot):
        await say(app, pilot, GoTo("password"))
        assert outcome(app) == ("answer-lost", Exit.UNAVAILABLE)
        await pilot.press("ctrl+q")
        await quiet()
        assert leave_in_doubt_question() in screen_text(pilot)
        assert str(app.screen.query_one("#dialog-lead", Static).content) == doubt_sentence()
        await pilot.press("tab", "enter")
    assert app.return_code == Exit.UNAVAILABLE
    assert outcome(app) == ("answer-lost", Exit.UNAVAILABLE)


async def test_the_idle_lock_forgets_the_choices_and_not_the_doubt(
    stage: Stage, network: Swallowing
) -> None:
    async with lost(stage, network) as (app, pilot):
        app.idle_lock._lock()
        await settled(pilot)
        assert isinstance(app.screen, AccountScreen)
        assert begin_anew_in_doubt() in in_one_line(screen_text(pilot))
        assert app.journey._doubt.attempt is None
        asked = len(network.keys)
        await say(app, pilot, Look())
        assert slug(app) == "link-used"
        assert "You may have activated the account yourself in an earlier attempt" in in_one_line(
            screen_text(pilot)
        )
        assert len(network.keys) == asked
        assert outcome(app) == ("link-used", Exit.LINK_UNUSABLE)


@pytest.mark.parametrize("steps", [None, []], ids=["typed", "nothing to type"])
@pytest.mark.parametrize("way", ["ctrl+q", 143, 129])
async def test_leaving_between_sending_and_the_answer_is_an_answer_lost(
    stage: Stage, way: str | int, steps: list[str] | None
) -> None:
    if steps is not None:
        stage.transport = Without(stage.transport)
    let_go = stage.hold("/v1/activation")
    let_go.set()
    app = stage.app(stage.link("ok"), at="review")
    async with app.run_test() as pilot:
        await settled(pilot)
        assert app.journey.has_typed is (steps is None)
        let_go.clear()
        await pilot.press("enter")
        await until(lambda: app.journey.is_committing)
        if isinstance(way, str):
            await pilot.press(way)
            await quiet()
            assert isinstance(app.screen, LeaveScreen)
            await pilot.press("tab", "enter")
        else:
            app.leaving.end(way)
        await until(lambda: not app.is_running)
    assert app.return_code == (Exit.UNAVAILABLE if isinstance(way, str) else way)
    assert app.session.outcome(app.return_code or 0).entries[0].outcome == "answer-lost"


class Without(httpx.AsyncBaseTransport):
    """A server whose links need no steps."""

    def __init__(self, network: httpx.AsyncBaseTransport) -> None:
        self._network = network

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        told = await self._network.handle_async_request(request)
        if request.method != "GET":
            return told
        await told.aread()
        return httpx.Response(told.status_code, json={**told.json(), "steps": []})


async def test_the_time_limit_ends_a_doubt_as_what_it_is(stage: Stage, network: Swallowing) -> None:
    async with lost(stage, network) as (app, _pilot):
        app.leaving.time_is_up()
        await until(lambda: not app.is_running)
    assert app.return_code == Exit.UNAVAILABLE
    assert outcome(app)[0] == "answer-lost"


@pytest.mark.parametrize("late", [lambda: GoTo("review"), Look, Commit])
async def test_a_step_that_arrives_behind_a_commit_does_not_cancel_it(
    stage: Stage, late: type[Look]
) -> None:
    sent: list[str] = []
    let_go = stage.hold("/v1/activation")
    let_go.set()
    stage.record(sent)
    app = stage.app(stage.link("ok"), at="review")
    async with app.run_test() as pilot:
        await settled(pilot)
        let_go.clear()
        app.screen.post_message(Commit())
        app.screen.post_message(late())
        await until(lambda: app.journey.is_committing)
        assert isinstance(app.screen, CommitScreen)
        let_go.set()
        await settled(pilot)
        assert isinstance(app.screen, DoneScreen)
    assert sent.count("POST /v1/activation") == 1


async def test_an_account_put_aside_in_doubt_is_so_in_the_list_and_when_it_is_opened_again(
    stage: Stage, network: Swallowing
) -> None:
    network.tell(*LOST)
    other = find_links(stage.service.link("main-user"))[0]
    app = stage.app(stage.link("ok"), at="review")
    app.session.queue = AccountQueue([Invitation(stage.link("ok")), Invitation(other)])
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("f4")
        await quiet()
        assert isinstance(app.screen, LeaveScreen)
        assert doubt_sentence() in in_one_line(screen_text(pilot))
        await pilot.press("tab", "enter")
        await settled(pilot)
        assert app.queue.entries[0].outcome == "answer-lost"
        invitation = app.session.open(1)
        assert app.queue.entries[0].outcome == "answer-lost"
        await app.account_flow.receive(invitation)
        await settled(pilot)
        assert slug(app) == "link-used"
        assert "You may have activated the account yourself in an earlier attempt" in in_one_line(
            screen_text(pilot)
        )


async def test_an_answer_of_another_commit_first_is_told_as_it_is(stage: Stage) -> None:
    app = stage.app(stage.link("used"))
    async with app.run_test() as pilot:
        await settled(pilot)
        assert slug(app) == "link-used"
        assert (
            "You may have activated the account yourself in an earlier attempt"
            not in in_one_line(screen_text(pilot))
        )


@pytest.mark.parametrize("is_lost", [True, False])
async def test_who_is_away_is_not_told_that_the_link_can_be_used_while_that_is_in_doubt(
    stage: Stage, network: Swallowing, is_lost: bool
) -> None:
    if is_lost:
        network.tell(*LOST)
    app = stage.app(stage.link("ok"), at="review")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        if is_lost:
            await pilot.press("enter")
            await settled(pilot)
        assert app.journey.is_in_doubt is is_lost
        seconds = [0.0]
        app.idle_lock.timer = IdleTimer(300, lambda: seconds[0])
        seconds[0] = 250.0
        app.idle_lock.watch()
        await quiet()
        assert isinstance(app.screen, IdleScreen)
        shown = str(app.screen.query_one("#dialog-lead", Static).content)
        assert (begin_anew_in_doubt() in shown) is is_lost
        assert (_("You can still use the link afterwards.") in shown) is not is_lost
