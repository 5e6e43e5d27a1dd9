"""The done page: numbers, steps, and where its keys lead."""

import os
from pathlib import Path

import pytest
from textual.pilot import Pilot

from api_client.download import DownloadProgress
from tests.ui.download_page import SIZE, telling
from tests.ui.handing_over import press_offer
from tests.ui.quiet import until
from tests.ui.stage import Shot, Stage, in_one_line, screen_text, settled, to_end, to_review
from tui.app.screens import done
from tui.app.screens.download import DownloadScreen
from tui.app.screens.handoff import HandoffScreen
from tui.i18n import _

in_english = pytest.mark.parametrize("language", ["en"], indirect=True)
small = pytest.mark.parametrize("size", [(80, 24)], ids=["80x24"], indirect=True)


@small
def test_the_done_page_at_80_by_24_shows_numbers_steps_and_where_its_keys_lead(shot: Shot) -> None:
    async def play(pilot: Pilot[int]) -> None:
        await to_review(pilot)
        pilot.app.journey.flow.form.choose_workspace("desktop_app")  # type: ignore[attr-defined]
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("tab", "tab", "tab")

    text = in_one_line(shot("main-user", play))
    assert _("No real account was activated.") in text
    assert _("Direct number") in text
    assert f"{_('Enter')} {_('open it')}" in text
    assert "UnifyOffice-x64.exe" in text


@in_english
async def test_enter_on_a_step_opens_its_page_and_escape_leads_back(stage: Stage) -> None:
    app = stage.app(stage.link("ok"))
    async with app.run_test(size=(80, 24)) as pilot:
        await to_end(pilot)
        await pilot.press("tab", "tab", "tab", "enter")
        await settled(pilot)
        assert isinstance(app.screen, HandoffScreen)
        assert "http://127.0.0.1:8025/signin" in screen_text(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(app.screen, done.DoneScreen)
        assert app.screen.focused is app.screen.query_one("#steps")


@in_english
async def test_the_app_can_be_fetched_by_the_program_itself(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    defaults = DownloadScreen.__init__.__kwdefaults__
    assert defaults is not None
    monkeypatch.setitem(defaults, "fetch", telling(DownloadProgress("connecting", 0, SIZE)))
    app = stage.app(stage.link("ok"))
    async with app.run_test(size=(80, 24)) as pilot:
        await to_review(pilot)
        app.journey.flow.form.choose_workspace("desktop_app")
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("tab", "tab", "tab", "enter")
        await settled(pilot)
        await press_offer(pilot, _("Download to this computer"))
        await until(lambda: isinstance(app.screen, DownloadScreen))
        assert isinstance(app.screen, DownloadScreen)
        assert app.screen._workspace.platform == "windows"
        await pilot.press("escape")
        await settled(pilot)


@in_english
async def test_an_address_that_must_not_be_opened_is_not_told_and_opens_nothing(
    stage: Stage,
) -> None:
    app = stage.app(stage.link("ok"))
    async with app.run_test(size=(80, 24)) as pilot:
        await to_end(pilot)
        journey = app.journey
        assert journey.receipt is not None
        journey.receipt = journey.receipt.model_copy(
            update={"login_url": "http://login.example/in", "first_steps_url": "file:///etc/passwd"}
        )
        app.switcher.show(done.DoneScreen(journey))
        await settled(pilot)
        shown = in_one_line(screen_text(pilot))
        assert "Sign in with your web browser: unsafe address (login.example), not shown" in shown
        assert "First steps for new users: unsafe address (file:), not shown here" in shown
        assert not any(address in shown for address in ("login.example/in", "/etc/passwd"))
        await pilot.press("tab", "tab", "tab", "enter")
        await settled(pilot)
        assert isinstance(app.screen, done.DoneScreen)


@in_english
async def test_the_receipt_is_saved_on_request_for_its_owner_alone(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    app = stage.app(stage.link("ok"))
    async with app.run_test(size=(80, 24)) as pilot:
        await to_end(pilot)
        await pilot.press("tab", "enter")
        await settled(pilot)
        [path] = os.scandir(tmp_path)
        assert path.stat().st_mode & 0o777 == 0o600
        shown = screen_text(pilot).translate(dict.fromkeys(range(0x2581, 0x2589)))  # no scroll bar
        assert path.name in "".join(shown.split())
