"""Several accounts: the list, one journey after another, the summary, nothing carried over."""

import gc
import os
import weakref
from collections.abc import Iterator
from pathlib import Path
from types import FunctionType, ModuleType

import httpx
import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList

from api_client.link import find_links
from api_client.problems import Unreachable
from tests.links import TOKEN
from tests.ui.stage import (
    ANSWER,
    PASSWORD,
    PIN,
    Shot,
    Stage,
    in_one_line,
    screen_text,
    settled,
    to_end,
    to_password,
    to_pin,
    to_review,
    type_text,
)
from tui.app.app import ActivateApp
from tui.app.messages import Chosen, Failed, GoTo
from tui.app.screens.account import AccountScreen
from tui.app.screens.done import DoneScreen
from tui.app.screens.handoff import HandoffScreen
from tui.app.screens.leave import LeaveScreen
from tui.app.screens.looking import LookingScreen
from tui.app.screens.password import PasswordScreen
from tui.app.screens.problem import ProblemScreen
from tui.app.screens.queue import QueueScreen
from tui.app.screens.summary import SummaryScreen
from tui.exit_codes import Exit
from tui.i18n import Language, _, use_language
from tui.journey.account_queue import Queue
from tui.journey.invitation import Invitation


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


# An active account once more


async def activate_next(pilot: Pilot[int]) -> None:
    """Activate the account that the list proposes, and be done with it."""
    await open_next(pilot)
    await to_end(pilot)
    await pilot.press("enter")
    await settled(pilot)


@pytest.mark.parametrize("language", ["de"], indirect=True)
async def test_an_active_account_shows_its_last_page_again_as_often_as_one_likes(
    stage: Stage,
) -> None:
    app = app_with(stage, "ok", "main-user")
    sent: list[str] = []
    async with app.run_test(size=(80, 24)) as pilot:
        await activate_next(pilot)
        assert isinstance(app.screen, QueueScreen)
        first = app.queue.entries[0]
        assert first.receipt is not None
        stage.record(sent)
        await pilot.press("up")
        await pilot.pause()
        assert _("See it again") in screen_text(pilot)
        assert _("see it again") in screen_text(pilot).splitlines()[-1]
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, DoneScreen)
        assert first.receipt.receipt_id in screen_text(pilot)
        assert "1/2" in screen_text(pilot).splitlines()[0]
        assert _("Demo") in screen_text(pilot)
        assert states(app) == ["active", "waiting"]
        await pilot.press("f4")
        await settled(pilot)
        assert isinstance(app.screen, QueueScreen)
        assert app.screen.query_one(OptionList).highlighted == 1
        assert _("Activate this one") in screen_text(pilot)
        assert sent == []
        await activate_next(pilot)
        assert isinstance(app.screen, SummaryScreen)
        app.screen.query_one("#list").focus()
        await pilot.press("enter")
        await open_next(pilot)
        assert isinstance(app.screen, DoneScreen)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, SummaryScreen)
        await pilot.press("enter")
    assert app.return_code == Exit.ACTIVE


async def test_of_an_active_account_that_is_seen_again_receipt_and_download_are_there(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    app = app_with(stage, "ok", "main-user")
    async with app.run_test(size=(80, 24)) as pilot:
        await open_next(pilot)
        await to_review(pilot)
        app.journey.flow.choose_workspace("desktop_app")
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("up", "enter")
        await settled(pilot)
        await pilot.press("tab", "enter")
        await settled(pilot)
        [receipt] = os.scandir(tmp_path)
        assert receipt.name == "Activation-2026-01-01.txt"
        await pilot.press("tab", "enter")
        await settled(pilot)
        assert isinstance(app.screen, HandoffScreen)
        assert _("Download it here") in screen_text(pilot)


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
    app.queue = Queue([Invitation(stage.link("ok")), Invitation(other)])
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
