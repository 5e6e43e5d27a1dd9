"""Where to work: what the backend offers, nothing else."""

from textual.pilot import Pilot

from tests.ui.stage import Shot, settled, to_workspace
from tui.language import _


def test_both_offers_are_there_and_nothing_is_chosen_yet(shot: Shot) -> None:
    text = shot("ok", to_workspace)
    assert _("Desktop app") in text
    assert _("Web browser") in text
    assert "◉" not in text


def test_a_choice_is_marked(shot: Shot) -> None:
    async def play(pilot: Pilot[int]) -> None:
        await to_workspace(pilot)
        await pilot.press("down", "enter")

    assert f"◉ {_('Web browser')}" in shot("ok", play)


def test_a_single_offer_is_chosen_already(shot: Shot) -> None:
    text = shot("web-only", to_workspace)
    assert f"◉ {_('Web browser')}" in text
    assert _("Desktop app") not in text


def test_without_a_choice_the_screen_says_so(shot: Shot) -> None:
    async def play(pilot: Pilot[int]) -> None:
        await to_workspace(pilot)
        await pilot.press("tab", "enter")
        await settled(pilot)

    assert _("Please choose where you want to work.") in shot("ok", play)
