"""What stands in headers, and in the lines above a quoted mail."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from api_client.mail import Claim, MailFacts, Sender
from api_client.mail.authentication_results import MAX_CLAIMS, claims
from api_client.mail.charset import as_text
from api_client.mail.dates import written_date
from api_client.mail.facts import facts_in
from api_client.mail.forwarded import quoted_head
from api_client.mail.headers import addresses, content_type, date, words

CET = timezone(timedelta(hours=1))
TEN = datetime(2025, 11, 3, 10, 12, tzinfo=CET)

WORDS = [
    ("plain", "plain"),
    ("=?utf-8?q?Gesch=C3=A4ft?=", "Geschäft"),
    ("=?UTF-8?B?R2VzY2jDpGZ0?= und mehr", "Geschäft und mehr"),
    ("=?iso-8859-1?Q?Gesch=E4ft?= =?utf-8?Q?_=C3=BC?=", "Geschäft ü"),
    ("=?utf-8?B?w?= =?utf-8?B?6Q=?=", "é"),
    ("=?utf-8?q?=C3?=\n =?utf-8?q?=A4?=", "ä"),
    ("=?utf-8*de?q?=C3=A4?=", "ä"),
    ("=?x-unknown?q?=E4?=", "ä"),
    ("=?utf-8?q?a?= b =?utf-8?q?c?=", "a b c"),
    ("=?utf-8?z?a?= =?utf-8?q", "=?utf-8?z?a?= =?utf-8?q"),
    ("a\n\tb \x07 c\x1b[31m", "a b c [31m"),
]


@pytest.mark.parametrize(("value", "expected"), WORDS)
def test_words_are_decoded_as_far_as_they_can_be(value: str, expected: str) -> None:
    assert words(value) == expected


ADDRESSES: list[tuple[str, list[tuple[str, str]]]] = [
    ("a@b", [("a@b", "")]),
    ("Name <A@B.Example>", [("a@b.example", "Name")]),
    ('"Name, X." <a@b>', [("a@b", "Name, X.")]),
    ('"a \\" b" <a@b>', [("a@b", 'a " b')]),
    ("=?utf-8?q?M=C3=BC?= <a@b>", [("a@b", "Mü")]),
    ("a@b (a comment, c@d)", [("a@b", "")]),
    ("<a@b>", [("a@b", "")]),
    ("", []),
    ("undisclosed-recipients:;", []),
    ('"known@x.example" <evil@y>', [("evil@y", "known@x.example")]),
    ("known@x.example <evil@y>", [("evil@y", "known@x.example")]),
    ("a@b, c@d", [("a@b", ""), ("c@d", "")]),
    ("<a@b> <c@d>", [("a@b", ""), ("c@d", "")]),
    ("=?utf-8?q?known=40x.example?= <evil@y>", [("evil@y", "known@x.example")]),
    ("support@ringcentral.com\u200b", [("support@ringcentral.com\u200b", "")]),
    ("support@telekom", [("support@telekom", "")]),
    ("support@tele\u212aom", [("support@tele\u212aom", "")]),
    ("a@b\0, \0c@d", [("a@b", ""), ("c@d", "")]),
    ('"open <a@b>', []),
]


@pytest.mark.parametrize(("value", "expected"), ADDRESSES)
def test_everyone_that_a_from_names_is_told_apart(
    value: str, expected: list[tuple[str, str]]
) -> None:
    assert list(addresses(value)) == [Sender(*each) for each in expected]


DATES = [
    ("Mon, 3 Nov 2025 10:12:00 +0100", TEN),
    ("3 Nov 2025 10:12:00 +0100 (MEZ)", TEN),
    ("Mon, 3 Nov 2025 09:12:00", TEN),
    ("Mon, 3 Nov 2025 09:12:00 GMT", TEN),
    ("Mon, 3 Nov 2025 09:12:00 -0000", TEN),
    ("", None),
    ("gestern", None),
    ("Mon, 33 Nov 2025 10:12:00 +0100", None),
    ("Mon, 3 Nov 99999 10:12:00 +0100", None),
    ("Fri, 31 Dec 9999 23:59:59 -2300", None),
]


@pytest.mark.parametrize(("value", "expected"), DATES)
def test_a_date_is_a_moment_or_none(value: str, expected: datetime | None) -> None:
    assert date(value) == expected


WRITTEN = [
    "Montag, 3. November 2025 10:12",
    "Mo., 3. Nov. 2025 um 10:12 Uhr",
    "03.11.2025 10:12",
    "3.11.2025, 10:12",
    "Monday, November 3, 2025 10:12 AM",
    "Mon, Nov 3, 2025 at 10:12\u202fAM",
    "11/3/2025 10:12 AM",
    "3 November 2025 at 10:12:00 CET",
    "3. November 2025 um 10:12:00 MEZ",
    "November 3, 2025 at 9:12:00 GMT",
    "November 3, 2025 at 4:12:00 AM GMT-5",
    "2025-11-03 10:12",
    "Mon, 3 Nov 2025 10:12:00 +0100",
]


@pytest.mark.parametrize("text", WRITTEN)
def test_dates_above_quoted_mails_are_read_as_mail_programs_write_them(text: str) -> None:
    assert written_date(text, CET) == TEN


@pytest.mark.parametrize(
    "text",
    [
        "",
        "gestern um 10:12",
        "3. November 2025",
        "35.11.2025 10:12",
        "03.11.2025 25:12",
        "3. Foo 2025 10:12",
        "03.11.0000 10:12",
        "3.11.2025 10:12 GMT+99",
    ],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert written_date(text, UTC) is None


def test_noon_and_midnight_are_the_american_ones() -> None:
    for text, hour in (("12:05 AM", 0), ("12:05 PM", 12), ("1:05 pm", 13), ("11:05 p.m.", 23)):
        moment = written_date(f"November 3, 2025 {text}", UTC)
        assert moment is not None
        assert moment.hour == hour


HEADS = [
    "Von: Eva <eva@x.example>\nGesendet: 03.11.2025 10:12\nAn: b@y.example\nBetreff: x\n",
    "From: Eva <mailto:eva@x.example>\nDate: 03.11.2025 10:12\nSubject: x\nTo: b@y.example\n",
    "Von:* Eva [mailto:eva@x.example]\nDatum:* 03.11.2025 10:12\nAn:* b@y.example\n",
    "Betreff:\tx\nDatum:\t03.11.2025 10:12\nVon:\tEva <eva@x.example>\nAn:\tb@y.example\n",
    "Am 03.11.2025 um 10:12 schrieb Eva <eva@x.example>:\n",
    "On Mon, Nov 3, 2025 at 10:12 AM Eva <eva@x.example> wrote:\n",
]


@pytest.mark.parametrize("head", HEADS)
def test_the_head_of_a_quoted_mail_is_found_and_where_it_ends(head: str) -> None:
    text = f"Zur Kenntnis\nJörg\n{head}Guten Tag,\nInhalt"
    found = quoted_head(text, CET)
    assert found is not None
    assert found.sender is not None
    assert (found.sender.address, found.sent_at) == ("eva@x.example", TEN)
    assert text[found.end :] == "Guten Tag,\nInhalt"


def test_the_innermost_of_several_heads_counts() -> None:
    outer = HEADS[0].replace("eva@", "outer@")
    found = quoted_head(f"{outer}Text\nText\n{HEADS[0]}Guten Tag", CET)
    assert found is not None
    assert found.sender == Sender("eva@x.example", "Eva")


@pytest.mark.parametrize(
    "text",
    ["", "Von: mir\nfür dich", "Von: a@b\nText\nText\nAn: c@d\nBetreff: x", "An: a@b\nBetreff: x"],
)
def test_a_word_and_a_colon_are_no_head(text: str) -> None:
    assert quoted_head(text, CET) is None


def test_claims_are_read_with_method_result_domain_and_server() -> None:
    header = (
        "MX.Example 1; (a (nested) comment) dkim=pass (2048-bit) header.d=A.example header.b=x=;\n"
        ' spf=SoftFail smtp.mailfrom=bounce@b.example; dmarc=fail reason="none" header.from=c.example;'
        " arc=none; auth=pass; bimi=skipped; dkim/1=neutral header.i=@d.example"
    )
    assert claims([header, header]) == (
        Claim("dkim", "pass", "a.example", "mx.example"),
        Claim("spf", "softfail", "b.example", "mx.example"),
        Claim("dmarc", "fail", "c.example", "mx.example"),
        Claim("arc", "none", None, "mx.example"),
        Claim("dkim", "neutral", "d.example", "mx.example"),
    )


@pytest.mark.parametrize(
    "header", ["", ";", "mx.example; none", "dkim=pass header.d=x.example", "\0"]
)
def test_a_header_that_claims_nothing_or_for_nobody_is_nothing(header: str) -> None:
    assert claims([header]) == ()


def test_claims_come_to_an_end() -> None:
    assert len(claims([f"mx{n}.example; spf=pass" for n in range(99)])) == MAX_CLAIMS


@pytest.mark.parametrize(
    ("data", "charset", "text"),
    [
        ("ä".encode(), None, "ä"),
        ("ä".encode("latin-1"), None, "ä"),
        ("„ä“".encode("cp1252"), "us-ascii", "„ä“"),
        ("ä".encode(), "iso-8859-1", "ä"),
        ("日本".encode("iso-2022-jp"), "ISO-2022-JP", "日本"),
        ("ä".encode("utf-16"), None, "ä"),
        ("ä".encode("utf-16-le"), "utf-16le", "ä"),
        (b"abc", "rot13", "abc"),
        (b"abc-", "punycode", "abc-"),
        (b"\\u00e4", "unicode_escape", "\\u00e4"),
        (b"+AOQ-", "utf-7", "+AOQ-"),
        (b"\xff\xfe\xff", None, "\ufffd"),
        (b"\x81", "x" * 9999, "\ufffd"),
        (b"a", "utf-8\0", "a"),
    ],
)
def test_bytes_are_text_whatever_charset_they_claim(
    data: bytes, charset: str | None, text: str
) -> None:
    assert as_text(data, charset)[:6] == text or as_text(data, charset) == text


@pytest.mark.parametrize(
    "value",
    [
        "",
        ";;;;=",
        "text",
        "a/b/c",
        "text/plain; charset",
        "text/plain; charset*=x",
        "text/plain; charset*" + "9" * 5000 + "*=x",
        "text/plain; charset*0*='; charset*1=\"",
        'multipart/mixed; boundary="',
        "\ud800/\udfff; a=\ud800",
    ],
)
def test_odd_content_types_are_text(value: str) -> None:
    assert content_type(value, value).type in ("text/plain", "multipart/mixed", "\ud800/\udfff")


FACTS: list[tuple[str, MailFacts]] = [
    ("Hauptrufnummer: 0221 47108-0", MailFacts(main_number="0221 47108-0")),
    ("Unternehmensnummer\t+49 (0)221/471080", MailFacts(main_number="+49 (0)221/471080")),
    ("Ihre Durchwahl lautet 15.", MailFacts(extension="15")),
    ("Durchwahl: +49 221 47108-15", MailFacts(direct_number="+49 221 47108-15")),
    ("Extension: 102\nDirect number: +1 650 555 0102", MailFacts(extension="102", direct_number="+1 650 555 0102")),
    ("E-Mail: a@b.example\nBenutzername: c@d.example", MailFacts(login_email="c@d.example")),
    ("Company: Muster AG\nFirst name: Ada\nLast name: Muster", MailFacts(company="Muster AG", first_name="Ada", last_name="Muster")),
    ("Hi Ada,", MailFacts(name="Ada")),
    ("Guten Tag Frau Muster,", MailFacts()),
    ("Hello there!", MailFacts()),
    ("Sehr geehrte Damen und Herren,", MailFacts()),
    ("Die Hauptrufnummer steht unten.", MailFacts()),
    ("Extension: see below", MailFacts()),
    ("Text: 12345", MailFacts()),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FACTS)
def test_facts_are_read_out_of_german_and_english_wording(text: str, expected: MailFacts) -> None:
    assert facts_in(text) == expected
