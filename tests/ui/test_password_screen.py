"""The password: what the rules, the repeat, the strength and the suggestion show."""

import random

import pytest
from textual.pilot import Pilot

from api_client.rules import RULES
from tests.ui.stage import PASSWORD, Shot, fill_field_and_repeat, pressing, type_text, typing
from tests.ui.views import every_view
from tui.i18n import _
from tui.journey.states import RuleLine, RuleState
from tui.wording.rules import state_line, state_mark


class Dice(random.Random):
    """Stands in for the module `secrets`, so that the picture is always the same."""

    def SystemRandom(self) -> random.Random:  # noqa: N802 (the name it stands in for)
        return self


def count(text: str, state: RuleState) -> int:
    """How many rules of the default policy are shown in a state."""
    lines = [RuleLine(kind.default, state) for kind in RULES["password"].values()]
    return sum(f"{state_mark(state)} {state_line('password', line)}" in text for line in lines)


@every_view
def test_every_rule_stands_under_the_field_from_the_start(shot: Shot) -> None:
    text = shot("ok", at="password")
    assert count(text, RuleState.OPEN) == 9
    assert count(text, RuleState.MET) == count(text, RuleState.BROKEN) == 0
    assert _("Choose your password") in text


def test_while_typing_only_a_final_verdict_is_broken(shot: Shot) -> None:
    text = shot("ok", typing("aaa"), at="password")
    assert count(text, RuleState.BROKEN) == 1
    assert count(text, RuleState.OPEN) >= 2
    assert _("Repetitions are tried first.") in text


def test_after_leaving_the_field_open_rules_are_broken(shot: Shot) -> None:
    async def play(pilot: Pilot[int]) -> None:
        await type_text(pilot, "xy")
        await pilot.press("tab")

    text = shot("ok", play, at="password")
    assert count(text, RuleState.OPEN) == 0
    assert count(text, RuleState.BROKEN) == 3


def test_a_good_password_and_its_repeat_are_all_met(shot: Shot) -> None:
    text = shot("ok", fill_field_and_repeat, at="password")
    assert count(text, RuleState.MET) == 9
    assert _("Both entries match.") in text
    assert _("Strength: {word}. {reason}").partition("{")[0] in text
    assert PASSWORD not in text


def test_a_repeat_that_is_right_so_far_is_not_called_wrong(shot: Shot) -> None:
    async def play(pilot: Pilot[int]) -> None:
        await type_text(pilot, PASSWORD)
        await pilot.press("enter")
        await type_text(pilot, PASSWORD[:3])

    assert _("Matches so far.") in shot("ok", play, at="password")


def test_a_repeat_that_differs_says_so(shot: Shot) -> None:
    async def play(pilot: Pilot[int]) -> None:
        await type_text(pilot, PASSWORD)
        await pilot.press("enter")
        await type_text(pilot, "Xk8")
        await pilot.press("enter")

    text = shot("ok", play, at="password")
    assert _("This does not match your first entry.") in text
    assert _("The two passwords do not match.") in text


def test_five_capitals_ask_about_caps_lock(shot: Shot) -> None:
    assert _("You have typed only capitals. Is Caps Lock on?") in shot(
        "ok", typing("KRANI"), at="password"
    )


def test_a_revealed_password_is_readable_and_says_so(shot: Shot) -> None:
    async def play(pilot: Pilot[int]) -> None:
        await type_text(pilot, PASSWORD)
        await pilot.press("f2")

    text = shot("ok", play, at="password")
    assert PASSWORD in text
    assert _("shown {n}").format(n="8/32") in text


@every_view
def test_a_suggestion_can_be_read_and_taken_or_turned_down(
    shot: Shot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api_client.passwords.generator.secrets", Dice(7))

    text = shot("ok", pressing("f3"), at="password")
    assert _("A suggestion for your password") in text
    assert _("Take it") in text
    assert _("No, thanks") in text


def test_a_refusal_by_the_server_stands_at_its_field(shot: Shot) -> None:
    async def play(pilot: Pilot[int]) -> None:
        await fill_field_and_repeat(pilot)
        await pilot.press("enter")

    text = shot("pwned", play, at="password")
    assert _("Choose your password") in text
    assert "••••••••" in text


def test_a_stricter_policy_changes_the_rules(shot: Shot) -> None:
    text = shot("strict", at="password")
    assert _("{min} to {max}\xa0characters").format(min=8, max=32) not in text


def test_a_rule_unknown_here_is_worded_by_the_server_and_judged_there(shot: Shot) -> None:
    text = shot("unknown-rule", typing(PASSWORD), at="password")
    assert f"{state_mark(RuleState.SERVER)} " in text
    assert count(text, RuleState.MET) == 9


def test_enter_on_nothing_says_what_is_needed(shot: Shot) -> None:
    text = shot("ok", pressing("enter", "enter"), at="password")
    assert _("Please choose a password first.") in text
