"""The testers' page in windows of all sizes, by keyboard, and with very many mails."""

import asyncio
import json
from typing import Any

import httpx
import pytest

from mock_server.mock import PortMock
from tests.browser import Browser
from tests.links import TOKEN
from tests.wire.orders import person, provisioned
from tests.wire.page.reading import ask, click, rows, text_of

WIDTHS = (1280, 768, 360, 320)

TOO_WIDE = """(() => {
    const wide = [...document.querySelectorAll("body, main, section, table, .scroll, article, form, dl, td, button, input")]
        .filter((each) => each.offsetParent || each === document.body)
        .filter((each) => each.scrollWidth > each.clientWidth + 1 && getComputedStyle(each).display !== "inline"
            && !["INPUT", "BUTTON"].includes(each.tagName)
            || each.getBoundingClientRect().right > innerWidth + 1);
    if (document.documentElement.scrollWidth > innerWidth) wide.push(document.documentElement);
    return wide.map((each) => `${each.tagName} ${each.id} ${each.className} ${each.scrollWidth}`);
})()"""
"""What is wider than the place it has."""

FOCUSED = "document.activeElement.getAttribute('aria-label') || document.activeElement.id"


async def fill(mock: PortMock) -> None:
    """People and a company with long names, in every table."""
    async with mock.client() as client:
        await client.post(f"/_mock/accounts/long-name:{TOKEN}/resend")
        long = {
            "first_name": "W" * 256,
            "last_name": "m" * 256,
            "email": f"{'a' * 64}@{'b' * 60}.example",
        }
        await provisioned(client, company="Ü" * 256, main_user=person("ada", **long))
        fault = {"fault": "503-7", "operation": "check", "account": f"long-name:{TOKEN}"}
        await client.post("/_mock/faults", json=fault)


def resize(page: Browser, width: int) -> None:
    page(
        "Emulation.setDeviceMetricsOverride",
        width=width,
        height=900,
        deviceScaleFactor=1,
        mobile=False,
    )


def test_nothing_is_wider_than_its_window(page: Browser, mock: PortMock) -> None:
    asyncio.run(fill(mock))
    ask(mock, "look", mock.link("long-name", token=TOKEN))
    ask(mock, "commit", mock.link("long-name", token=TOKEN), {"mobile": "1"})
    page.until(text_of("journal", "commit"))
    page.until(f"{rows('outbox')}.length === 5 && {rows('faults')}.length === 1")
    page.run(f"{rows('outbox')}[1].querySelector('button').click()")
    page.until("!document.getElementById('mail').hidden")
    for language in ("en", "de"):
        for width in WIDTHS:
            resize(page, width)
            assert page.run(TOO_WIDE) == [], (language, width)
        if language == "en":
            page.open(f"{mock.origin}/_mock/?lang=de")
            page.until(f"{rows('outbox')}.length === 5")
    page("Emulation.clearDeviceMetricsOverride")


def test_no_mail_is_wider_than_its_window(browser: Browser, mock: PortMock) -> None:
    asyncio.run(fill(mock))
    with httpx.Client(base_url=f"{mock.origin}/_mock/", trust_env=False) as client:
        letters = [client.get(f"mails/{mail.id}").json()["html"] for mail in mock.mails()[3:]]
    browser.open("about:blank")
    for width in (*WIDTHS, 280):
        resize(browser, width)
        for letter in letters:
            browser.run(f"document.open(); document.write({json.dumps(letter)}); document.close()")
            assert browser.run("document.documentElement.scrollWidth") <= width
    browser("Emulation.clearDeviceMetricsOverride")


def test_enter_in_a_field_of_the_clock_never_stops_it_for_everybody(
    page: Browser, mock: PortMock
) -> None:
    before = mock.now()
    page.run("document.getElementById('clock-by').focus()")
    page.key("Enter", 13)
    page.until(
        "document.getElementById('said').textContent === 'The clock is advanced by PT48H: all.'"
    )
    for field in ("clock-account", "clock-time"):
        page.run(f"document.getElementById('{field}').focus()")
        page.key("Enter", 13)
    page.until("document.getElementById('said').textContent === 'Enter a time.'")
    assert (mock.now() - before).days == 2
    assert mock.service.clock.frozen_at is None
    assert page.run("document.getElementById('pace').textContent") == "running"


def test_a_mail_is_closed_by_escape_and_the_focus_returns(page: Browser, mock: PortMock) -> None:
    page.until(f"{rows('outbox')}.length === 3")
    opener = page.run(f"{rows('outbox')}[1].querySelector('button').getAttribute('aria-label')")
    for close in ("Escape", "mail-close"):
        click(page, opener)
        page.until("document.activeElement.id === 'mail'")
        if close == "Escape":
            page.key("Escape", 27)
        else:
            page.run(f"document.getElementById('{close}').focus()")
            page.key("Enter", 13)
        page.until("document.getElementById('mail').hidden")
        assert page.run(FOCUSED) == opener
    click(page, opener)
    page.until("document.activeElement.id === 'mail'")
    page.run("document.getElementById('outbox-clear').click()")
    page.until("document.getElementById('mail').hidden")
    assert page.run("document.getElementById('said').textContent") == "The outbox has been cleared."
    assert page.run(FOCUSED) == "outbox-scroll"


def test_what_was_done_is_said(page: Browser, mock: PortMock) -> None:
    def says(text: str) -> None:
        page.until(f"document.getElementById('said').textContent === {text!r}")

    click(page, "Lock: 8310000002")
    says("Locked: 8310000002")
    click(page, "Unlock: 8310000002")
    says("Unlocked: 8310000002")
    click(page, "Resend: 8310000002")
    says("Sent again: 8310000002")
    click(page, "Revoke: 8310000002")
    says("Links revoked: 8310000002")
    page.run("document.getElementById('clock-account').value = '8310000002'")
    page.run("document.getElementById('clock-reset').click()")
    says("The clock has been reset: 8310000002.")
    page.run("document.querySelector('#faults-form button').click()")
    says("The fault has been added: delay, all.")
    page.run("document.getElementById('faults-clear').click()")
    says("All faults have been removed.")
    page.run("document.getElementById('journal-clear').click()")
    says("The journal has been cleared.")


COUNT_FETCHED = """window.fetched = []; const fetchBefore = window.fetch; window.fetch = async (...asked) => {
    const answer = await fetchBefore(...asked);
    fetched.push((await answer.clone().text()).length);
    return answer;
}"""


def test_of_a_thousand_mails_only_new_ones_are_fetched(page: Browser, mock: PortMock) -> None:
    async def users(first: int, count: int) -> None:
        people = "".join(f"U{n},U,u{n}@muster.example\n" for n in range(first, first + count))
        async with mock.client() as client:
            sent = await client.post(
                "/_mock/tenants/100001/users",
                content=f"first_name,last_name,email\n{people}",
                headers={"Content-Type": "text/csv"},
            )
            added: dict[str, Any] = sent.json()
            assert added["added"] + added["refused"] == count

    async def resend(times: int) -> None:
        async with mock.client() as client:
            for _ in range(times):
                await client.post("/_mock/accounts/8310000003/resend")

    asyncio.run(users(0, 80))
    asyncio.run(resend(917))
    page.until(f"{rows('outbox')}.length === 1000")
    page.run(COUNT_FETCHED)
    asyncio.run(resend(1))
    ask(mock, "look", mock.link("ok"))
    page.until(f"{text_of('journal', 'look')} && {text_of('accounts', 'ok#')}")
    page.until("lists.mails.at(-1).id === 1001")
    assert page.run("fetched.reduce((sum, each) => sum + each, 0)") < 20_000
    assert page.run(f"{rows('outbox')}.length") == 1000


@pytest.mark.parametrize(
    "forgotten", ["DELETE mails?account=8310000002", "POST reset?account=8310000003"]
)
def test_what_was_taken_out_goes(page: Browser, mock: PortMock, forgotten: str) -> None:
    method, _, call = forgotten.partition(" ")
    ask(mock, "look", mock.link("ok"))
    with httpx.Client(base_url=f"{mock.origin}/_mock/", trust_env=False) as client:
        client.post("accounts/8310000003/resend")
        page.until(f"{rows('outbox')}.length === 4")
        client.request(method, call)
        client.post("accounts/8310000001/resend")
        shown = [mail["id"] for mail in client.get("mails").json()]
        page.until(
            f"JSON.stringify(lists.mails.map((one) => one.id)) === {str(shown).replace(' ', '')!r}"
        )
        client.delete("requests")
        page.until(f"{rows('journal')}.length === 0")
