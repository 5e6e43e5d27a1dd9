"""Nobody there: a warning that counts, then everything typed is forgotten and the link is as it was."""

from textual.pilot import Pilot

from tests.ui.quiet import quiet, until
from tests.ui.stage import PASSWORD, Shot, Stage, in_one_line, screen_text, settled, type_text
from tests.ui.tour import STOPS
from tests.ui.views import every_view
from tui.app.app import ActivateApp
from tui.app.screens.account import AccountScreen
from tui.app.screens.commit import CommitScreen
from tui.app.screens.idle import IdleScreen
from tui.app.screens.leave import LeaveScreen
from tui.app.screens.link import LinkScreen
from tui.app.screens.password import PasswordScreen
from tui.app.widgets.secret_input import SecretInput
from tui.i18n import _
from tui.journey.account_queue import AccountQueue
from tui.journey.states import Place
from tui.wording.times import forgotten_sentence

LIMIT = 300.0


class Seconds:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def app_at(stage: Stage, place: Place | None = "password") -> tuple[ActivateApp, Seconds]:
    """The app with a limit, and the clock that it asks."""
    seconds = Seconds()
    app = stage.app(stage.link("ok"), at=place)
    app.idle_lock.timer.__init__(LIMIT, seconds)  # type: ignore[misc]
    return app, seconds


async def pass_by(pilot: Pilot[int], seconds: Seconds, passed: float) -> None:
    """Let time pass without a key, and let the app notice."""
    app = pilot.app
    assert isinstance(app, ActivateApp)
    seconds.now += passed
    if isinstance(app.screen, IdleScreen):
        app.screen.count()
    else:
        app.idle_lock.watch()
    await settled(pilot)


@every_view
def test_the_warning_says_what_will_happen_and_when(shot: Shot) -> None:
    play = next(stop.play for stop in STOPS if stop.name == "idle")
    text = in_one_line(shot("ok", play, at="password"))
    assert _("Are you still there?") in text
    assert "120" in text


async def test_after_the_limit_what_was_typed_is_gone_and_the_account_is_shown(
    stage: Stage,
) -> None:
    app, seconds = app_at(stage)
    async with app.run_test() as pilot:
        await settled(pilot)
        await type_text(pilot, PASSWORD)
        await pass_by(pilot, seconds, LIMIT - 60)
        assert isinstance(app.screen, IdleScreen)
        await pass_by(pilot, seconds, 59)
        assert isinstance(app.screen, IdleScreen)
        assert "1" in in_one_line(screen_text(pilot))
        await pass_by(pilot, seconds, 1)
        assert isinstance(app.screen, AccountScreen)
        assert not app.journey.has_typed
        assert app.journey.flow.place == "account"
        assert forgotten_sentence() in in_one_line(screen_text(pilot))
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, PasswordScreen)
        assert [field.value for field in app.screen.query(SecretInput)] == ["", ""]


async def test_any_key_stays_and_does_nothing_else(stage: Stage) -> None:
    app, seconds = app_at(stage)
    async with app.run_test() as pilot:
        await settled(pilot)
        await type_text(pilot, "abc")
        for key in ("x", "enter", "ctrl+q", "escape"):
            await pass_by(pilot, seconds, LIMIT - 60)
            assert isinstance(app.screen, IdleScreen), key
            await pilot.press(key)
            await settled(pilot)
            assert isinstance(app.screen, PasswordScreen), key
            assert app.screen.first.value == "abc"
            assert app.idle_lock.timer.left == LIMIT


async def test_a_key_in_time_begins_the_count_anew(stage: Stage) -> None:
    app, seconds = app_at(stage)
    async with app.run_test() as pilot:
        await settled(pilot)
        await type_text(pilot, "a")
        await pass_by(pilot, seconds, LIMIT - 61)
        await type_text(pilot, "b")
        await pass_by(pilot, seconds, 2)
        assert isinstance(app.screen, PasswordScreen)


async def test_with_nothing_typed_there_is_nothing_to_forget(stage: Stage) -> None:
    app, seconds = app_at(stage)
    async with app.run_test() as pilot:
        await settled(pilot)
        await pass_by(pilot, seconds, 10 * LIMIT)
        assert isinstance(app.screen, PasswordScreen)


async def test_a_question_on_top_is_dropped_with_everything_else(stage: Stage) -> None:
    app, seconds = app_at(stage)
    async with app.run_test() as pilot:
        await settled(pilot)
        await type_text(pilot, "abc")
        await pilot.press("ctrl+q")
        await quiet()
        assert isinstance(app.screen, LeaveScreen)
        await pass_by(pilot, seconds, LIMIT - 60)
        await pass_by(pilot, seconds, 60)
        assert isinstance(app.screen, AccountScreen)


async def test_a_suggestion_left_open_is_put_away(stage: Stage) -> None:
    app, seconds = app_at(stage)
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("f3")
        await quiet()
        await pass_by(pilot, seconds, LIMIT - 60)
        await pass_by(pilot, seconds, 60)
        assert isinstance(app.screen, AccountScreen)


async def test_a_commit_under_way_is_never_interrupted(stage: Stage) -> None:
    let_go = stage.hold("/v1/activation")
    let_go.set()
    app, seconds = app_at(stage, "review")
    async with app.run_test() as pilot:
        await settled(pilot)
        let_go.clear()
        await pilot.press("enter")
        await quiet()
        assert app.journey.is_committing
        seconds.now += 2 * LIMIT
        app.idle_lock.watch()
        await quiet()
        assert isinstance(app.screen, CommitScreen)
        let_go.set()
        await until(lambda: app.journey.receipt is not None)


async def test_a_link_left_in_its_field_is_forgotten_too(stage: Stage) -> None:
    app, seconds = app_at(stage, None)
    app.session.queue = AccountQueue()
    async with app.run_test() as pilot:
        await settled(pilot)
        await type_text(pilot, "https")
        await pass_by(pilot, seconds, LIMIT - 60)
        await pass_by(pilot, seconds, 60)
        assert isinstance(app.screen, LinkScreen)
        assert app.screen.query_one("#link").value == ""  # type: ignore[attr-defined]
        assert forgotten_sentence() in in_one_line(screen_text(pilot))


async def test_a_window_that_is_too_small_meanwhile_stays_covered(stage: Stage) -> None:
    app, seconds = app_at(stage)
    async with app.run_test() as pilot:
        await settled(pilot)
        await type_text(pilot, "abc")
        await pilot.resize_terminal(40, 10)
        await pass_by(pilot, seconds, LIMIT - 60)
        await pass_by(pilot, seconds, 60)
        assert not app.journey.has_typed
        await pilot.resize_terminal(80, 24)
        await settled(pilot)
        assert isinstance(app.screen, AccountScreen)
