"""Fast hands: what comes before a screen is there, behind it, twice, or while nobody can see it."""

import asyncio
from typing import ClassVar

import pytest
from textual import events
from textual._context import active_message_pump
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.css.query import NoMatches
from textual.geometry import Size
from textual.screen import Screen
from textual.widgets import Button, Static

from tests.ui.queue_page import app_with, open_next, states
from tests.ui.quiet import quiet, until
from tests.ui.stage import PASSWORD, Stage, choose, settled, type_text
from tests.ui.tour import STOPS, visiting
from tui.app.app import ActivateApp
from tui.app.messages import Forward
from tui.app.screens.account import AccountScreen
from tui.app.screens.app_screen import AppScreen
from tui.app.screens.confirm import DisownScreen
from tui.app.screens.leave import LeaveScreen
from tui.app.screens.password import PasswordScreen
from tui.app.screens.queue import QueueScreen
from tui.app.screens.review import ReviewScreen
from tui.app.screens.too_small import TooSmallScreen
from tui.exit_codes import Exit


@pytest.fixture
def stage(english: Stage) -> Stage:
    """One language: nothing is looked at here."""
    return english


def press(app: ActivateApp, *keys: str) -> None:
    """All keys at once, before any of them is taken."""
    for key in keys:
        app.post_message(events.Key(key, key if len(key) == 1 else None))


def click(app: ActivateApp, x: int, y: int) -> None:
    for kind in (events.MouseDown, events.MouseUp):
        app.post_message(kind(None, x, y, 0, 0, 1, False, False, False, x, y))


class Slow(Static):
    """A part of a screen that takes its time."""

    def __init__(self, let_go: asyncio.Event) -> None:
        super().__init__("there", id="slow")
        self._let_go = let_go

    async def on_mount(self) -> None:
        await self._let_go.wait()


class SlowScreen(AppScreen[None]):
    """Has a key that needs a part of it, even while that is not there yet."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("x", "use_it", priority=True)]

    def __init__(self, let_go: asyncio.Event) -> None:
        super().__init__()
        self._let_go = let_go
        self.used = 0

    def compose(self) -> ComposeResult:
        yield Slow(self._let_go)

    def action_use_it(self) -> None:
        assert self.is_mounted
        self.query_one("#slow")
        self.used += 1


async def test_keys_that_come_before_a_screen_is_composed_wait_for_it(stage: Stage) -> None:
    app, let_go = stage.app(None), asyncio.Event()
    async with app.run_test() as pilot:
        await settled(pilot)
        screen = SlowScreen(let_go)
        app.push_screen(screen)
        press(app, "x", "x")
        await quiet()
        assert screen.used == 0
        let_go.set()
        await quiet()
        assert screen.used == 2


@pytest.mark.parametrize("key", ["ctrl+c", "ctrl+q"])
@pytest.mark.parametrize("before", ["enter", "tab", "x", "f1"])
async def test_the_key_that_leaves_is_never_lost_behind_another(
    stage: Stage, before: str, key: str
) -> None:
    app = stage.app(stage.link("ok"))
    async with app.run_test() as pilot:
        await settled(pilot)
        button, let_go = app.screen.query_one("#forward"), asyncio.Event()
        button.call_later(let_go.wait)  # as on a busy machine: it lags behind
        press(app, before, key)
        await quiet()
        code = app.return_code
        let_go.set()
        assert code == Exit.LEFT


async def test_an_answer_given_twice_takes_nothing_but_the_question_away(stage: Stage) -> None:
    app = stage.app(stage.link("ok"), at="password")
    async with app.run_test() as pilot:
        await settled(pilot)
        await type_text(pilot, "Kra")
        await pilot.press("ctrl+q")
        await quiet()
        assert isinstance(app.screen, LeaveScreen)
        stay = app.screen.query_one("#no", Button)
        stay.press()
        stay.press()
        await quiet()
        assert isinstance(app.screen, PasswordScreen)
        assert app.screen.first.value == "Kra"


async def test_a_dialog_that_is_not_on_top_takes_nothing_else_away(stage: Stage) -> None:
    app = stage.app(stage.link("ok"), at="password")
    async with app.run_test() as pilot:
        await settled(pilot)
        dialog = DisownScreen()
        app.push_screen(dialog)
        await quiet()
        dialog.dismiss(False)
        dialog.dismiss(False)
        await quiet()
        assert isinstance(app.screen, PasswordScreen)


@pytest.mark.parametrize(("name", "button"), [("account", "#disown"), ("browser-only", "#open")])
async def test_what_opens_a_dialog_opens_it_once(stage: Stage, name: str, button: str) -> None:
    stop = next(stop for stop in STOPS if stop.name == name)
    async with visiting(stop, stage, (80, 24)) as pilot:
        page = pilot.app.screen
        for _time in range(2):
            page.query_one(button, Button).press()
            await quiet()
        assert pilot.app.screen_stack[:-1] == [pilot.app.screen_stack[0], page]


async def test_two_sizes_on_their_way_at_once_come_to_rest(stage: Stage) -> None:
    app = stage.app(stage.link("ok"), at="password")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        for size in (Size(120, 40), Size(80, 24), Size(120, 40), Size(80, 24)):
            app.screen.post_message(events.Resize(size, size))
            app.screen.call_after_refresh(lambda: None)
        await quiet()


@pytest.mark.parametrize("name", ["links", "question", "review", "accounts", "workspace", "leave"])
@pytest.mark.parametrize("size", [(1, 1), (3, 2), (8, 40), (100, 1)], ids=str)
async def test_no_window_is_too_small_to_come_back_from(
    stage: Stage, name: str, size: tuple[int, int]
) -> None:
    stop = next(stop for stop in STOPS if stop.name == name)
    async with visiting(stop, stage, (80, 24)) as pilot:
        before = [type(screen) for screen in pilot.app.screen_stack]
        await pilot.resize_terminal(*size)
        await quiet()
        assert isinstance(pilot.app.screen, TooSmallScreen)
        await pilot.resize_terminal(80, 24)
        await quiet()
        assert [type(screen) for screen in pilot.app.screen_stack] == before


async def test_a_page_that_was_left_leads_nowhere_any_more(stage: Stage) -> None:
    app = stage.app(stage.link("ok"))
    async with app.run_test() as pilot:
        await settled(pilot)
        for _time in range(3):
            app.screen.post_message(Forward())
        await settled(pilot)
        assert app.journey.flow.place == "password"


# Clicks and the review


async def test_a_double_click_on_the_step_before_activates_nothing(stage: Stage) -> None:
    app = stage.app(stage.link("ok"), at="workspace")
    app.enter_rests = 3600
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        choose(app.journey.flow, "workspace")
        place = app.screen.query_one("#forward").region.offset
        click(app, *place)
        await until(lambda: isinstance(app.screen, ReviewScreen))
        await settled(pilot)
        assert app.screen.query_one("#activate").region.contains(*place)
        click(app, *place)
        await settled(pilot)
        assert isinstance(app.screen, ReviewScreen)
        assert app.journey.receipt is None
        app.enter_rests = 0
        click(app, *place)
        await until(lambda: app.journey.receipt is not None)


# A window that is too small


async def test_under_the_cover_no_key_is_taken_but_the_one_that_leaves(stage: Stage) -> None:
    app = stage.app(stage.link("ok"), at="password")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await type_text(pilot, PASSWORD)
        await pilot.resize_terminal(40, 10)
        theme = app.theme
        press(app, "a", "enter", "tab", "escape", "f1", "f3", "f4", "f6")
        app.post_message(events.Paste("pasted"))
        click(app, 2, 2)
        await quiet()
        assert isinstance(app.screen, TooSmallScreen)
        assert app.theme == theme
        await pilot.press("ctrl+q")
        await quiet()
        assert isinstance(app.screen, LeaveScreen)
        await pilot.press("escape")
        await quiet()
        assert isinstance(app.screen, TooSmallScreen), "the page is covered again"
        await pilot.resize_terminal(80, 24)
        await quiet()
        assert isinstance(app.screen, PasswordScreen)
        assert [app.screen.first.value, app.screen.repeat.value] == [PASSWORD, ""]


async def test_a_question_that_was_covered_is_shown_when_one_wants_to_leave(stage: Stage) -> None:
    app = stage.app(stage.link("ok"), at="password")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await type_text(pilot, "Kra")
        await pilot.press("ctrl+q")
        await pilot.resize_terminal(40, 10)
        await quiet()
        assert isinstance(app.screen, TooSmallScreen)
        await pilot.press("ctrl+c")
        await quiet()
        assert isinstance(app.screen, LeaveScreen)
        await pilot.press("escape")
        await quiet()
        assert isinstance(app.screen, TooSmallScreen), "the page is covered again"
        await pilot.press("ctrl+c")
        await quiet()
        await pilot.press("tab", "enter")
    assert app.return_code == Exit.LEFT


# Several accounts


async def test_a_question_on_top_is_answered_before_the_account_is_left(stage: Stage) -> None:
    app = app_with(stage, "ok", "main-user")
    async with app.run_test() as pilot:
        await open_next(pilot)
        await pilot.press("tab", "enter")
        await quiet()
        assert isinstance(app.screen, DisownScreen)
        await pilot.press("f4")
        await quiet()
        assert isinstance(app.screen, DisownScreen)
        assert states(app) == ["here", "waiting"]
        await pilot.press("escape", "f4")
        await settled(pilot)
        assert isinstance(app.screen, QueueScreen)


async def test_an_account_put_down_under_a_question_is_asked_nothing(stage: Stage) -> None:
    app, sent = app_with(stage, "ok", "main-user"), list[str]()
    stage.record(sent)
    async with app.run_test() as pilot:
        await open_next(pilot)
        await pilot.press("tab", "enter")
        await quiet()
        assert isinstance(app.screen, DisownScreen)
        journey, closing, let_go = app.journey, asyncio.Event(), asyncio.Event()
        close = journey.close

        async def slowly() -> None:
            await close()
            closing.set()
            await let_go.wait()

        journey.close = slowly  # type: ignore[method-assign]
        going = asyncio.create_task(app.queue_flow._show_accounts())
        await closing.wait()
        app.screen.dismiss(True)
        await quiet()
        let_go.set()
        await going
        await settled(pilot)
        assert not any("disown" in call for call in sent)
        assert isinstance(app.screen, QueueScreen)
        assert not isinstance(app.screen, AccountScreen)


# What is looked for on a page that was left


def breaks_on(app: ActivateApp, page: Screen[object]) -> None:
    """What Textual does when a handler of a page looks for a part that is not there."""
    token = active_message_pump.set(page)
    try:
        page.query_one("#nowhere")
    except NoMatches as error:
        app._handle_exception(error)
    finally:
        active_message_pump.reset(token)


async def test_a_handler_of_a_page_that_was_left_ends_nothing(stage: Stage) -> None:
    app = stage.app(stage.link("ok"))
    async with app.run_test() as pilot:
        await settled(pilot)
        left = app.screen
        await pilot.press("enter")
        await settled(pilot)
        assert left not in app.screen_stack
        breaks_on(app, left)
        await settled(pilot)
        assert app.is_running
        assert app.return_code is None


async def test_a_handler_of_the_page_that_is_there_still_tells_of_its_fault(stage: Stage) -> None:
    app = stage.app(stage.link("ok"))

    async def broken() -> None:
        async with app.run_test() as pilot:
            await settled(pilot)
            breaks_on(app, app.screen)

    with pytest.raises(NoMatches):
        await broken()
    assert app.return_code == Exit.FAILED
