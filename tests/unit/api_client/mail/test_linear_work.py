"""Hostile mails cost no more than their length: proven by counting work, never by a clock.

Counted are calls. What a single regular expression does inside one call is not; for that each
family is read once at a size at which anything quadratic would not come to an end.
"""

import base64
import sys
from collections.abc import Callable
from types import FrameType

import pytest

from api_client.link import find_links, find_refused
from api_client.link.find import LOOKS
from api_client.mail.mime import MAX_DEPTH, MAX_HEAD, MAX_PARTS, leaves, normalised
from api_client.mail.read import read_mail
from tests.links import LINK, ORIGIN, PATH, TOKEN, proofpoint_v3, safelinks

SMALL = 10_000
LARGE = 120_000

HEAD = b"From: a@b.example\nSubject: x\nMIME-Version: 1.0\n"
HTML = HEAD + b"Content-Type: text/html\n\n"
MIXED = HEAD + b"Content-Type: multipart/mixed; boundary=x\n\n"
TEXT = HEAD + b"\n"


def repeated(piece: str | bytes) -> Callable[[int], bytes]:
    data = piece.encode() if isinstance(piece, str) else piece
    return lambda size: data * (size // len(data))


def counted(piece: str) -> Callable[[int], bytes]:
    """Pieces that differ from each other by a number."""

    def make(size: int) -> bytes:
        length = len(piece.format(0))
        return "".join(piece.format(number) for number in range(size // length)).encode()

    return make


def nested(size: int) -> bytes:
    heads = (
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (depth, depth)
        for depth in range(200)
    )
    return b"".join(heads) + b"x\n" * (size // 2)


FAMILIES: dict[str, tuple[bytes, Callable[[int], bytes]]] = {
    "addresses": (TEXT, repeated("https://a\n")),
    "addresses that differ": (TEXT, counted("https://a.example/{:06x} ")),
    "opaque addresses": (TEXT, counted("https://t.co/{:06x} ")),
    "almost links": (TEXT, counted(f"https://a.example{PATH}?1:{{:031x}} ")),
    "links": (TEXT, counted(f"{ORIGIN}{PATH}?1:{{:032x}} ")),
    "SafeLinks": (TEXT, counted(safelinks(f"{ORIGIN}{PATH}?1:{TOKEN}") + "{:06x} ")),
    "Proofpoint": (TEXT, repeated(proofpoint_v3(LINK) + "\n")),
    "wrappers in wrappers": (TEXT, repeated("https://a/?u=")),
    "escapes": (TEXT, repeated("https://a/%2525%2525 ")),
    "breaks": (TEXT, repeated("h\nt\nt\np\n")),
    "soft breaks": (TEXT, repeated("=3D=\n")),
    "sections": (TEXT, repeated("--x\nA: b\n\nhttps://t.co/aaaa =3D\n")),
    "anchors": (HTML, counted('<a href="https://t.co/{:06x}">https://b.example</a>')),
    "anchors of links": (HTML, counted(f'<a href="{ORIGIN}{PATH}?1:{{:032x}}">evil.example</a>')),
    "brackets": (HTML, repeated("<")),
    "tags": (HTML, repeated("<p><br></td>")),
    "open tags": (HTML, repeated("<a ")),
    "words in bold": (HTML, repeated("<b>")),
    "attributes": (HTML, repeated("<a b='c' d=\"e\" f=g / h>")),
    "open attributes": (HTML, repeated("<a b='")),
    "anchors with breaks": (HTML, counted('<a href="https://t.co/\t\n{:06x}">x</a>')),
    "relative anchors": (HTML + b'<base href="https://t.co/">', counted('<a href="{:06x},b">')),
    "bases": (HTML, repeated("<base>")),
    "declarations": (HTML, repeated("<!a><?b></ c>")),
    "scripts": (HTML, repeated("<script><!--<script></script>--></script>")),
    "scripts without end": (HTML, repeated("<script><!--")),
    "titles": (HTML, repeated("<title></titlex></title>")),
    "names in brackets": (HTML, repeated("<https://a>")),
    "references": (HTML, repeated("&notit;&#x26;&copy")),
    "comments": (HTML, repeated("<!--")),
    "styles": (HTML, repeated("<style>")),
    "entities": (HTML, repeated("&amp;&#9999999;&x")),
    "From headers": (b"Subject: x\n", repeated("From: a@b.example\n")),
    "a header without end": (b"Subject: x\nFrom: a", repeated("\n b@c,")),
    "open quotes": (b"Subject: x\nFrom: ", repeated('"\\')),
    "open brackets": (b"Subject: x\nFrom: ", repeated("(<")),
    "encoded words": (b"Date: x\nSubject: ", repeated("=?utf-8?q?=41?= ")),
    "parameters": (b"Subject: x\nDate: y\nContent-Type: a/b", repeated(';"')),
    "claims": (b"Subject: x\nDate: y\n", repeated("Authentication-Results: a; spf=pass ((;\n")),
    "boundaries": (MIXED, repeated("--x\n\n")),
    "parts": (MIXED, repeated("--x\nContent-Type: text/html\n\n<a href=https://t.co/a>")),
    "parts in parts": (HEAD, nested),
    "mails in mails": (HEAD, repeated("Content-Type: message/rfc822\n\n")),
    "base64": (
        HEAD + b"Content-Transfer-Encoding: base64\n\n",
        lambda size: base64.encodebytes(b"https://t.co/aaaa " * (size // 24)),
    ),
    "pieces of base64": (HEAD + b"Content-Transfer-Encoding: base64\n\n", repeated("aA=\n")),
    "words in base64": (HEAD + b"Content-Transfer-Encoding: base64\n\n", repeated("a b!\nAAAA\n")),
    "signs in base64": (HEAD + b"Content-Transfer-Encoding: base64\n\n", repeated("!a")),
    "words in a head": (b"Subject: x\nDate: y\n", repeated("a b\nDate: z\n")),
    "facts in a head": (b"Subject: x\nDate: y\n", repeated("Durchwahl: 1\n")),
    "unknown lines in a head": (b"Subject: x\nDate: y\n", repeated("Ab: 1\n")),
    "heads in two pieces": (b"To: x\nDate: y\n\n", repeated("Subject: x\nAb: 1\n b\n")),
    "boundaries in a head": (MIXED[:-1], repeated("--x\n")),
    "addresses in paths": (TEXT, counted("https://a/{:06x}/https:/https%3A/___https://b")),
    "line ends": (TEXT, repeated("\r")),
    "labels": (TEXT, repeated("Hauptrufnummer:\nDurchwahl: 1 1 ")),
    "labels on one line": (TEXT, repeated("Hauptrufnummer: +49 221 1, Durchwahl / ")),
    "labels without values": (TEXT, repeated("Durchwahl\n")),
    "labels in cells": (HTML, repeated("<td>Durchwahl<td>Direktwahl</td></tr>")),
    "labels cut": (TEXT, repeated("Ihre E-Mail-Adresse zur Anmeldung an Unify\n")),
    "labels within": (TEXT, repeated("Ihre Durchwahl ")),
    "addresses cut": (TEXT, repeated("Melden Sie sich bitte bitte mit Ihrer Adresse a@")),
    "people": (TEXT, repeated("Ihre Kollegin a b ")),
    "people on lines": (TEXT, repeated("Ihre Kollegin a b hat\n")),
    "help": (TEXT, repeated("x Haben Sie noch Fragen\n")),
    "firms": (TEXT, repeated("a GmbH a Service-")),
    "short lines": (TEXT, repeated("x\n\n")),
    "rules": (TEXT, repeated("Durchwahl: 1\n-----\n")),
    "sentences": (TEXT, repeated("business phone system of ")),
    "quoted heads": (TEXT, repeated("Von: a\nAn: b\nBetreff: c\n\nx\nx\n")),
    "announced heads": (TEXT, repeated("--- Forwarded message ---\nVon a\nAn b\n")),
    "drawn tables": (TEXT, repeated("│Durchwahl│Direktwahl│\n├──┼──┤\n│1│2│\n")),
    "cells of help": (TEXT, repeated("Kundenservice 0 | a b ")),
    "attributes without end": (HTML, lambda size: b"<a " + b"a=b " * (size // 4) + b">"),
    "hosts in anchors": (HTML, counted('<a href="https://b.example/{:06x}">a.b.c.d.e bt.com</a>')),
    "quotes": (TEXT, repeated("On aaaaaaaaaaaa wrote aaaa\n")),
    "UTF-16": (b"\xff\xfe", repeated("https://a\n".encode("utf-16-le"))),
    "zeros": (b"", repeated(b"\0")),
}


def calls(work: Callable[[], object]) -> int:
    """How many calls, of our functions and of the interpreter's own, a piece of work takes."""
    count = 0

    def counting(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counting)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("family", FAMILIES)
def test_twice_the_mail_is_at_most_twice_the_work(family: str) -> None:
    head, make = FAMILIES[family]
    once = calls(lambda: read_mail(head + make(SMALL)))
    twice = calls(lambda: read_mail(head + make(2 * SMALL)))
    assert twice <= 2.2 * once + 500


@pytest.mark.parametrize("family", FAMILIES)
def test_a_large_hostile_mail_comes_to_an_end(family: str) -> None:
    head, make = FAMILIES[family]
    read_mail(head + make(LARGE))


def test_what_cannot_be_a_link_is_looked_into_only_so_often_but_links_always() -> None:
    decoys = "".join(f"https://t.co/{number:x} " for number in range(5 * LOOKS))
    assert [link.url() for link in find_links(f"{decoys} {LINK}")] == [LINK]
    assert len(find_links("".join(f"{ORIGIN}{PATH}?{n}:{TOKEN} " for n in range(3 * LOOKS)))) == (
        3 * LOOKS
    )
    assert [refused.reason for refused in find_refused(decoys)] == ["opaque-wrapper"]


def test_parts_are_taken_as_deep_and_as_often_as_the_limits_say() -> None:
    assert len(list(leaves(MIXED + b"--x\n\n" * 999))) == MAX_PARTS
    [part] = leaves(HEAD + b"Content-Type: message/rfc822\n\n" * 999)
    assert part.message.depth == MAX_DEPTH
    assert len(list(leaves(HEAD + nested(1_000)))) == 1


def test_a_head_without_end_is_read_as_far_as_a_head_may_be() -> None:
    head = b"X: y\n" * (MAX_HEAD // 5 - 2)
    near = read_mail(b"Subject: x\n" + b"X: y\n" * 10 + b"From: a@b.example\n\n")
    far = read_mail(b"Subject: x\nDate: y\n" + head + b"From: a@b.example\n\n")
    assert not near.is_nothing
    assert near.sender is not None
    assert not far.is_nothing
    assert far.sender is None


def test_a_link_behind_many_parts_is_found_within_the_limits() -> None:
    parts = b"--x\n\nnichts\n" * (MAX_PARTS - 1) + b"--x\n\n" + LINK.encode() + b"\n--x--\n"
    mail = read_mail(normalised(MIXED + parts))
    assert not mail.is_nothing
    assert [each.link.url() for each in mail.links] == [LINK]
