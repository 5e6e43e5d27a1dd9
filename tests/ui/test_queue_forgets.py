"""Several accounts: nothing of one reaches the next, and nothing secret stays behind."""

import gc
import weakref
from types import FunctionType, ModuleType

import httpx
import pytest

from api_client.link import find_links
from api_client.problems import Unreachable
from tests.links import TOKEN
from tests.ui.queue_page import app_with, open_next, states
from tests.ui.stage import (
    ANSWER,
    PASSWORD,
    PIN,
    Stage,
    settled,
    to_end,
    to_password,
    to_pin,
    to_review,
    type_text,
)
from tui.app.messages import Failed, GoTo
from tui.app.screens.done import DoneScreen
from tui.app.screens.leave import LeaveScreen
from tui.app.screens.looking import LookingScreen
from tui.app.screens.password import PasswordScreen
from tui.app.screens.queue import QueueScreen
from tui.journey.account_queue import AccountQueue
from tui.journey.invitation import Invitation

pytestmark = pytest.mark.parametrize("language", ["en"], indirect=True)


async def test_leaving_an_account_with_something_typed_asks_and_forgets_it(stage: Stage) -> None:
    app = app_with(stage, "ok", "main-user")
    async with app.run_test() as pilot:
        await open_next(pilot)
        await to_password(pilot)
        await type_text(pilot, "Kra")
        await pilot.press("f4")
        await pilot.pause()
        assert isinstance(app.screen, LeaveScreen)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, PasswordScreen)
        assert app.screen.first.value == "Kra"
        left = app.journey.flow
        await pilot.press("f4", "tab", "enter")
        await settled(pilot)
        assert isinstance(app.screen, QueueScreen)
        assert left.form.draft.is_empty()
        await pilot.press("up", "enter")
        await settled(pilot)
        assert app.journey.flow.form.draft.is_empty()
        assert not app.journey.has_typed


SENTINELS = {"password": "Sentinel7xQ!", "pin": "0917515", "answer": "Sentinel Holm"}


async def test_nothing_of_one_account_reaches_the_next(stage: Stage) -> None:
    sent: list[bytes] = []
    bearers: list[str] = []
    network = stage.transport

    class Recording(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            sent.append(request.content)
            bearers.append(request.headers.get("Authorization", ""))
            return await network.handle_async_request(request)

    stage.transport = Recording()
    app = app_with(stage, "ok", "main-user")
    async with app.run_test() as pilot:
        await open_next(pilot)
        await to_pin(pilot)
        first, flow = app.journey, app.journey.flow
        flow.form.type("password", SENTINELS["password"])
        flow.form.type("pin", SENTINELS["pin"])
        flow.form.draft.answer = SENTINELS["answer"]
        held = [weakref.ref(thing) for thing in (first, flow, app.screen)]
        del first, flow
        await pilot.press("f4")
        await pilot.pause()
        await pilot.press("tab", "enter")
        await settled(pilot)
        sent.clear()
        await open_next(pilot)
        await to_end(pilot)
        assert app.journey.receipt is not None
        gc.collect()
        assert [thing() for thing in held] == [None] * 3
    assert any(PASSWORD.encode() in body for body in sent)
    assert not any(text.encode() in body for text in SENTINELS.values() for body in sent)
    assert len({bearer for bearer in bearers if bearer}) == 2


def texts_within(*roots: object) -> str:
    """Every text that can be reached from values, apart from code and modules."""
    seen, waiting, found = set[int](), list(roots), list[str]()
    while waiting:
        thing = waiting.pop()
        if id(thing) in seen or isinstance(thing, type | ModuleType | FunctionType):
            continue
        seen.add(id(thing))
        if isinstance(thing, str):
            found.append(thing)
        waiting += gc.get_referents(thing)
    return "\n".join(found)


async def test_of_an_active_account_nothing_secret_stays_behind(stage: Stage) -> None:
    other = find_links(stage.service.link("main-user"))[0]  # with a token of its own
    app = stage.app(None)
    app.session.queue = AccountQueue([Invitation(stage.link("ok")), Invitation(other)])
    async with app.run_test() as pilot:
        await open_next(pilot)
        await to_review(pilot)
        held = [weakref.ref(thing) for thing in (app.journey, app.journey.flow, app.screen)]
        assert PASSWORD in texts_within(app.journey.flow)
        assert TOKEN in texts_within(app.queue.entries)
        await pilot.press("enter")
        await settled(pilot)
        held.append(weakref.ref(app.screen))
        await pilot.press("enter")
        await settled(pilot)
        gc.collect()
        assert [thing() for thing in held] == [None] * 4
        await pilot.press("up", "enter")
        await settled(pilot)
        assert isinstance(app.screen, DoneScreen)
        assert app.journey.link is None
        kept = texts_within(app.queue.entries, app.journey.flow, app.journey.finished)
        assert app.queue.entries[0].receipt is not None
        assert app.queue.entries[0].receipt.receipt_id in kept
        for secret in (PASSWORD, PIN, ANSWER, TOKEN):
            assert secret not in kept


async def test_an_answer_for_an_account_that_was_left_changes_nothing(stage: Stage) -> None:
    let_go = stage.hold("/v1/activation")
    app = app_with(stage, "ok", "main-user")
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("enter")
        while not isinstance(app.screen, LookingScreen):
            await pilot.pause(0.01)
        past = app.screen
        await pilot.press("f4")
        while not isinstance(app.screen, QueueScreen):
            await pilot.pause(0.01)
        for message in (GoTo("account"), Failed(Unreachable(), "look")):
            message.journey = past.journey
            app.post_message(message)
        let_go.set()
        await settled(pilot)
        assert isinstance(app.screen, QueueScreen)
        assert states(app) == ["left", "waiting"]
