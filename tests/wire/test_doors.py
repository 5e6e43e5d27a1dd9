"""The journey's end: what was chosen opens the account, and nothing else does."""

from typing import Any

import httpx
import pytest

from mock_server.state.service import MockService
from mock_server.website.sign_in_forms import TRIED
from tests.links import OTHER_TOKEN, TOKEN
from tests.wire.asking import WHOLE, Asker, refused, slug
from tests.wire.html_page import Page
from tests.wire.orders import person, provisioned

PASSWORD, PIN = WHOLE["password"], WHOLE["pin"]
BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@pytest.fixture
async def account(service: MockService, ask: Asker) -> dict[str, Any]:
    """An account that was activated a moment ago."""
    receipt = await ask.commit(service.link("main-user.de", token=TOKEN))
    found: dict[str, Any] = receipt.json()["account"]
    return found


async def sign_in(client: httpx.AsyncClient, email: str, password: str, **more: str) -> Any:
    return await client.post("/signin", json={"email": email, "password": password, **more})


async def voicemail(client: httpx.AsyncClient, number: str, pin: str, **more: str) -> Any:
    return await client.post("/voicemail", json={"number": number, "pin": pin, **more})


async def test_the_new_password_signs_in_and_the_account_is_active(
    client: httpx.AsyncClient, account: dict[str, Any]
) -> None:
    answer = await sign_in(client, account["email"].upper(), PASSWORD)
    assert answer.status_code == 200
    assert answer.json() == {
        "account_id": "main-user.de",
        "state": "active",
        "activated_at": "2026-01-01T09:00:00Z",
        "account": account,
    }
    assert "set-cookie" not in answer.headers
    assert answer.headers["cache-control"] == "no-store"


def ways_to_write(number: str) -> list[str]:
    national = "0" + number.removeprefix("+49")
    return [
        number,
        f"00{number[1:]}",
        national,
        f"{national[:4]} {national[4:8]}-{national[8:]}",
        f"({national[:4]}) {national[4:]}",
    ]


async def test_the_pin_opens_the_voicemail_by_direct_number_or_extension(
    client: httpx.AsyncClient, account: dict[str, Any]
) -> None:
    for number in [*ways_to_write(account["direct_number"]), account["extension"]]:
        answer = await voicemail(client, number, PIN)
        assert (answer.status_code, answer.json()["state"]) == (200, "active"), number
    for number in ("", "815815", "+4922147108", account["main_number"]):
        assert (await voicemail(client, number, PIN)).status_code in (400, 401)


@pytest.mark.parametrize("known", [True, False])
async def test_a_wrong_secret_and_an_unknown_account_are_answered_alike(
    client: httpx.AsyncClient, account: dict[str, Any], known: bool
) -> None:
    email = account["email"] if known else "nobody@beispiel.example"
    number = account["direct_number"] if known else "+4922147108999"
    for answer in (await sign_in(client, email, "x"), await voicemail(client, number, "0")):
        assert slug(answer) == "unauthorized"
        assert "not active yet" in answer.json()["detail"]
        assert answer.json()["title"] in ("Sign in", "Check voicemail")


async def test_before_the_activation_nothing_opens(
    service: MockService, client: httpx.AsyncClient, ask: Asker
) -> None:
    looked = await ask("look", service.link("ok", token=TOKEN))
    answer = await sign_in(client, looked.json()["account"]["email"], PASSWORD)
    assert slug(answer) == "unauthorized"


async def test_a_locked_account_says_so_to_whoever_knows_the_password(
    client: httpx.AsyncClient, account: dict[str, Any]
) -> None:
    await client.post(f"/_mock/accounts/main-user.de:{TOKEN}/lock")
    assert slug(await sign_in(client, account["email"], PASSWORD)) == "account-locked"
    assert slug(await sign_in(client, account["email"], "wrong")) == "unauthorized"


@pytest.mark.parametrize("door", [sign_in, voicemail])
async def test_guessing_is_slowed_down(
    service: MockService, client: httpx.AsyncClient, account: dict[str, Any], door: Any
) -> None:
    whose = account["email"] if door is sign_in else account["direct_number"]
    right = PASSWORD if door is sign_in else PIN
    guesses = [await door(client, whose, f"guess {n}") for n in range(10)]
    assert {slug(guess) for guess in guesses} == {"unauthorized"}
    stopped = await door(client, whose, right)
    assert (slug(stopped), stopped.headers["retry-after"]) == ("rate-limited", "60")
    await client.put("/_mock/clock", json={"advance": "PT61S"})
    assert (await door(client, whose, right)).status_code == 200


async def test_accounts_of_people_with_one_address_are_told_apart_by_name_or_password(
    service: MockService, client: httpx.AsyncClient, ask: Asker
) -> None:
    tokens = [f"{number:032x}" for number in range(TRIED + 4)]
    passwords = [f"Kranich{number}!Moor" for number in range(TRIED + 4)]
    email = (await ask("look", service.link("unicode"))).json()["account"]["email"]
    for token, password in zip(tokens, passwords, strict=True):
        link = service.link("unicode", token=token)
        await ask.commit(link, WHOLE | {"password": password}, key=token)
    assert (await sign_in(client, email, passwords[-1])).status_code == 200
    assert slug(await sign_in(client, email, passwords[0])) == "unauthorized"
    first = {"account": f"unicode:{tokens[0]}"}
    assert (await sign_in(client, email, passwords[0], **first)).status_code == 200
    assert slug(await sign_in(client, email, passwords[1], **first)) == "unauthorized"


async def test_people_get_a_form_that_works_without_a_script(
    client: httpx.AsyncClient, account: dict[str, Any]
) -> None:
    form = await client.get("/signin", headers=BROWSER | {"Accept-Language": "de"})
    assert 'lang="de"' in form.text
    assert '<form method="post" action="/signin">' in form.text
    assert 'autocomplete="current-password"' in form.text
    assert "form-action 'self'" in form.headers["content-security-policy"]
    sent = {"email": account["email"], "password": PASSWORD}
    opened = await client.post("/signin", data=sent, headers=BROWSER | {"Accept-Language": "de"})
    assert opened.status_code == 200
    assert "Ihr Konto ist aktiv" in opened.text
    assert account["direct_number"] in opened.text


async def test_a_refusal_keeps_the_address_and_drops_the_password(
    client: httpx.AsyncClient,
) -> None:
    sent = {"email": '"><script>alert(1)</script>', "password": "Geheimnisvoll7#K"}
    page = await client.post("/signin", data=sent, headers=BROWSER)
    assert page.status_code == 401
    assert "role=alert" in page.text
    assert Page(page.text).values == [sent["email"]]
    assert "Geheimnisvoll7#K" not in page.text
    assert "<script>" not in page.text


async def test_names_are_shown_as_they_are_and_read_neither_as_html_nor_as_a_template(
    client: httpx.AsyncClient, ask: Asker
) -> None:
    company = "</title><script>alert(1)</script> \"A\" & 'B' &lt;"
    ada = person("ada", first_name="<script>alert(1)</script>", last_name="{{ 7*7 }}{% x %}{#")
    made = await provisioned(client, company=company, main_user=ada)
    account = made["accounts"][0]
    assert (await ask.commit(account["link"])).status_code == 200
    sent = {"email": account["email"], "password": PASSWORD}
    opened = (await client.post("/signin", data=sent, headers=BROWSER)).text
    page = Page(opened)
    for shown in (company, f"{ada['first_name']} {ada['last_name']}", account["direct_number"]):
        assert shown in page.words
    assert "script" not in page.tags
    assert "<script" not in opened


@pytest.mark.parametrize(
    ("content", "kind", "expected"),
    [
        ("{}", "application/json", [("email", "required"), ("password", "required")]),
        ('{"email": "a", "password": 7}', "application/json", [("body", "invalid")]),
        ("[]", "application/json", [("body", "invalid")]),
        ("{", "application/json", [("body", "invalid")]),
        ('{"email": "a", "password": "b", "x": "c"}', "application/json", [("?", "unexpected")]),
    ],
)
async def test_what_is_no_attempt_names_the_member(
    client: httpx.AsyncClient, content: str, kind: str, expected: list[tuple[str, str]]
) -> None:
    answer = await client.post("/signin", content=content, headers={"Content-Type": kind})
    assert slug(answer) == "request-invalid"
    assert refused(answer) == expected


async def test_other_bodies_are_refused(client: httpx.AsyncClient) -> None:
    json = {"Accept": "application/json"}
    plain = await client.post("/signin", content="x", headers=json | {"Content-Type": "text/plain"})
    assert slug(plain) == "unsupported-media-type"
    large = await client.post("/signin", json={"email": "a", "password": "b" * 20_000})
    assert slug(large) == "too-large"
    broken = await client.post(
        "/signin",
        content=b"email=%ff&password=x",
        headers=json | {"Content-Type": "application/x-www-form-urlencoded"},
    )
    assert slug(broken) == "request-invalid"


async def test_the_journal_tells_that_it_happened(
    service: MockService, client: httpx.AsyncClient, account: dict[str, Any]
) -> None:
    await sign_in(client, account["email"], PASSWORD)
    await sign_in(client, account["email"], "wrong")
    right, wrong = list(service.journal.entries)[-2:]
    assert (right.operation, right.status, right.violations) == ("sign-in", 200, [])
    assert right.account is not None
    assert right.account.startswith("main-user.de#")
    assert (wrong.account, wrong.problem, wrong.violations) == (None, "unauthorized", [])


async def test_an_account_without_a_password_is_opened_by_none(
    service: MockService, client: httpx.AsyncClient, ask: Asker
) -> None:
    whole = {name: value for name, value in WHOLE.items() if name != "password"}
    receipt = await ask.commit(service.link("sso", token=OTHER_TOKEN), whole)
    assert receipt.status_code == 200
    answer = await sign_in(client, receipt.json()["account"]["email"], PASSWORD)
    assert slug(answer) == "unauthorized"
