"""Fields with secrets: masked, never copied, never cut silently, forgotten in time."""

import asyncio
from collections.abc import Iterator

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from tests.ui.quiet import until
from tests.ui.stage import (
    ANSWER,
    PASSWORD,
    PIN,
    Stage,
    fill_field_and_repeat,
    in_one_line,
    screen_text,
    settled,
    type_text,
)
from tui.app.app import ActivateApp
from tui.app.screens.leave import LeaveScreen
from tui.app.screens.password import PasswordScreen
from tui.app.screens.pin import PinScreen
from tui.app.widgets.link_input import LinkInput
from tui.app.widgets.private_input import PrivateInput
from tui.app.widgets.secret_field import SHOWN_FOR
from tui.app.widgets.secret_input import LONGEST_PASTE
from tui.i18n import Language, _, plural, use_language


@pytest.fixture(params=["en"])
def language(request: pytest.FixtureRequest) -> Iterator[Language]:
    """The language in which sentences are written out here."""
    yield request.param
    use_language("en")


async def paste(pilot: Pilot[int], text: str) -> None:
    """Paste as a terminal does."""
    pilot.app.post_message(events.Paste(text))
    await settled(pilot)


def password_screen(app: ActivateApp) -> PasswordScreen:
    screen = app.screen
    assert isinstance(screen, PasswordScreen)
    return screen


@pytest.mark.parametrize("revealed", [False, True])
async def test_nothing_is_copied_or_cut(stage: Stage, revealed: bool) -> None:
    app = stage.app(stage.link("ok"), at="password")
    async with app.run_test() as pilot:
        await settled(pilot)
        await type_text(pilot, PASSWORD)
        for key in ("ctrl+c", "ctrl+x", "ctrl+insert", "super+c"):
            if password_screen(app).first.revealed != revealed:
                await pilot.press("f2")
            await pilot.press("ctrl+a", "shift+home", key)
            await settled(pilot)
            assert app.clipboard == "", key
            if isinstance(app.screen, LeaveScreen):
                await pilot.press("enter")
                await settled(pilot)
            assert password_screen(app).first.value == PASSWORD, key


async def test_a_reveal_hides_itself_after_a_while(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert SHOWN_FOR == 10.0
    monkeypatch.setattr("tui.app.widgets.secret_field.SHOWN_FOR", 0.01)
    app = stage.app(stage.link("ok"), at="password")
    async with app.run_test() as pilot:
        await settled(pilot)
        await type_text(pilot, PASSWORD)
        await pilot.press("f2")
        await settled(pilot)
        assert not password_screen(app).first.revealed
        assert PASSWORD not in screen_text(pilot)


async def test_a_reveal_ends_when_the_field_is_left(stage: Stage) -> None:
    app = stage.app(stage.link("ok"), at="password")
    async with app.run_test() as pilot:
        await settled(pilot)
        await type_text(pilot, PASSWORD)
        await pilot.press("f2")
        assert password_screen(app).first.revealed
        await pilot.press("tab")
        await settled(pilot)
        assert not password_screen(app).first.revealed
        assert PASSWORD not in screen_text(pilot)


PASTES = (
    ("Kranich7!Moos", "Kranich7!Moos", "13\xa0characters pasted."),
    ("x", "x", "1\xa0character pasted."),
    (" Kranich7 ", " Kranich7 ", "There is a space at the start or the end."),
    ("Kranich7\n", "Kranich7", "The line break at the end was left out."),
    ("eins\nzwei", "", "The text has several lines. Nothing was pasted."),
    ("Kra\x1b[2Jnich", "", "The text contains control characters. Nothing was pasted."),
    ("x" * 40, "x" * 40, "40\xa0characters pasted."),
    ("x" * (LONGEST_PASTE + 1), "", "characters are far too many. Nothing was pasted."),
    ("", "", "The clipboard was empty. Nothing was pasted."),
)
"""What is pasted, what of it the field then holds, and what is said."""


async def test_a_paste_says_what_it_did_and_is_taken_whole_or_not_at_all(stage: Stage) -> None:
    app = stage.app(stage.link("ok"), at="password")
    async with app.run_test() as pilot:
        await settled(pilot)
        for text, taken, words in PASTES:
            password_screen(app).first.fill("")
            await settled(pilot)
            assert words not in in_one_line(screen_text(pilot))
            await paste(pilot, text)
            assert password_screen(app).first.value == taken
            assert words in in_one_line(screen_text(pilot))


def test_the_words_for_one_and_many_differ() -> None:
    assert plural("{n}\xa0day", "{n}\xa0days", 1) != plural("{n}\xa0day", "{n}\xa0days", 2)


async def test_an_enter_waits_for_the_keys_before_it_in_both_fields(stage: Stage) -> None:
    app = stage.app(stage.link("ok"), at="pin")
    async with app.run_test() as pilot:
        await settled(pilot)
        screen = app.screen
        assert isinstance(screen, PinScreen)
        let_go = asyncio.Event()
        screen.first.input.call_later(let_go.wait)  # as on a busy machine: it lags behind
        for key in (*PIN, "enter", *PIN, "enter"):
            app.post_message(events.Key(key, key if key.isdigit() else None))
        await until(lambda: screen.repeat.value == PIN)
        assert screen.first.value == ""
        let_go.set()
        await settled(pilot)
        assert app.journey.flow.place == "security_question"


async def test_messages_do_not_show_what_was_typed(stage: Stage) -> None:
    app = stage.app(stage.link("ok"), at="password")
    async with app.run_test() as pilot:
        await settled(pilot)
        await type_text(pilot, PASSWORD)
        field = password_screen(app).first.input
        for kind in (PrivateInput.Changed, PrivateInput.Submitted, PrivateInput.Blurred):
            message = kind(field, PASSWORD)
            assert PASSWORD not in repr(message)
            assert list(message.__rich_repr__()) == []
        assert PASSWORD not in repr(LinkInput.Pasted(PASSWORD))
        assert PASSWORD not in repr(field)


async def test_back_and_forward_keep_everything_typed(stage: Stage) -> None:
    app = stage.app(stage.link("ok"), at="pin")
    async with app.run_test() as pilot:
        await settled(pilot)
        await fill_field_and_repeat(pilot, PIN)
        await pilot.press("escape")
        await settled(pilot)
        screen = password_screen(app)
        assert (screen.first.value, screen.repeat.value) == (PASSWORD, PASSWORD)
        await pilot.press("tab", "enter")
        await settled(pilot)
        assert app.screen.query_one("#pin-input", Input).value == PIN


async def test_the_whole_way_by_keyboard_and_the_mock_has_what_was_typed(stage: Stage) -> None:
    app = stage.app(stage.link("ok"))
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        for secret in (PASSWORD, PIN):
            await fill_field_and_repeat(pilot, secret)
            await pilot.press("enter")
            await settled(pilot)
        await pilot.press("down", "enter")
        await type_text(pilot, ANSWER)
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("down", "enter", "enter")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert app.journey.receipt is not None
        assert app.journey.receipt.workspace == "web_browser"
        assert app.journey.flow.form.draft.is_empty()
    assert await stage.stored(password=PASSWORD, pin=PIN, answer=ANSWER.upper()) == {
        "password": True,
        "pin": True,
        "answer": True,
    }
    assert not any((await stage.stored(password=PASSWORD + "x", pin=PIN + "1")).values())


@pytest.mark.parametrize("scenario", ["no-pin", "sso", "web-only"])
async def test_an_account_is_asked_only_for_what_it_has(stage: Stage, scenario: str) -> None:
    app = stage.app(stage.link(scenario))
    async with app.run_test() as pilot:
        await settled(pilot)
        shown = screen_text(pilot)
        assert (_("PIN") in shown) == (scenario != "no-pin")
        assert (_("Password") in shown) == (scenario != "sso")


async def test_an_answer_can_be_shown_for_a_moment(stage: Stage) -> None:
    app = stage.app(stage.link("ok"), at="security_question")
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await type_text(pilot, ANSWER)
        assert ANSWER not in screen_text(pilot)
        await pilot.press("f2")
        await settled(pilot)
        assert ANSWER in screen_text(pilot)


async def test_a_suggestion_fills_both_fields_and_meets_the_rules(stage: Stage) -> None:
    app = stage.app(stage.link("strict"), at="password")
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("f3")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        screen = password_screen(app)
        assert screen.first.value == screen.repeat.value != ""
        assert not app.journey.flow.form.missing("password")


async def test_a_suggestion_turned_down_changes_nothing(stage: Stage) -> None:
    app = stage.app(stage.link("ok"), at="password")
    async with app.run_test() as pilot:
        await settled(pilot)
        await type_text(pilot, "Kra")
        await pilot.press("f3")
        await settled(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert password_screen(app).first.value == "Kra"
