"""The testers' page in a real browser: what is pressed is done."""

from mock_server.mock import PortMock
from tests.browser import Browser
from tests.links import TOKEN
from tests.wire.page.reading import ask, button, click, page_name, rows, text_of


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
    assert "always" in page.until(text_of("faults", "503-7"))
    ask(mock, "look", mock.link())
    assert "503-7" in page.until(text_of("journal", "503 maintenance"))
    page.run("document.getElementById('faults-clear').click()")
    page.until(f"{rows('faults')}.length === 0")
    assert mock.service.faults.rules == []


def test_one_testers_accounts_are_reset_without_a_question(page: Browser, mock: PortMock) -> None:
    for token in (f"aaaa1111{TOKEN[8:]}", f"aaaa1111{TOKEN[8:][::-1]}", TOKEN):
        ask(mock, "look", mock.link(token=token))
    page.until(f"{rows('accounts')}.length === 6")
    page.run("document.getElementById('reset-prefix').value = 'aaaa1111'")
    page.run("document.getElementById('reset-account').value = '8310000001'")
    page.run("document.querySelector('#reset-form button').click()")
    page.until("document.getElementById('said').textContent.includes('not both')")
    page.run("document.getElementById('reset-account').value = ''")
    page.run("document.querySelector('#reset-form button').click()")
    page.until("document.getElementById('said').textContent === 'Accounts reset: 2'")
    page.until(f"{rows('accounts')}.length === 4")


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
    mock.service.settings.admin_key = "correct-horse-battery-staple"
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
