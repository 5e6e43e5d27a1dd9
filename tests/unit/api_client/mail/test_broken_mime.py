"""Mails whose structure is broken as mailers, lists and gateways break it."""

import base64

import pytest

from api_client.mail import ActivationMail
from api_client.mail.read import looks_like_mail, read_mail
from api_client.mail.transfer_encoding import transfer_decoded
from tests.links import LINK

HEAD = (
    b"From: Unify Office <support@email.unifyoffice-telekom.ringcentral.com>\n"
    b"To: ada@example.org\nSubject: x\nDate: Fri, 27 Nov 2026 09:12:00 +0100\nMIME-Version: 1.0\n"
)
TEXT = f"Guten Tag Ada,\n\nDurchwahl: 23\n\n{LINK}\n".encode()
BASE64 = base64.encodebytes(TEXT)
BANNER = base64.encodebytes(b"Nachricht aus der Liste.\n\n")
MIXED = b'Content-Type: multipart/mixed; boundary="b1"\n'
PLAIN = b"Content-Type: text/plain; charset=utf-8\n"
IN_BASE64 = b"Content-Transfer-Encoding: base64\n"

BROKEN: dict[str, bytes] = {
    "no empty line before the first boundary": HEAD + MIXED + b"--b1\n" + PLAIN + b"\n" + TEXT + b"--b1--\n",
    "the same in base64": HEAD + MIXED + b"--b1\n" + PLAIN + IN_BASE64 + b"\n" + BASE64 + b"\n--b1--\n",
    "the same in a part": HEAD + MIXED + b"\n--b1\nContent-Type: multipart/alternative; boundary=b2\n--b2\n" + PLAIN + b"\n" + TEXT + b"--b2--\n--b1--\n",
    "no empty line before the words": HEAD + PLAIN + TEXT,
    "a part without head and empty line": HEAD + MIXED + b"\n--b1\n" + TEXT + b"--b1--\n",
    "a part's words right under its head": HEAD + MIXED + b"\n--b1\n" + PLAIN + TEXT + b"--b1--\n",
    "base64 behind base64": HEAD + PLAIN + IN_BASE64 + b"\n" + BANNER + BASE64,
    "base64 behind base64, in one line": HEAD + PLAIN + IN_BASE64 + b"\n" + BANNER.strip() + BASE64,
    "base64 before words": HEAD + PLAIN + IN_BASE64 + b"\n" + BASE64 + b"_______________\nListe mailing list\nhttps://liste.example/\n",
    "words before base64": HEAD + PLAIN + IN_BASE64 + b"\nExterne Mail! Vorsicht.\n\n" + BASE64,
    "called base64": HEAD + PLAIN + IN_BASE64 + b"\n" + TEXT,
    "called base64 with capitals": HEAD + PLAIN + b"Content-Transfer-Encoding : BASE64\n\n" + TEXT,
    "base64 with a stray sign": HEAD + PLAIN + IN_BASE64 + b"\n" + BASE64.replace(b"\n", b"!\n", 1),
    "quoted base64": HEAD + PLAIN + IN_BASE64 + b"\n> " + BASE64.strip().replace(b"\n", b"\n> "),
    "gaps before the colons": HEAD.replace(b": ", b" : ") + PLAIN.replace(b": ", b" \t: ") + b"\n" + TEXT,
    "an mbox line without a time": b"From ada@example.org\n" + HEAD + PLAIN + b"\n" + TEXT,
    "an mbox line and a gap": b">From ada@example.org Fri\n" + HEAD.replace(b": ", b" : ") + b"\n" + TEXT,
    "no empty line before a fact": (HEAD + PLAIN + TEXT.replace(b"Guten Tag Ada,\n\n", b"")),
    "no empty line before facts": HEAD + PLAIN + b"Konto: 7\nHauptrufnummer: +49 221 1\nDurchwahl: 23\n\n" + TEXT[-len(LINK) - 1:],
    "no empty line, and base64": HEAD + PLAIN + IN_BASE64 + b"X-Last: 1\n\n" + BASE64,
    "an empty line before the subject": HEAD.replace(b"Subject", b"\nSubject") + PLAIN + b"\n" + TEXT,
    "an empty line of gaps before the date": HEAD.replace(b"Date", b" \t\nDate") + PLAIN + b"\n" + TEXT,
    "an empty line before what the body is": HEAD + b"\n" + PLAIN + IN_BASE64 + b"\n" + BASE64,
    "a header in pieces": HEAD.replace(b"Subject: x", b"Subject: x\ny z") + PLAIN + b"\n" + TEXT,
}  # fmt: skip


def read(data: bytes) -> ActivationMail:
    return read_mail(data.replace(b"\n", b"\r\n"))


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_mail_is_read_as_it_was_meant(name: str) -> None:
    data = BROKEN[name]
    for mail in (read_mail(data), read(data)):
        assert mail.has_headers
        assert mail.sender_known is True
        assert mail.sent_at is not None
        assert [each.link.url() for each in mail.links] == [LINK]
        assert mail.extension == "23"
    assert looks_like_mail(data)


@pytest.mark.parametrize(
    "body",
    [
        b"From: RingCentral <x@evil.example>\nSubject: z\n\n",
        b"Subject: z\n\n",
        b"From: x@evil.example\nSent: y\nTo: z\nMIME-Version: 1.0\n\n",
        b"Date: heute ist ein Wort\nund es geht weiter\n\n",
    ],
)
def test_what_begins_a_body_is_no_head(body: bytes) -> None:
    mail = read_mail(HEAD + b"\n" + body + TEXT)
    assert mail.sender_known is True
    assert mail.subject == "x"
    assert mail.extension == "23"


def test_a_word_that_could_be_base64_is_a_word_beside_others() -> None:
    assert (
        transfer_decoded(b"Hallo\nwie geht es?\nGruss\n", "base64")
        == b"Hallo\nwie geht es?\nGruss\n"
    )
    assert transfer_decoded(b"SGFsbG8=\n", "base64") == b"Hallo"
