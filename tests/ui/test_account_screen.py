"""Whose account it is: every fact the backend gives, nothing hostile gets through."""

from textual.pilot import Pilot

from tests.ui.stage import Shot, pressing, settled
from tests.ui.views import every_view
from tui.i18n import _


@every_view
def test_a_user_sees_every_fact_of_the_mail_and_who_answers(shot: Shot) -> None:
    text = shot("ok")
    for label in ("Name", "Email", "Company", "Main number", "Extension", "Direct number"):
        assert _(label) in text
    assert _("Role") in text
    assert "127.0.0.1:8025" in text
    assert _("{left}, until {until}").partition("{")[0] in text


def test_a_main_user_is_greeted_as_administrator(shot: Shot) -> None:
    text = shot("main-user")
    assert _("Administrator (main user)") in text
    assert _("As the main user, you can set up the company after the activation.") in text


def test_an_edition_with_fax_shows_the_main_fax_number(shot: Shot) -> None:
    assert _("Main fax number") in shot("premium")


def test_a_link_that_is_about_to_expire_warns_at_once(shot: Shot) -> None:
    text = shot("expiring")
    assert _("The link expires in {left}.").partition("{")[0].strip() in text


def test_markup_from_the_server_is_shown_as_it_is(shot: Shot) -> None:
    assert "[/]" in shot("markup")


def test_escape_sequences_from_the_server_are_shown_as_harmless_signs(shot: Shot) -> None:
    text = shot("escapes")
    assert "\x1b" not in text
    assert "\N{REPLACEMENT CHARACTER}" in text


def test_odd_scripts_and_long_names_fit(shot: Shot) -> None:
    assert _("Yes, continue") in shot("unicode")


def test_a_very_long_name_leaves_the_buttons_in_reach(shot: Shot) -> None:
    assert _("Yes, continue") in shot("long-name")


@every_view
def test_this_is_not_me_asks_once_more(shot: Shot) -> None:
    assert _("Do you really want to give the link back?") in shot("ok", pressing("tab", "enter"))


def test_this_is_not_me_gives_the_link_back(shot: Shot) -> None:
    async def play(pilot: Pilot[int]) -> None:
        await pilot.press("tab", "enter")
        await settled(pilot)
        await pilot.press("tab", "enter")

    assert _("You have given the link back") in shot("ok", play)
