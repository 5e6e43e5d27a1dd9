"""The last steps: review, commit, receipt."""

import asyncio

from textual import events
from textual.pilot import Pilot

from tests.ui.quiet import quiet, until
from tests.ui.stage import (
    ANSWER,
    PASSWORD,
    PIN,
    Shot,
    Stage,
    choose,
    in_one_line,
    pressing,
    screen_text,
    settled,
)
from tests.ui.views import every_view
from tui.app.messages import GoTo
from tui.app.screens.review import ReviewScreen
from tui.app.widgets.status_line import StatusLine
from tui.i18n import _
from tui.wording.steps import place_name


@every_view
def test_the_review_names_everything_and_shows_nothing_secret(shot: Shot) -> None:
    text = shot("ok", at="review")
    assert text.count(_("chosen (not shown)")) == 2
    assert _("Web browser") in text
    assert not any(secret in text for secret in (PASSWORD, PIN, ANSWER))
    assert f"{_('Ctrl+Q')} {_('quit')}" in text.splitlines()[-1]


async def test_an_enter_that_is_late_for_the_step_before_activates_nothing(stage: Stage) -> None:
    app = stage.app(stage.link("ok"), at="workspace")
    async with app.run_test() as pilot:
        await settled(pilot)
        choose(app.journey.flow, "workspace")
        let_go = asyncio.Event()
        button = app.screen.query_one("#forward")
        app.screen.set_focus(button)
        button.call_later(let_go.wait)  # as on a busy machine: it lags behind
        enter = events.Key("enter", "\r")
        app.post_message(enter)
        await quiet()
        assert enter.is_forwarded
        await app.account_flow.carry_out(GoTo("review"))
        let_go.set()
        await settled(pilot)
        assert isinstance(app.screen, ReviewScreen)
        assert app.journey.receipt is None


def test_the_review_of_an_account_without_pin_has_no_pin_line(shot: Shot) -> None:
    text = shot("no-pin", at="review")
    assert place_name("pin") not in text
    assert _("The account is ready to be activated") in text


@every_view
def test_the_commit_shows_that_it_is_under_way(shot: Shot) -> None:
    async def play(pilot: Pilot[int]) -> None:
        await pilot.press("enter")
        here = _("Confirmation received.")
        await until(lambda: pilot.app.screen.query_one("#answer", StatusLine).text == here)

    assert _("Activating your account …") in shot("ok", play, at="review", unfinished=True)


@every_view
def test_the_end_has_receipt_sign_in_and_first_steps_and_no_secret(shot: Shot) -> None:
    text = shot("ok", pressing("enter"), at="review")
    assert f"✓ {_('Your account is active')}" in text
    assert "/signin" in text
    assert _("Please remember these") in text
    assert not any(secret in text for secret in (PASSWORD, PIN, ANSWER))


def test_a_main_users_first_steps_begin_with_the_company(shot: Shot) -> None:
    text = shot("main-user", pressing("enter"), at="review")
    assert f"1. {_('Set up the company: greeting, call handling, further users')}" in text


async def test_whoever_chose_the_app_is_told_where_it_is_for_each_platform(stage: Stage) -> None:
    app = stage.app(stage.link("ok"), at="review")
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        app.journey.flow.form.choose_workspace("desktop_app")
        await pilot.press("enter")
        await settled(pilot)
        text = "".join(in_one_line(screen_text(pilot)).split())
        offers = app.journey.flow.form.workspaces["desktop_app"]
        assert len(offers) == 2
        assert all(offer.url.rpartition("/")[2] in text for offer in offers)
        windows = _("Download the app for {platform}").format(platform="Windows")
        assert f"{''.join(windows.split())}:127.0.0.1:8025/…/" in text
