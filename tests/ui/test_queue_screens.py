"""Several accounts: the list, one journey after another, the summary, nothing carried over."""

import gc
import weakref
from collections.abc import Iterator

import httpx
import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList

from api_client.problems import Unreachable
from tests.ui.stage import (
    PASSWORD,
    Shot,
    Stage,
    in_one_line,
    screen_text,
    settled,
    to_end,
    to_password,
    to_pin,
    type_text,
)
from tui.app import ActivateApp
from tui.exit_codes import Exit
from tui.intake import Invitation
from tui.language import Language, _, use_language
from tui.messages import Chosen, Failed, GoTo
from tui.queue import Queue
from tui.screens.account import AccountScreen
from tui.screens.leave import LeaveScreen
from tui.screens.looking import LookingScreen
from tui.screens.password import PasswordScreen
from tui.screens.problem import ProblemScreen
from tui.screens.queue import QueueScreen
from tui.screens.summary import SummaryScreen


def app_with(stage: Stage, *scenarios: str) -> ActivateApp:
    """The app with a link of each scenario."""
    app = stage.app(None)
    app.queue = Queue(Invitation(stage.link(scenario)) for scenario in scenarios)
    return app


async def open_next(pilot: Pilot[int]) -> None:
    """Open the account that the list proposes."""
    await settled(pilot)
    assert isinstance(pilot.app.screen, QueueScreen)
    await pilot.press("enter")
    await settled(pilot)


def states(app: ActivateApp) -> list[str]:
    return [app.queue.state(entry) for entry in app.queue.entries]


@pytest.fixture
def language(request: pytest.FixtureRequest) -> Iterator[Language]:
    """One language where no picture asks for another."""
    yield use_language(getattr(request, "param", "en"))
    use_language("en")


async def test_one_account_after_another_to_the_summary(stage: Stage) -> None:
    app = app_with(stage, "ok", "main-user")
    async with app.run_test(size=(80, 24)) as pilot:
        await open_next(pilot)
        assert isinstance(app.screen, AccountScreen)
        assert "1/2" in screen_text(pilot).splitlines()[0]
        await to_end(pilot)
        await pilot.press("enter")
        await open_next(pilot)
        assert "2/2" in screen_text(pilot).splitlines()[0]
        assert states(app) == ["active", "here"]
        await to_end(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, SummaryScreen)
        assert _("{active} of {all} accounts are active").format(active=2, all=2) in screen_text(
            pilot
        )
        await pilot.press("enter")
        await pilot.pause()
    assert app.return_code == Exit.ACTIVE
    assert [entry.outcome for entry in app.queue.entries] == ["active", "active"]


async def test_an_account_can_be_left_for_the_list_and_returned_to(stage: Stage) -> None:
    app = app_with(stage, "ok", "main-user")
    async with app.run_test() as pilot:
        await open_next(pilot)
        await pilot.press("f4")
        await settled(pilot)
        assert states(app) == ["left", "waiting"]
        accounts = app.screen.query_one(OptionList)
        assert accounts.highlighted == 1
        await pilot.press("up", "enter")
        await settled(pilot)
        assert isinstance(app.screen, AccountScreen)
        assert states(app) == ["here", "waiting"]


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
        assert left.draft.is_empty()
        await pilot.press("up", "enter")
        await settled(pilot)
        assert app.journey.flow.draft.is_empty()
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
        flow.type("password", SENTINELS["password"])
        flow.type("pin", SENTINELS["pin"])
        flow.draft.answer = SENTINELS["answer"]
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


async def test_a_dead_link_in_the_queue_leads_back_to_the_others(stage: Stage) -> None:
    app = app_with(stage, "expired", "ok")
    async with app.run_test() as pilot:
        await open_next(pilot)
        assert isinstance(app.screen, ProblemScreen)
        assert not app.screen.query("#quit")
        app.screen.query_one("#other-link").focus()
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, QueueScreen)
        assert states(app) == ["ended", "waiting"]
        assert _("This link has expired") in screen_text(pilot)
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert isinstance(app.screen, LeaveScreen)
        await pilot.press("tab", "enter")
        await pilot.pause()
    assert app.return_code == Exit.LINK_UNUSABLE


async def test_leaving_early_says_what_is_open(stage: Stage) -> None:
    app = app_with(stage, "ok", "main-user", "web-only")
    async with app.run_test() as pilot:
        await open_next(pilot)
        await to_end(pilot)
        await pilot.press("enter")
        await open_next(pilot)
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert isinstance(app.screen, LeaveScreen)
        said = in_one_line(screen_text(pilot))
        assert "2 accounts are still open:" in said
        name = app.journey.flow.activation.account.last_name
        assert name in said
        await pilot.press("tab", "enter")
        await pilot.pause()
    assert app.return_code == Exit.LEFT
    assert [entry.outcome for entry in app.queue.entries] == ["active", "left", "not-begun"]


def of(stage: Stage, *scenarios: str) -> tuple[Invitation, ...]:
    return tuple(Invitation(stage.link(scenario), None, "mails/") for scenario in scenarios)


@pytest.mark.parametrize(
    ("language", "size"), [("de", (80, 24)), ("en", (120, 40))], ids=["de-80x24", "en-120x40"],
    indirect=True,
)  # fmt: skip
class TestPictures:
    def test_the_list_tells_how_each_account_stands(self, shot: Shot, stage: Stage) -> None:
        async def play(pilot: Pilot[int]) -> None:
            await begin(pilot, *of(stage, "ok", "main-user", "expired", "web-only"))
            await pilot.press("down", "down", "enter")
            await settled(pilot)
            pilot.app.screen.query_one("#other-link").focus()
            await pilot.press("enter")
            await settled(pilot)
            await pilot.press("home", "enter")
            await settled(pilot)
            await to_end(pilot)
            await pilot.press("enter")

        text = shot(None, play)
        assert _("{active} of {all} accounts are active").format(active=1, all=4) in text
        assert _("This link has expired") in in_one_line(text)
        assert text.count(_("not begun")) == 2

    def test_in_an_account_its_number_and_name_stand_above(self, shot: Shot, stage: Stage) -> None:
        async def play(pilot: Pilot[int]) -> None:
            await begin(pilot, *of(stage, "ok", "main-user"))
            await pilot.press("down", "enter")

        text = shot(None, play)
        assert "2/2" in text.splitlines()[0]
        assert _("F4") in text

    def test_the_summary_tells_what_became_of_each(self, shot: Shot, stage: Stage) -> None:
        async def play(pilot: Pilot[int]) -> None:
            await begin(pilot, *of(stage, "ok", "main-user"))
            await pilot.press("enter")
            await settled(pilot)
            await to_end(pilot)
            await pilot.press("enter")
            await settled(pilot)
            await pilot.press("tab", "tab", "enter")

        text = shot(None, play)
        assert _("Not begun") in text
        assert "signin" in text


async def begin(pilot: Pilot[int], *invitations: Invitation) -> None:
    """Hand links in as if they had been chosen from one text."""
    pilot.app.post_message(Chosen(invitations))
    await settled(pilot)
