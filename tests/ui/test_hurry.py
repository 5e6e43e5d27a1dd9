"""Hands that are in a hurry: Enter at once, words typed where no field is, a second try in the dark."""

import os
from pathlib import Path

import pytest
from textual import events
from textual.geometry import Size
from textual.pilot import Pilot
from textual.widgets import Input, OptionList

from tests.ui.stage import (
    ANSWER,
    PASSWORD,
    Stage,
    focused,
    in_one_line,
    screen_text,
    settled,
    to_end,
    to_review,
    type_text,
)
from tui.app.screens.done import DoneScreen
from tui.app.screens.problem import ProblemScreen
from tui.app.widgets.choice_list import ChoiceList
from tui.app.widgets.secret_field import SecretField
from tui.app.widgets.status_line import StatusLine
from tui.app.widgets.strength_line import StrengthLine
from tui.i18n import _
from tui.wording.steps import chosen_words, place_name


def value(pilot: Pilot[int], name: str) -> str:
    """What stands in a field."""
    return pilot.app.screen.query_one(f"#{name}", SecretField).value


async def test_enter_with_an_open_rule_stays_and_the_next_try_replaces_the_first(
    stage: Stage,
) -> None:
    app = stage.app(stage.link("ok"), at="password")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await type_text(pilot, "sommer26")
        await pilot.press("enter")
        await settled(pilot)
        assert focused(pilot) == "password-input"
        await type_text(pilot, PASSWORD)
        assert value(pilot, "password") == PASSWORD
        await pilot.press("enter")
        await settled(pilot)
        assert focused(pilot) == "password-repeat-input"


async def test_enter_on_an_empty_field_says_what_is_needed_before_anything_is_repeated(
    stage: Stage,
) -> None:
    app = stage.app(stage.link("ok"), at="pin")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert focused(pilot) == "pin-input"
        assert _("Please choose a PIN first.") in screen_text(pilot)


async def test_a_refused_answer_is_replaced_by_what_is_typed_next(stage: Stage) -> None:
    app = stage.app(stage.link("ok"), at="security_question")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await type_text(pilot, "Oma")
        await pilot.press("enter")
        await settled(pilot)
        await type_text(pilot, ANSWER)
        assert value(pilot, "answer") == ANSWER


async def test_an_answer_typed_into_the_list_is_taken_by_nobody_and_that_is_said(
    stage: Stage,
) -> None:
    app = stage.app(stage.link("ok"), at="security_question")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await type_text(pilot, "Frau Holm")
        assert value(pilot, "answer") == ""
        assert isinstance(app.focused, ChoiceList)
        assert _("Please choose a question with Enter first.") in screen_text(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert focused(pilot) == "answer-input"
        assert _("Please choose a question with Enter first.") not in screen_text(pilot)


async def test_the_strength_is_that_of_what_stands_in_the_field(stage: Stage) -> None:
    app = stage.app(stage.link("ok"), at="password")

    async def told(*keys: str) -> str:
        await pilot.press(*keys)
        await settled(pilot)
        return app.screen.query_one(StrengthLine).text

    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await type_text(pilot, "hallo")
        weak = await told()
        taken = await told("ctrl+n", "enter")
        assert value(pilot, "password") != "hallo"
        app.screen.query_one("#password-input", Input).focus()
        again = await told("end", "x", "backspace")
        assert taken == again != weak


async def test_what_was_wrong_with_the_link_is_not_held_against_the_next(stage: Stage) -> None:
    app = stage.app(None)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        note = app.screen.query_one("#note", StatusLine)
        assert note.text
        await pilot.press("h")
        await settled(pilot)
        assert note.text == ""


async def test_a_second_new_link_at_once_says_where_the_first_one_is(stage: Stage) -> None:
    link = stage.link("expired")
    for asked in range(2):
        app = stage.app(link)
        async with app.run_test(size=(80, 24)) as pilot:
            await settled(pilot)
            await pilot.press("enter")
            await settled(pilot)
            text = in_one_line(screen_text(pilot))
            if asked:
                assert isinstance(app.screen, ProblemScreen)
                assert _("A new activation email was requested only a short time ago.") in text
                assert _("You can try again from: {when}").partition("{")[0] in text
            else:
                assert focused(pilot) == "other-link"
                assert _("Enter the new link") in text


async def test_a_second_press_saves_no_second_receipt(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    app = stage.app(stage.link("ok"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await to_review(pilot)
        await to_end(pilot)
        assert isinstance(app.screen, DoneScreen)
        app.screen.query_one("#save").focus()
        await pilot.press("enter", "enter")
        await settled(pilot)
        [receipt] = os.scandir(tmp_path)
        assert receipt.name in app.screen.query_one("#note", StatusLine).text
        os.remove(receipt)
        await pilot.press("enter")
        await settled(pilot)
        assert len(list(os.scandir(tmp_path))) == 1


async def test_the_field_one_types_into_stays_in_sight_in_a_smaller_window(stage: Stage) -> None:
    app = stage.app(stage.link("ok"), at="password")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await type_text(pilot, PASSWORD)
        await pilot.press("enter")
        await pilot.resize_terminal(60, 20)
        await settled(pilot)
        field = app.screen.query_one("#password-repeat-input")
        body = app.screen.query_one("#body")
        assert Size(60, 20) == app.size
        assert body.region.contains_region(field.region)


@pytest.mark.parametrize("size", [(60, 20), (120, 40)], ids=["60x20", "120x40"])
async def test_the_review_breaks_its_values_as_wide_as_the_window_is(
    stage: Stage, size: tuple[int, int]
) -> None:
    app = stage.app(stage.link("ok"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await to_review(pilot)
        await pilot.resize_terminal(*size)
        await settled(pilot)
        lines = app.screen.query_one("#lines", OptionList)
        rows = [
            "".join(segment.text for segment in lines.render_line(row))
            for row in range(lines.size.height)
        ]
    label = len(place_name("workspace")) + 4
    assert [
        row for row in rows if row.strip(" ─╮╯╭╰") and row[0] != "✓" and row[:label].strip()
    ] == []
    told = " ".join(" ".join(row[label:] for row in rows).split())
    assert chosen_words("security_question", app.journey.flow) in told


async def test_what_is_typed_right_behind_another_question_is_its_whole_answer(
    stage: Stage,
) -> None:
    app = stage.app(stage.link("ok"), at="security_question")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await type_text(pilot, ANSWER)
        await settled(pilot)
        app.screen.query_one(ChoiceList).focus()
        await pilot.pause()
        for key in ("down", "enter", *"Kiel1998"):
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        await settled(pilot)
        assert value(pilot, "answer") == "Kiel1998"
        assert app.journey.flow.form.draft.answer == "Kiel1998"
