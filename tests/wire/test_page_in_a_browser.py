"""The testers' page in a real browser: it shows everything, follows by itself, and obeys."""

import asyncio
import json
from collections.abc import Iterator

import httpx
import pytest

from mock_server.mock import PortMock
from mock_server.runner import RunningMock
from mock_server.scenarios import SCENARIOS
from tests.browser import Browser
from tests.wire.asking import TOKEN, WHOLE, Asker
from tests.wire.test_secrets_stay_hidden import TOKEN as SECRET_TOKEN
from tests.wire.test_secrets_stay_hidden import holds_no_secret, whole_journey


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with Browser() as browser:
        yield browser


@pytest.fixture
def mock() -> Iterator[PortMock]:
    with RunningMock() as running:
        yield PortMock(running)


@pytest.fixture
def page(browser: Browser, mock: PortMock) -> Iterator[Browser]:
    """The page of a fresh server, in English; nothing may go wrong in it."""
    browser.logged.clear()
    browser.open(f"{mock.origin}/_mock/?lang=en")
    browser.until("document.getElementById('connection').textContent === '● live'")
    yield browser
    assert browser.logged == []
    browser.open("about:blank")


def ask(mock: PortMock, what: str, link: str, body: object = None) -> None:
    """Ask as a client does."""

    async def asked() -> None:
        async with mock.client() as client:
            try:
                await Asker(client)(what, link, body, key="k" if what == "commit" else None)  # type: ignore[arg-type]
            except httpx.TransportError:
                return

    asyncio.run(asked())


def rows(table: str) -> str:
    return f"[...document.querySelectorAll('#{table}-rows tr')]"


def text_of(table: str, part: str) -> str:
    """The text of the rows of a table that hold something."""
    return f"{rows(table)}.map(row => row.innerText).filter(text => text.includes({part!r}))[0]"


def button(label: str) -> str:
    """The button of that label."""
    return f"document.querySelector(`[aria-label={json.dumps(label)}]`)"


def click(browser: Browser, label: str) -> None:
    """Press the button of that label, by keyboard."""
    browser.until(button(label))
    browser.run(f"{button(label)}.focus()")
    browser.key("Enter", 13)


# What it shows


def test_every_scenario_has_a_link_that_works(page: Browser, mock: PortMock) -> None:
    assert page.run(f"{rows('links')}.length") == len(SCENARIOS)
    link = page.run(f"{rows('links')}[0].querySelector('code').textContent")
    assert link.startswith(f"{mock.origin}/rc-web/confirmation/default.html?ok:")
    page.run(
        "const field = document.getElementById('links-filter'); field.value = 'PIN'; "
        "field.dispatchEvent(new Event('input'))"
    )
    shown = page.run(f"{rows('links')}.map(row => row.cells[0].textContent)")
    assert "pin4" in shown
    assert "expired" not in shown


def test_calls_accounts_faults_and_violations_appear_by_themselves(
    page: Browser, mock: PortMock
) -> None:
    link = mock.link("ok.check-503", token=TOKEN)
    page.run("window.same = true")
    ask(mock, "look", link)
    assert "200" in page.until(text_of("journal", "look"))
    ask(mock, "check", link, {"pin": "1"})
    assert "check" in page.until(text_of("journal", "503 maintenance"))
    ask(mock, "commit", link, {"mobile": "1"})
    assert "?: unexpected" in page.until(text_of("journal", "commit"))
    account = page.until(text_of("accounts", "ok.check-503"))
    assert "invited" in account
    ask(mock, "commit", link, WHOLE)
    assert "active" in page.until(
        f"{rows('accounts')}.map(row => row.innerText).filter(text => text.includes('active'))[0]"
    )
    page.run("document.getElementById('journal-off').click()")
    assert page.run(f"{rows('journal')}.length") == 1
    assert page.run("window.same")


def test_hostile_data_is_shown_and_does_nothing(page: Browser, mock: PortMock) -> None:
    for scenario in ("markup", "escapes", "rtl", "long-name", "unicode"):
        ask(mock, "look", mock.link(scenario))
    assert "<b>Söhne</b>" in page.until(text_of("accounts", "markup"))
    assert page.run("document.querySelectorAll('main b, main img, main script').length") == 0


def test_a_mail_is_shown_in_a_frame_that_can_do_nothing(page: Browser, mock: PortMock) -> None:
    page.until(f"{rows('outbox')}.length === 3")
    page.run(f"{rows('outbox')}[2].querySelector('button').focus()")
    page.key("Enter", 13)
    page.until("!document.getElementById('mail').hidden")
    assert "eva.luehe@" in page.run("document.getElementById('mail-headers').innerText")
    assert page.run("document.getElementById('mail-html').getAttribute('sandbox')") == ""
    assert page.run("document.getElementById('mail-html').contentDocument") is None
    assert "Eva" in page.run("document.getElementById('mail-html').srcdoc")
    link = mock.demo_link()
    assert link.partition("?")[2] in page.run("document.getElementById('mail-text').textContent")


# What it does


def test_an_account_is_locked_and_unlocked_by_keyboard_and_keeps_the_focus(
    page: Browser, mock: PortMock
) -> None:
    link = mock.link(token=TOKEN)
    ask(mock, "look", link)
    name = page_name(mock, link)
    click(page, f"Lock: {name}")
    assert "locked" in page.until(
        f"{rows('accounts')}.map(row => row.innerText).filter(text => text.includes('locked'))[0]"
    )
    assert page.until(f"document.activeElement.getAttribute('aria-label') === 'Unlock: {name}'")
    page.key("Enter", 13)
    page.until(button(f"Lock: {name}"))
    record = mock.account(link)
    assert record is not None
    assert not record.locked


def page_name(mock: PortMock, link: str) -> str:
    """What an account is called on the page."""
    record = mock.account(link)
    assert record is not None
    return record.ref


def test_a_link_is_resent_and_revoked(page: Browser, mock: PortMock) -> None:
    link = mock.link(token=TOKEN)
    ask(mock, "look", link)
    name = page_name(mock, link)
    click(page, f"Resend: {name}")
    page.until(f"{rows('outbox')}.length === 4")
    assert len(mock.mails(link)) == 1
    click(page, f"Revoke: {name}")
    assert "revoked" in page.until(text_of("accounts", "revoked"))
    ask(mock, "look", link)
    assert "link-re" in page.until(text_of("journal", "410"))


def test_a_link_is_copied(page: Browser, mock: PortMock) -> None:
    allowed = ["clipboardReadWrite", "clipboardSanitizedWrite"]
    page("Browser.grantPermissions", origin=mock.origin, permissions=allowed)
    page("Emulation.setFocusEmulationEnabled", enabled=True)
    click(page, "Copy: expired")
    page.until("document.getElementById('said').textContent === 'Copied.'")
    copied = page.run("navigator.clipboard.readText()")
    ask(mock, "look", copied)
    assert "link-expired" in page.until(text_of("journal", "410"))


def test_the_clock_is_frozen_moved_and_let_go(page: Browser, mock: PortMock) -> None:
    page.run("document.getElementById('clock-time').value = '2027-03-04T05:06:07'")
    page.run("document.querySelector('button[value=freeze]').click()")
    page.until("document.getElementById('now').textContent === '2027-03-04 05:06:07 UTC'")
    assert f"{mock.now():%Y-%m-%d %H:%M:%S}" == "2027-03-04 05:06:07"
    page.run("document.querySelector('button[value=advance]').click()")
    page.until("document.getElementById('now').textContent === '2027-03-06 05:06:07 UTC'")
    page.run("document.getElementById('clock-by').value = 'soon'")
    page.run("document.querySelector('button[value=advance]').click()")
    page.until("document.getElementById('said').textContent.includes('advance')")
    page.run("document.querySelector('button[value=reset]').click()")
    page.until("document.getElementById('pace').textContent === 'running'")


def test_a_fault_is_added_strikes_and_is_cleared(page: Browser, mock: PortMock) -> None:
    page.run(
        "document.getElementById('fault-name').value = '503';"
        "document.getElementById('fault-arg').value = '7';"
        "document.getElementById('fault-operation').value = 'look';"
        "document.getElementById('fault-times').value = '';"
        "document.querySelector('#faults-form button').click()"
    )
    assert "for good" in page.until(text_of("faults", "503-7"))
    ask(mock, "look", mock.link())
    assert "503-7" in page.until(text_of("journal", "503 maintenance"))
    page.run("document.getElementById('faults-clear').click()")
    page.until(f"{rows('faults')}.length === 0")
    assert mock.service.faults.rules == []


def test_everything_is_forgotten_after_a_question(page: Browser, mock: PortMock) -> None:
    ask(mock, "look", mock.link(token=TOKEN))
    page.until(f"{rows('journal')}.length === 1")
    page.run("document.querySelector('#reset-form button').click()")
    page.until("document.getElementById('sure').open")
    page.key("Escape", 27)
    page.until("!document.getElementById('sure').open")
    assert len(mock.journal()) == 1
    page.run("document.querySelector('#reset-form button').click()")
    page.until("document.getElementById('sure').open")
    page.run("document.querySelector('#sure button[value=yes]').click()")
    page.until(f"{rows('journal')}.length === 0")
    assert mock.journal() == []


def test_it_finds_its_server_again(page: Browser, mock: PortMock) -> None:
    page("Network.enable")
    offline = {"latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
    page("Network.emulateNetworkConditions", offline=True, **offline)
    ask(mock, "look", mock.link())
    page.until("document.getElementById('connection').textContent.startsWith('○')")
    page("Network.emulateNetworkConditions", offline=False, **offline)
    page.until("document.getElementById('connection').textContent === '● live'")
    page.until(text_of("journal", "look"))
    page("Network.disable")
    page.logged.clear()


def test_where_a_key_is_needed_it_asks_for_it(browser: Browser, mock: PortMock) -> None:
    mock.service.admin_key = "correct-horse-battery-staple"
    browser.open(f"{mock.origin}/_mock/?lang=de")
    browser.until("!document.getElementById('key-form').hidden")
    assert browser.run(f"{rows('accounts')}.length") == 0
    browser.run("document.getElementById('key').value = 'wrong-horse-battery-staple'")
    browser.run("document.querySelector('#key-form button').click()")
    browser.until("document.getElementById('connection').textContent.includes('X-Admin-Key')")
    browser.until("!document.getElementById('key-form').hidden && adminKey === ''")
    browser.run("document.getElementById('key').value = 'correct-horse-battery-staple'")
    browser.run("document.querySelector('#key-form button').click()")
    browser.until("document.getElementById('connection').textContent === '● verbunden'")
    browser.until(f"{rows('accounts')}.length === 3")
    assert "correct-horse" not in browser.run("document.documentElement.outerHTML")
    assert browser.run("document.getElementById('key').value") == ""
    browser.open("about:blank")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_readable_in_light_and_dark(page: Browser, mock: PortMock, scheme: str) -> None:
    ask(mock, "look", mock.link("expired"))
    page.until(text_of("journal", "410"))
    page.prefer(scheme)
    ground = page.run("getComputedStyle(document.body).backgroundColor")
    assert ground == {"light": "rgb(255, 255, 255)", "dark": "rgb(22, 22, 26)"}[scheme]
    worst = page.run(CONTRAST)
    assert worst["ratio"] >= 4.5, worst
    page.prefer("light")


CONTRAST = """(() => {
    const light = (colour) => {
        const parts = colour.match(/[\\d.]+/g).slice(0, 3).map((part) => {
            const share = part / 255;
            return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
    };
    const ground = (element) => {
        for (let at = element; at; at = at.parentElement) {
            const colour = getComputedStyle(at).backgroundColor;
            if (!/rgba\\(.*, 0\\)/.test(colour)) return colour;
        }
        return "rgb(255, 255, 255)";
    };
    let worst = { ratio: 21 };
    for (const element of document.querySelectorAll("h1, h2, p, a, th, td, code, button, label, .quiet")) {
        if (!element.textContent.trim() || !element.offsetParent) continue;
        const [a, b] = [light(getComputedStyle(element).color), light(ground(element))].sort((x, y) => y - x);
        const ratio = (a + 0.05) / (b + 0.05);
        if (ratio < worst.ratio) worst = { ratio, text: element.textContent.slice(0, 40) };
    }
    return worst;
})()"""
"""The lowest contrast of any text, as WCAG 2.2 (1.4.3) reckons it."""


def test_no_secret_is_on_it(page: Browser, mock: PortMock) -> None:
    async def journey() -> None:
        async with mock.client() as client:
            await whole_journey(Asker(client), mock.link("ok", token=SECRET_TOKEN))

    asyncio.run(journey())
    page.until(text_of("journal", "voicemail"))
    page.until(text_of("accounts", "active"))
    assert holds_no_secret(page.run("document.documentElement.outerHTML"))
    assert holds_no_secret(page.run("JSON.stringify([calls, scenarios])"))
