"""Mails of any bytes, mails mended badly, and mails put together from others."""

import re
from datetime import UTC, datetime
from functools import cache
from urllib.parse import unquote

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from api_client.mail import ActivationMail
from api_client.mail.read import looks_like_mail, read_mail
from api_client.mail.trust import findings
from tests.checkout import MAILS
from tests.links import HOST, LINK, PATH, TOKEN, safelinks

NOW = datetime(2026, 1, 1, tzinfo=UTC)
PIECES = [
    b"From: a@b.example\n", b"From: ", b"Subject: x\n", b"Date: ", b"Mon, 3 Nov 2025 10:12:33 +0100", b"\n", b"\r\n", b"\r",
    b"MIME-Version: 1.0\n", b"Content-Type: text/html\n", b"Content-Type: multipart/mixed; boundary=x\n", b"Content-Type: message/rfc822\n",
    b"Content-Transfer-Encoding: base64\n", b"Content-Transfer-Encoding: quoted-printable\n", b"charset=utf-16", b"--x\n", b"--x--\n",
    b"=?utf-8?q?", b"?=", b"=?utf-8?b?w6Q=", b"Authentication-Results: mx; spf=pass\n", b"; boundary*0*=", b"9" * 30, b"\0", b"\xff\xfe", b"\xef\xbb\xbf",
    LINK.encode(), safelinks(LINK).encode(), f"https://evil.example{PATH}?1:{TOKEN}".encode(), b"<a href=\"", b"\">", b"</a>", b"<td>",
    b"Hauptrufnummer: 0221 471\n", b"Von: x <a@b.example>\nAn: y\nBetreff: z\n", b"Am 1.1.2025 10:00 schrieb ", b"> ", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
]  # fmt: skip


def is_sound(mail: ActivationMail) -> None:
    """What holds for every mail: findings can be told, and nothing that is shown holds a token."""
    assert not (mail.is_nothing and (mail.links or mail.refused or mail.senders))
    shown = [repr(mail), *map(repr, findings(mail, NOW))]
    for link in mail.links:
        assert not any(link.token in text for text in shown)
        assert re.fullmatch(r"[0-9a-f]{32}", link.token)
    assert mail.sent_at is None or mail.sent_at.tzinfo is not None
    assert mail.sender_known in (True, False, None)


@cache
def corpus() -> list[bytes]:
    return [path.read_bytes() for path in sorted(MAILS.glob("[!.]*"))]


@given(st.binary(max_size=200))
@example(b"\xff\xfe\x00")
@example(b"From: \nTo:")
def test_any_bytes_are_read_without_an_exception(data: bytes) -> None:
    is_sound(read_mail(data))
    looks_like_mail(data)


@given(st.lists(st.sampled_from(PIECES) | st.binary(max_size=4), max_size=25).map(b"".join))
def test_any_pieces_of_mails_are_read_without_an_exception(data: bytes) -> None:
    is_sound(read_mail(data))


@settings(max_examples=150)
@given(st.data())
def test_a_mail_with_anything_changed_is_read_without_an_exception(data: st.DataObject) -> None:
    mail = data.draw(st.sampled_from(corpus()))
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(mail)))
        end = min(len(mail), start + data.draw(st.integers(0, 300)))
        mail = (
            mail[:start]
            + data.draw(st.sampled_from([b"", *PIECES]) | st.binary(max_size=9))
            + mail[end:]
        )
    is_sound(read_mail(mail))


@settings(max_examples=60)
@given(st.data())
def test_two_mails_spliced_anywhere_are_read_without_an_exception(data: st.DataObject) -> None:
    one, other = (data.draw(st.sampled_from(corpus())) for _ in range(2))
    cut = data.draw(st.integers(0, len(one)))
    is_sound(read_mail(one[:cut] + other[data.draw(st.integers(0, len(other))) :]))


TEXTS = ["https://", "http://", HOST, "evil.example", ".", "/", PATH, f"?1:{TOKEN}", "%2F", "=\n", "\n> ", "\u00ad", "?url=", "user@", "ringсentral.com", "xn--a"]  # fmt: skip


@given(st.lists(st.sampled_from(TEXTS), max_size=16).map("".join))
def test_no_host_is_told_that_was_not_in_the_text(text: str) -> None:
    mail = read_mail(b"From: a@b.example\nSubject: x\n\n" + text.encode())
    assert not mail.is_nothing
    written = unquote(re.sub(r"[\s\u00ad>]|=\n", "", text.replace("=\n", "")))
    for link in mail.links:
        assert link.link.host in written
    for refused in mail.refused:
        assert refused.host in written or "…" in refused.host


@pytest.mark.parametrize("cut", range(0, 4000, 97))
def test_a_mail_cut_off_anywhere_tells_no_more_than_the_whole(cut: int) -> None:
    whole = (MAILS / "telekom.eml").read_bytes()
    mail = read_mail(whole[:cut])
    is_sound(mail)
    for link in mail.links:
        assert (link.origin, link.token) == (f"https://{HOST}", TOKEN)
