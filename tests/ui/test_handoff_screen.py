"""The page that opens, shows or copies an address."""

import asyncio
import sys
from collections.abc import Sequence

import pytest
from textual.pilot import Pilot

from tests.links import TOKEN, activation_link
from tests.ui.handing_over import choose_offer
from tests.ui.stage import Play, Shot, Stage, in_one_line, screen_text, settled
from tui.app.screens import handoff
from tui.app.screens.handoff import HandoffScreen
from tui.app.screens.qr import QrScreen
from tui.app.textual_private import write_to_terminal
from tui.app.widgets.qr_code import QrCode
from tui.browser.actions import Handoff, Tools
from tui.browser.address import Address, personal_address, read_address
from tui.browser.browsers import Find
from tui.i18n import _
from tui.terminal.environment import Surroundings

in_german = pytest.mark.parametrize("language", ["de"], indirect=True)
in_english = pytest.mark.parametrize("language", ["en"], indirect=True)
small = pytest.mark.parametrize("size", [(80, 24)], ids=["80x24"], indirect=True)

SSH = Surroundings("ssh")
DESKTOP = Surroundings("desktop", "linux")
BROWSERS: Find = {name: f"/usr/bin/{name}" for name in ("xdg-open", "firefox", "chromium")}.get
PUBLIC = "https://login.ringcentral.com/?brandId=2040"
GUIDE = activation_link(account_id="1234567890123456789").url()


def sign_in() -> Handoff:
    """An address to sign in at."""
    address = read_address(PUBLIC)
    assert address is not None
    return Handoff(_("Sign in with your web browser"), address, "eva.luehe@beispiel-gmbh.de")


def personal() -> Handoff:
    """A personal link of the guide's brand, with a token that opens nothing."""
    return Handoff(_("Your personal activation link"), Address(GUIDE, secret=True), "815")


class Started:
    """Stands in for what starts a browser, and remembers the arguments."""

    def __init__(self, *, works: bool = True) -> None:
        self.commands: list[list[str]] = []
        self._works = works

    async def __call__(self, command: Sequence[str]) -> bool:
        self.commands.append(list(command))
        return self._works


def showing(given: Handoff, where: Surroundings, started: Started | None = None) -> Play:
    """A play that ends on the page of an address."""
    tools = Tools(where, BROWSERS, started or Started(), hands_over=lambda _where: True)

    async def play(pilot: Pilot[int]) -> None:
        await settled(pilot)
        await pilot.app.push_screen(HandoffScreen(given, tools))
        await settled(pilot)

    return play


@in_german
@small
def test_on_a_desktop_every_browser_is_offered_with_its_windows(shot: Shot) -> None:
    text = in_one_line(shot("ok", showing(sign_in(), DESKTOP)))
    for browser in ("Firefox", "Chromium"):
        assert _("Open in a private window ({browser})").format(browser=browser) in text
    assert PUBLIC in text


@small
def test_over_ssh_it_says_why_no_browser_opens_and_offers_the_rest(shot: Shot) -> None:
    text = in_one_line(shot("ok", showing(sign_in(), SSH)))
    assert _("You are connected over SSH, so no web browser can be opened here.") in text
    assert _("Copy the address") in text
    assert _("Open in the web browser") not in text
    assert PUBLIC in text


@in_english
@small
def test_the_code_fits_over_ssh_in_80_by_24(shot: Shot) -> None:
    async def play(pilot: Pilot[int]) -> None:
        await showing(sign_in(), SSH)(pilot)
        await choose_offer(pilot, _("Show a QR code for your phone"))
        assert pilot.app.screen.query_one(QrCode).fits

    assert "▀" in shot("ok", play)


@in_english
@small
def test_a_personal_link_is_hidden_until_it_is_asked_for(shot: Shot) -> None:
    async def play(pilot: Pilot[int]) -> None:
        await showing(personal(), SSH)(pilot)
        assert TOKEN not in screen_text(pilot)
        assert "secure.unifyoffice-telekom.ringcentral.com" in screen_text(pilot)
        await choose_offer(pilot, _("Show the personal link"))

    assert TOKEN in "".join(in_one_line(shot("ok", play)).split())


@in_english
async def test_even_the_personal_link_of_the_guide_fits_as_a_code(stage: Stage) -> None:
    app = stage.app(stage.link("ok"))
    async with app.run_test(size=(80, 24)) as pilot:
        await showing(personal(), SSH)(pilot)
        await choose_offer(pilot, _("Show a QR code for your phone"))
        assert isinstance(app.screen, QrScreen)
        assert app.screen.query_one(QrCode).fits
        await pilot.press("escape", "escape")
        await settled(pilot)
        assert not isinstance(app.screen, HandoffScreen | QrScreen)


@in_english
async def test_a_code_that_does_not_fit_gives_way_to_what_it_needs(stage: Stage) -> None:
    app = stage.app(stage.link("ok"))
    ascii_only = Surroundings("ssh", unicode=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await showing(sign_in(), ascii_only)(pilot)
        await choose_offer(pilot, _("Show a QR code for your phone"))
        assert not app.screen.query_one(QrCode).fits
        assert "62\xa0columns and 33\xa0rows" in in_one_line(screen_text(pilot))
        await pilot.resize_terminal(62, 33)
        await settled(pilot)
        assert app.screen.query_one(QrCode).fits
        assert "##" in screen_text(pilot)


@in_english
async def test_a_browser_is_started_with_the_address_as_its_last_argument(stage: Stage) -> None:
    app, started = stage.app(stage.link("ok")), Started()
    async with app.run_test(size=(80, 24)) as pilot:
        await showing(sign_in(), DESKTOP, started)(pilot)
        await choose_offer(pilot, _("Open in the web browser"))
        await choose_offer(
            pilot, _("Open in a private window ({browser})").format(browser="Chromium")
        )
        assert started.commands == [
            ["/usr/bin/xdg-open", PUBLIC],
            ["/usr/bin/chromium", "--incognito", PUBLIC],
        ]
        assert _("The web browser is opening the address. You can continue here.") in screen_text(
            pilot
        )


@in_english
async def test_a_browser_that_fails_is_told_and_the_address_stays(stage: Stage) -> None:
    app = stage.app(stage.link("ok"))
    async with app.run_test(size=(80, 24)) as pilot:
        await showing(sign_in(), DESKTOP, Started(works=False))(pilot)
        await choose_offer(pilot, _("Open in the web browser"))
        assert _("The web browser did not start. Please open the address yourself.") in screen_text(
            pilot
        )
        assert PUBLIC in screen_text(pilot)


@in_english
async def test_no_argument_holds_a_personal_link_and_a_failure_shows_none(stage: Stage) -> None:
    app, started = stage.app(stage.link("ok")), Started(works=False)
    async with app.run_test(size=(80, 24)) as pilot:
        given = Handoff("", personal_address(stage.link("ok")), "815")
        await showing(given, DESKTOP, started)(pilot)
        await choose_offer(
            pilot, _("Open in a private window ({browser})").format(browser="Firefox")
        )
        [command] = started.commands
        assert command[:2] == ["/usr/bin/firefox", "--private-window"]
        assert command[2].startswith("http://127.0.0.1:")
        assert TOKEN not in " ".join(command)
        assert TOKEN not in screen_text(pilot)
        assert _("The web browser did not open the link. Show it or scan the QR code.") in (
            in_one_line(screen_text(pilot))
        )


@in_english
@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's table of connections")
async def test_who_goes_back_while_the_browser_starts_does_not_take_the_link_from_it(
    stage: Stage,
) -> None:
    app, started = stage.app(stage.link("ok")), Started()
    async with app.run_test() as pilot:
        await showing(personal(), DESKTOP, started)(pilot)
        page = app.screen
        await pilot.press("enter")
        while not started.commands:
            await pilot.pause(0.01)
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen is not page
        assert await location_at(started.commands[0][-1]) == GUIDE
        await app.workers.wait_for_complete()
        assert app.is_running


async def location_at(url: str) -> str:
    """Where a page on loopback leads, asked as a browser asks."""
    host, _slash, path = url.removeprefix("http://").partition("/")
    reader, writer = await asyncio.open_connection(*host.split(":"))
    writer.write(f"GET /{path} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
    lines = (await reader.read()).decode().split("\r\n")
    writer.close()
    await writer.wait_closed()
    [location] = [line for line in lines if line.startswith("Location: ")]
    return location.removeprefix("Location: ")


@in_english
@pytest.mark.parametrize("hyperlinks", [True, False])
async def test_the_address_is_a_hyperlink_where_the_terminal_takes_one(
    stage: Stage, hyperlinks: bool
) -> None:
    app = stage.app(stage.link("ok"))
    async with app.run_test(size=(80, 24)) as pilot:
        await showing(sign_in(), Surroundings("ssh", hyperlinks=hyperlinks))(pilot)
        strips = app.screen._compositor.render_strips()
        links = {part.style.link for strip in strips for part in strip if part.style}
        assert (PUBLIC in links) is hyperlinks


@in_english
async def test_copying_writes_one_sequence_to_the_terminal(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []
    monkeypatch.setattr(handoff, "write_to_terminal", lambda _app, text: written.append(text))
    app = stage.app(stage.link("ok"))
    async with app.run_test(size=(80, 24)) as pilot:
        await showing(sign_in(), SSH)(pilot)
        await choose_offer(pilot, _("Copy the address"))
        assert len(written) == 1
        assert written[0].startswith("\x1b]52;c;")
        assert app.clipboard == ""


@in_english
async def test_a_sequence_goes_to_the_terminal_the_way_the_pictures_go(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    app, written = stage.app(stage.link("ok")), list[str]()
    async with app.run_test(size=(80, 24)):
        monkeypatch.setattr(app._driver, "write", written.append)
        write_to_terminal(app, "\x1b]52;c;eA==\x07")
        assert "\x1b]52;c;eA==\x07" in written
