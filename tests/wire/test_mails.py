"""The mails: real MIME messages with the guide's sender, subject and facts, in both languages."""

import email
import email.policy
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from email.header import decode_header, make_header
from email.headerregistry import AddressHeader, DateHeader
from email.message import EmailMessage
from email.utils import parseaddr

import httpx
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from api_client.brands import brand_by_slug
from api_client.link import find_links
from mock_server.mail.mime import SENDER, message_id, mime, render
from mock_server.mail.outbox import Mail
from mock_server.mail.plain_text import one_line
from mock_server.state.service import FROZEN_AT, MockService
from tests.links import OTHER_TOKEN, TOKEN
from tests.wire.asking import Asker, slug
from tests.wire.html_page import Page
from tests.wire.orders import EXAMPLE, TOML, person, provisioned

GERMAN = (
    "Sie wurden dem Unify Office by RingCentral-Geschäftstelefonsystem "
    "Ihres Unternehmens hinzugefügt"
)


async def message(client: httpx.AsyncClient, mail_id: int) -> EmailMessage:
    """A mail as the standard library reads it, its lines checked on the way."""
    answer = await client.get(f"/_mock/mails/{mail_id}.eml")
    assert answer.headers["content-type"] == "message/rfc822"
    assert f"mail-{mail_id}.eml" in answer.headers["content-disposition"]
    return read(answer.content)


def read(raw: bytes) -> EmailMessage:
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert all(len(line) <= 998 for line in raw.split(b"\r\n"))
    parsed = email.message_from_bytes(raw, policy=email.policy.SMTP)
    assert isinstance(parsed, EmailMessage)
    assert all(not part.defects for part in parsed.walk())
    return parsed


def parts(parsed: EmailMessage) -> tuple[str, str]:
    """The text and the HTML."""
    assert parsed.get_content_type() == "multipart/alternative"
    text, html = parsed.iter_parts()
    assert isinstance(text, EmailMessage)
    assert isinstance(html, EmailMessage)
    assert [part.get_content_type() for part in (text, html)] == ["text/plain", "text/html"]
    for part in (text, html):
        assert part["Content-Transfer-Encoding"] == "quoted-printable"
        assert part.get_content_charset() == "utf-8"
    return text.get_content().replace("\r\n", "\n"), html.get_content().replace("\r\n", "\n")


def address(parsed: EmailMessage, header: str) -> tuple[str, str]:
    """Name and address of a header that has exactly one."""
    [value] = parsed.get_all(header, [])
    assert isinstance(value, AddressHeader)
    [one] = value.addresses
    # The library leaves the raw UTF-8 that RFC 6532 allows as it found it.
    spec = one.addr_spec.encode("utf-8", "surrogateescape").decode()
    # It also keeps the gap between two encoded words of a name, unlike RFC 2047 and this.
    [raw] = [text for name, text in parsed.raw_items() if name == header]
    name = parseaddr(str(raw).replace("\r\n", "").replace("\n", ""))[0]
    return str(make_header(decode_header(name))), spec


async def test_the_main_users_mail_has_the_guides_sender_subject_and_facts(
    client: httpx.AsyncClient,
) -> None:
    made = (await client.post("/_mock/orders", content=EXAMPLE.encode(), headers=TOML)).json()
    eva = made["accounts"][0]
    [listed] = (await client.get("/_mock/mails", params={"to": eva["email"]})).json()
    assert {key: listed[key] for key in ("kind", "to", "subject", "link")} == {
        "kind": "provisioning",
        "to": eva["email"],
        "subject": GERMAN,
        "link": eva["link"],
    }
    assert "text" not in listed
    parsed = await message(client, listed["id"])
    brand = brand_by_slug("unify-office-telekom")
    assert brand is not None
    assert address(parsed, "From") == (brand.name, brand.senders[0])
    assert address(parsed, "To") == ("Eva von der Lühe-Müller", eva["email"])
    assert parsed["Subject"] == GERMAN == brand.subjects.de
    assert isinstance(parsed["Date"], DateHeader)
    assert parsed["Date"].datetime == FROZEN_AT
    assert parsed["Message-ID"] == listed["message_id"]
    text, html = parts(parsed)
    facts = ("+492214710800", "815", "+492214710815", eva["email"], eva["link"], "48\u00a0Stunden")
    for said in (text, Page(html).words):
        assert all(fact in said for fact in facts)
        assert "Hauptrufnummer" in said
        assert "Durchwahl" in said
        assert "Direktwahl" in said
        assert "Hauptnutzer (Administrator)" in said
        assert "03.01.2026 um 10:00\u00a0Uhr" in said
    assert [f"{link.account_id}:{link.token}" for link in find_links(text)] == [
        eva["link"].partition("?")[2]
    ]
    assert set(Page(html).links) == {eva["link"]}


async def test_a_further_users_mail_names_the_administrator_and_speaks_their_language(
    client: httpx.AsyncClient,
) -> None:
    await provisioned(client, users=[person("bob"), person("cem", language="de")])
    said = {}
    for name in ("bob", "cem"):
        [listed] = (
            await client.get("/_mock/mails", params={"to": f"{name}@muster.example"})
        ).json()
        assert listed["kind"] == "activation"
        parsed = await message(client, listed["id"])
        said[name] = (parsed["Subject"], parsed["Content-Language"], *parts(parsed))
    subject, language, text, html = said["bob"]
    assert (subject, language) == (
        "You have been added to your company's Unify Office by RingCentral business phone system",
        "en",
    )
    assert "Your administrator has added you" in text
    assert "valid for 48\u00a0hours, until 3 January 2026 at 10:00 (CET)." in text
    assert '<html lang="en">' in html
    subject, language, text, html = said["cem"]
    assert (subject, language) == (GERMAN, "de")
    assert "Ihr Administrator hat Sie" in text
    assert '<html lang="de">' in html


async def test_a_renewal_says_so_and_holds_the_new_link(
    service: MockService, client: httpx.AsyncClient, ask: Asker
) -> None:
    [account] = (await provisioned(client, language="de"))["accounts"]
    service.clock.advance(timedelta(hours=49))
    assert (await ask("renew", account["link"])).status_code == 202
    first, renewal = (await client.get("/_mock/mails", params={"to": account["email"]})).json()
    assert (renewal["kind"], renewal["sent_at"]) == ("renewal", "2026-01-03T10:00:00Z")
    assert renewal["link"] != first["link"]
    shown = (await client.get(f"/_mock/mails/{renewal['id']}")).json()
    assert "war abgelaufen" in shown["text"]
    assert renewal["link"] in shown["text"]
    assert shown["headers"]["Date"] == "Sat, 03 Jan 2026 10:00:00 +0000"


async def test_a_disowned_link_is_told_to_the_main_user(
    client: httpx.AsyncClient, ask: Asker
) -> None:
    made = await provisioned(client, users=[person("bob")])
    ada, bob = made["accounts"]
    assert (await ask("disown", bob["link"], {"confirm": True})).status_code == 204
    notice = (await client.get("/_mock/mails", params={"to": ada["email"]})).json()[-1]
    assert (notice["kind"], notice["link"]) == ("disowned", None)
    parsed = await message(client, notice["id"])
    assert address(parsed, "To") == ("ada Muster", ada["email"])
    text, html = parts(parsed)
    assert "bob Muster" in text
    assert bob["email"] in text
    assert bob["link"].rpartition(":")[2] not in text + html
    assert not Page(html).links
    resent = (await client.post(f"/_mock/accounts/{bob['account_id']}/resend")).json()
    assert (await ask("look", resent["link"])).status_code == 200


async def test_a_main_users_own_disowned_link_is_not_told_to_the_same_address(
    client: httpx.AsyncClient, ask: Asker
) -> None:
    [ada] = (await provisioned(client))["accounts"]
    await ask("disown", ada["link"], {"confirm": True})
    notice = (await client.get("/_mock/mails")).json()[-1]
    assert (notice["kind"], notice["to"]) == ("disowned", "administrator@muster.example")


async def test_a_mail_is_the_same_bytes_whenever_it_is_asked_for(
    client: httpx.AsyncClient,
) -> None:
    made = await provisioned(client, users=[person("bob")])
    raws = [(await client.get(f"/_mock/mails/{n}.eml")).content for n in (1, 1, 2)]
    assert raws[0] == raws[1]
    listed = (await client.get("/_mock/mails")).json()
    assert len({mail["message_id"] for mail in listed}) == len(listed) == 3 + len(made["accounts"])


@pytest.mark.parametrize("name", ["0", "99", "-1", "x", "1.txt", "²", "9" * 30])
async def test_no_such_mail_is_not_found(client: httpx.AsyncClient, name: str) -> None:
    assert slug(await client.get(f"/_mock/mails/{name}")) == "not-found"
    assert slug(await client.get(f"/_mock/mails/{name}.eml")) == "not-found"


@pytest.mark.parametrize("scenario", ["unicode", "long-name", "rtl", "markup", "escapes"])
async def test_odd_people_get_mails_that_can_be_read(
    service: MockService, client: httpx.AsyncClient, ask: Asker, scenario: str
) -> None:
    await ask("look", service.link(scenario, token=TOKEN))
    await client.post(f"/_mock/accounts/{scenario}:{TOKEN}/resend")
    [listed] = (await client.get("/_mock/mails", params={"account": f"{scenario}:{TOKEN}"})).json()
    parsed = await message(client, listed["id"])
    text, html = parts(parsed)
    account = (await client.get(f"/_mock/accounts/{scenario}:{TOKEN}")).json()
    name = one_line(f"{account['first_name']} {account['last_name']}")
    assert name in text
    assert name in Page(html).words
    assert address(parsed, "To")[1] == account["email"]
    assert not any(control in text + html for control in "\x00\x07\x08\x1b\x7f\x9b\u202e\u2066")


# Names that nobody should have

_names = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from('\r\n\0\x1b\u2028\u202e<>"\\,;:@()[]&=?_ ü'),
    ),
    max_size=60,
)


@pytest.fixture(scope="module")
def sent() -> Iterator[tuple[Mail, MockService]]:
    with closing(MockService.in_memory()) as service:
        yield service.outbox.find()[0], service


@given(name=_names, company=_names)
@example(name="x\r\nBcc: all@muster.example\r\n\r\nhi", company="</title><script>alert(1)</script>")
@example(name="Ümlaut, <evil@muster.example>,", company="\x00")
@example(name="=?utf-8?q?=0D=0ABcc:_all@muster.example?=", company="&lt;b&gt;")
@example(name='Jörg "der" \\ Amsel', company="{name} %s")
@example(name="{{ 7*7 }}", company="{% include 'admin/page/page.css' %}{# 'x' #}")
@example(name=" \t ", company="")
@example(name="00" + "\U00010000" * 11, company="")
def test_no_name_reaches_beyond_its_place(
    sent: tuple[Mail, MockService], name: str, company: str
) -> None:
    mail, service = sent
    record = service.store.record(mail.ref)
    assert record is not None
    plain = read(mime(mail, record, service.origin))
    account = record.profile.account.model_copy(
        update={"first_name": name, "last_name": name, "company": company}
    )
    odd = replace(record, profile=record.profile.model_copy(update={"account": account}))
    parsed = read(mime(replace(mail, recipient_name=name), odd, service.origin))
    assert parsed.keys() == plain.keys()
    assert address(parsed, "To")[1] == mail.recipient
    assert address(parsed, "To")[0] == one_line(name)
    assert address(parsed, "From")[1] == SENDER
    text, html = parts(parsed)
    assert one_line(company) in text
    page, usual = Page(html), Page(parts(plain)[1])
    assert (page.tags, page.links) == (usual.tags, usual.links)
    assert one_line(company) in page.words


def test_the_message_id_follows_from_the_mail(sent: tuple[Mail, MockService]) -> None:
    mail, service = sent
    record = service.store.record(mail.ref)
    assert record is not None
    assert message_id(mail) == message_id(replace(mail, relay="failed"))
    for other in (replace(mail, id=7), replace(mail, link=f"{mail.account_id}:{OTHER_TOKEN}")):
        assert message_id(other) != message_id(mail)
    assert TOKEN not in message_id(replace(mail, link=f"1:{TOKEN}"))
    assert render(mail, record, "https://a.example").text.count("https://a.example/") == 1
