"""Where to work: what the backend offers, nothing else."""

from tests.ui.stage import Shot, pressing
from tests.ui.views import every_view
from tui.i18n import _


@every_view
def test_both_offers_are_there_and_nothing_is_chosen_yet(shot: Shot) -> None:
    text = shot("ok", at="workspace")
    assert _("Desktop app") in text
    assert _("Web browser") in text
    assert "◉" not in text


def test_a_choice_is_marked(shot: Shot) -> None:
    assert f"◉ {_('Web browser')}" in shot("ok", pressing("down", "enter"), at="workspace")


def test_a_single_offer_is_chosen_already(shot: Shot) -> None:
    text = shot("web-only", at="workspace")
    assert f"◉ {_('Web browser')}" in text
    assert _("Desktop app") not in text


def test_without_a_choice_the_screen_says_so(shot: Shot) -> None:
    text = shot("ok", pressing("tab", "enter"), at="workspace")
    assert _("Please choose how you would like to use Unify Office.") in text
