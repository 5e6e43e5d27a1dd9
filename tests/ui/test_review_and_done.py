"""The last steps: review, commit, receipt."""

from textual.pilot import Pilot

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
    to_review,
)
from tui.language import _
from tui.widgets.line import Line
from tui.wording.places import place_name


def test_the_review_names_everything_and_shows_nothing_secret(shot: Shot) -> None:
    text = shot("ok", to_review)
    assert text.count(_("chosen, not shown")) == 2
    assert _("Web browser") in text
    assert not any(secret in text for secret in (PASSWORD, PIN, ANSWER))


def test_the_review_of_an_account_without_pin_has_no_pin_line(shot: Shot) -> None:
    text = shot("no-pin", to_review)
    assert place_name("pin") not in text
    assert _("Ready to activate") in text


def test_the_commit_shows_that_it_is_under_way(shot: Shot) -> None:
    async def play(pilot: Pilot[int]) -> None:
        await to_review(pilot)
        await pilot.press("enter")
        await pilot.pause()
        while pilot.app.screen.query_one("#answer", Line).text != _("The receipt is here."):
            await pilot.pause(0.01)

    assert _("Activating your account …") in shot("ok", play, unfinished=True)


def test_the_end_has_receipt_sign_in_and_first_steps_and_no_secret(shot: Shot) -> None:
    text = shot("ok", to_end)
    assert _("✓ Your account is active") in text
    assert "/signin" in text
    assert _("Please remember these") in text
    assert not any(secret in text for secret in (PASSWORD, PIN, ANSWER))


def test_a_main_users_first_steps_begin_with_the_company(shot: Shot) -> None:
    text = shot("main-user", to_end)
    assert f"1. {_('Set up the company: greeting, call handling, further users.')}" in text


async def test_whoever_chose_the_app_is_told_where_it_is_for_each_platform(stage: Stage) -> None:
    app = stage.app(stage.link("ok"))
    async with app.run_test(size=(120, 40)) as pilot:
        await to_review(pilot)
        app.journey.flow.choose_workspace("desktop_app")
        await pilot.press("enter")
        await settled(pilot)
        text = "".join(in_one_line(screen_text(pilot)).split())
        offers = app.journey.flow.workspaces["desktop_app"]
        assert len(offers) == 2
        assert all(offer.url.rpartition("/")[2] in text for offer in offers)
        assert "Windows:127.0.0.1:8025/…/" in text
