"""Several accounts: the list, one journey after another, the summary, nothing carried over."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.content import Content
from textual.pilot import Pilot
from textual.widgets import OptionList

from tests.ui.queue_page import app_with, open_next, states
from tests.ui.quiet import teach_textual
from tests.ui.stage import (
    Shot,
    Stage,
    in_one_line,
    screen_text,
    settled,
    to_end,
    to_review,
)
from tui.app.messages import LinksChosen
from tui.app.screens.account import AccountScreen
from tui.app.screens.done import DoneScreen
from tui.app.screens.handoff import HandoffScreen
from tui.app.screens.leave import LeaveScreen
from tui.app.screens.problem import ProblemScreen
from tui.app.screens.queue import QueueScreen
from tui.app.screens.summary import SummaryScreen
from tui.exit_codes import Exit
from tui.i18n import Language, _, use_language
from tui.journey.invitation import Invitation

MANY = 200


async def test_a_key_in_a_long_list_draws_what_is_seen(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    teach_textual(monkeypatch, draws=True)
    drawn: list[int] = []
    wrapped: list[object] = []
    render, wrap = OptionList.render_line, Content._wrap_and_format

    def rendered(self: OptionList, y: int) -> object:
        drawn.append(y)
        return render(self, y)

    def wrapping(self: Content, *args: object, **options: object) -> object:
        wrapped.append(self)
        return wrap(self, *args, **options)  # type: ignore[arg-type]

    app = app_with(stage, *["ok"] * MANY)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("down")
        await settled(pilot)
        monkeypatch.setattr(OptionList, "render_line", rendered)
        monkeypatch.setattr(Content, "_wrap_and_format", wrapping)
        await pilot.press("down")
        await settled(pilot)
    assert 0 < len(drawn) <= 2 * 24
    assert len(wrapped) < 2 * 24


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
        assert _("Active accounts: {active} of {all}").format(active=2, all=2) in screen_text(pilot)
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
        assert _("Start with this one") in screen_text(pilot)
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
        app.journey.flow.form.choose_workspace("desktop_app")
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
        assert _("Download to this computer") in screen_text(pilot)


# Where not every account becomes active


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
        assert _("link expired") in screen_text(pilot)
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
        assert "2\xa0accounts are still open:" in said
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
        assert _("Active accounts: {active} of {all}").format(active=1, all=4) in text
        assert _("link expired") in in_one_line(text)
        assert text.count(_("not started")) == 2

    def test_in_an_account_its_number_and_name_stand_above(self, shot: Shot, stage: Stage) -> None:
        async def play(pilot: Pilot[int]) -> None:
            await begin(pilot, *of(stage, "ok", "main-user"))
            await pilot.press("down", "enter")

        text = shot(None, play)
        assert "2/2" in text.splitlines()[0]
        assert f"{_('Ctrl+O')} {_('accounts')}" in text

    def test_leaving_an_account_for_later_asks_first(self, shot: Shot, stage: Stage) -> None:
        async def play(pilot: Pilot[int]) -> None:
            await begin(pilot, *of(stage, "ok", "main-user"))
            await pilot.press("enter")
            await settled(pilot)
            await to_review(pilot)
            await pilot.press("ctrl+o")

        assert _("Activate this account later?") in shot(None, play)

    def test_leaving_with_accounts_open_asks_first(self, shot: Shot, stage: Stage) -> None:
        async def play(pilot: Pilot[int]) -> None:
            await begin(pilot, *of(stage, "ok", "main-user"))
            await pilot.press("ctrl+q")

        assert _("Quit while accounts are still open?") in shot(None, play)

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
        assert _("Not started") in text
        assert "signin" in text


async def begin(pilot: Pilot[int], *invitations: Invitation) -> None:
    """Hand links in as if they had been chosen from one text."""
    pilot.app.post_message(LinksChosen(invitations))
    await settled(pilot)
