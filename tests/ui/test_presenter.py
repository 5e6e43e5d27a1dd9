"""Presenter mode: on no screen, scrolled away or not, stands who a person is."""

import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Input, OptionList

from tests.links import TOKEN
from tests.presented import (
    RECEIPT,
    SOMEBODY,
    give_everybody_the_name,
    of_account,
    of_facts,
    seen_of,
    telling,
)
from tests.ui.operator_stage import OperatorStage
from tests.ui.stage import Stage, in_one_line, screen_text, settled, to_end
from tests.ui.test_handoff_screen import PUBLIC, personal, sign_in
from tests.ui.tour import STOPS, Stop, visiting
from tests.wire.operator_desk import share_address
from tui.app.app import ActivateApp
from tui.app.screens.choose_extension import ChooseExtensionScreen
from tui.app.screens.handoff import HandoffScreen
from tui.browser.actions import Tools
from tui.i18n import Language, _
from tui.terminal.environment import Surroundings
from tui.terminal.presenter import use_presenter_mode
from tui.wording.identity import presenter_words


@pytest.fixture(autouse=True)
def _presenting() -> Iterator[None]:
    use_presenter_mode(True)
    yield
    use_presenter_mode(False)


def drawn(pilot: Pilot[int]) -> str:
    """All that is in front of somebody, and what they would see after scrolling."""
    texts = [screen_text(pilot)]
    for screen in pilot.app.screen_stack:
        for widget in screen.walk_children(Widget):
            texts.append(str(widget.render()))
            texts.append(str(widget.border_title or ""))
            if isinstance(widget, OptionList):
                texts += [str(option.prompt) for option in widget.options]
            if isinstance(widget, Input) and not widget.password:
                texts.append(widget.value)
    return "\n".join(texts)


def known_to(app: ActivateApp) -> set[str]:
    """What tells who somebody is, of all that the app knows."""
    found = {RECEIPT.casefold(), *telling(SOMEBODY.values())}
    for entry in app.queue.entries:
        found |= of_account(entry.account) if entry.account else set()
        found |= telling([entry.source])
        if entry.invitation is not None and entry.invitation.link.account_id[3:].isdigit():
            found.add(entry.invitation.link.account_id)
        if entry.invitation is not None and entry.invitation.mail is not None:
            found |= of_facts(entry.invitation.mail.facts)
    return found


_LIKE_ITS_NEIGHBOUR = frozenset(
    ("password-typed", "password-broken", "password-shown", "suggestion", "idle", "pin", "answer")
)
"""Stops that draw no other facts than the one before."""


@pytest.mark.parametrize(
    "stop",
    [stop for stop in STOPS if stop.name not in _LIKE_ITS_NEIGHBOUR],
    ids=lambda stop: stop.name,
)
async def test_nobody_is_told_at_any_stop_of_the_tour(stop: Stop, stage: Stage) -> None:
    give_everybody_the_name(stage)
    async with visiting(stop, stage, (80, 24)) as pilot:
        app = pilot.app
        assert isinstance(app, ActivateApp)
        assert seen_of(known_to(app), drawn(pilot)) == set()
        if stop.name != "help":  # lies over the header, and is the same for everybody
            assert presenter_words() in screen_text(pilot).splitlines()[0]


async def test_the_saved_receipt_is_whole_and_says_so_and_where_it_lies_tells_nobody(
    english: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "quorvex"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    give_everybody_the_name(english)
    app = english.app(english.link("ok"))
    async with app.run_test(size=(80, 24)) as pilot:
        await to_end(pilot)
        await pilot.click("#save")
        await settled(pilot)
        assert seen_of({*known_to(app), "quorvex"}, drawn(pilot)) == set()
        assert _("The file contains your details in full.") in in_one_line(screen_text(pilot))
    [saved] = home.rglob("*.txt")
    text = saved.read_text("utf-8")
    assert "Zyxwina Quorvex-Plimpf" in text
    assert "+49 22877447431" in text
    assert RECEIPT in text
    assert f"{english.service.origin}/" in text


async def test_a_personal_link_is_neither_shown_nor_drawn_and_a_public_address_is(
    english: Stage,
) -> None:
    app = english.app(None)
    app.tools = Tools(Surroundings("desktop", "windows"), lambda _name: None)
    async with app.run_test(size=(80, 24)) as pilot:
        for handoff, kinds in ((personal(), []), (sign_in(), ["copy", "qr"])):
            screen = HandoffScreen(handoff, app.tools)
            await app.push_screen(screen)
            await settled(pilot)
            assert [offer.kind for offer in screen._offers if offer.kind != "open"] == kinds
            assert TOKEN not in drawn(pilot)
            assert (PUBLIC in screen_text(pilot)) == bool(kinds)
            await pilot.press("escape")


async def test_people_with_one_address_are_told_apart_by_their_order(language: Language) -> None:
    with closing(OperatorStage(language)) as desk:
        desk.names_extension = False
        share_address(desk.service)
        app = desk.operators_app()
        async with app.run_test(size=(80, 24)) as pilot:
            await settled(pilot)
            await pilot.press("enter")
            await settled(pilot)
            assert isinstance(app.screen, ChooseExtensionScreen)
            assert seen_of(known_to(app), drawn(pilot)) == set()
            assert re.search(r"\b80[12]\b", drawn(pilot)) is None
            assert _("The list is in the order of their extensions.") in in_one_line(
                screen_text(pilot)
            )
