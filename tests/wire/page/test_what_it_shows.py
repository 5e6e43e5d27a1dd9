"""The testers' page in a real browser: it shows everything, and follows by itself."""

import asyncio

import pytest

from mock_server.faults import FAULTS
from mock_server.mock import PortMock
from mock_server.scenarios.catalogue import SCENARIOS
from tests.browser import Browser
from tests.links import TOKEN
from tests.wire.asking import WHOLE, Asker
from tests.wire.orders import provisioned
from tests.wire.page.contrast import CONTRAST
from tests.wire.page.reading import ask, rows, text_of
from tests.wire.secret_journey import TOKEN as SECRET_TOKEN
from tests.wire.secret_journey import holds_no_secret, whole_journey


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


def test_a_tenant_is_followed_through_its_states(page: Browser, mock: PortMock) -> None:
    way = (
        "[...document.querySelectorAll('#tenants-rows tr:first-child .good')].map(e => e.innerText)"
    )

    async def order() -> None:
        async with mock.client() as client:
            await provisioned(client)

    assert page.until(f"{rows('tenants')}.length") == 1
    asyncio.run(order())
    page.until(f"{rows('tenants')}.length === 2 && {way}.length === 6")
    assert "Muster AG (essentials)" in page.run(text_of("tenants", "100002"))
    ask(mock, "commit", f"?{mock.mails()[-1].link}", WHOLE)
    assert page.until(f"{way}.length === 7 && {way}") == [
        f"✓ {state}"
        for state in (
            "ordered",
            "created",
            "line connected",
            "numbers set",
            "main user created",
            "email sent",
            "active",
        )
    ]


def test_faults_are_explained_in_the_language_of_the_page(page: Browser, mock: PortMock) -> None:
    offered = page.run("[...document.getElementById('fault-name').options].map(o => o.value)")
    assert offered == list(FAULTS)
    for language in ("en", "de"):
        page.open(f"{mock.origin}/_mock/?lang={language}")
        page.until("document.getElementById('fault-name').options.length")
        for name, fault in FAULTS.items():
            page.run(
                f"document.getElementById('fault-name').value = '{name}';"
                "document.getElementById('fault-name').dispatchEvent(new Event('change'))"
            )
            said = page.run("document.getElementById('fault-what').textContent")
            assert said == fault.text.in_language(language)


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


def test_no_secret_is_on_it(page: Browser, mock: PortMock) -> None:
    async def journey() -> None:
        async with mock.client() as client:
            await whole_journey(Asker(client), mock.link("ok", token=SECRET_TOKEN))

    asyncio.run(journey())
    page.until(text_of("journal", "voicemail"))
    page.until(text_of("accounts", "active"))
    assert holds_no_secret(page.run("document.documentElement.outerHTML"))
    assert holds_no_secret(page.run("JSON.stringify([calls, scenarios])"))
