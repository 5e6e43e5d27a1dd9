"""The PIN: rules for the telephone, advice that does not block."""

from typing import Any

import pytest
from textual.pilot import Pilot

from tests.ui.stage import (
    PIN,
    Shot,
    Stage,
    fill_field_and_repeat,
    screen_text,
    settled,
    typing,
)
from tests.ui.views import every_view
from tui.i18n import _


@every_view
def test_every_rule_of_the_pin_stands_under_its_field(shot: Shot) -> None:
    text = shot("ok", at="pin")
    assert _("Choose your PIN") in text
    assert _("Only the digits 0 to 9") in text
    assert _("{min} to {max}\xa0digits").format(min=6, max=10) in text


def test_a_letter_is_called_wrong_at_once_and_why(shot: Shot) -> None:
    assert _("Please use only the digits 0 to 9.") in shot("ok", typing("48a"), at="pin")


def test_a_date_is_advised_against_but_allowed(shot: Shot) -> None:
    async def play(pilot: Pilot[int]) -> None:
        await fill_field_and_repeat(pilot, "240519")

    text = shot("ok", play, at="pin")
    assert _("These digits form a date: allowed, but easy to guess.") in text
    assert _("Both entries match.") in text


def test_a_good_pin_is_all_met_and_not_shown(shot: Shot) -> None:
    async def play(pilot: Pilot[int]) -> None:
        await fill_field_and_repeat(pilot, PIN)

    text = shot("ok", play, at="pin")
    assert PIN not in text
    assert "✗" not in text


@pytest.mark.parametrize(
    ("limits", "advised"), [({}, True), ({"max": 6}, False), ({"min": 9}, False)]
)
async def test_eight_digits_are_advised_only_where_they_are_allowed(
    english: Stage, limits: dict[str, int], advised: bool
) -> None:
    def change(_nth: int, body: dict[str, Any]) -> dict[str, Any]:
        rules = [
            {**rule, **limits} if rule["id"] == "length" else rule
            for rule in body["pin_policy"]["rules"]
        ]
        return {**body, "pin_policy": {**body["pin_policy"], "rules": rules}}

    english.rewrite("GET", change)
    app = english.app(english.link("ok"), at="pin")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert ("Eight digits" in screen_text(pilot)) is advised
