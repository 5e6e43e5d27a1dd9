"""From a mail's bytes to the sentences of its card: each trait that mails have been found with."""

from datetime import UTC, datetime

import pytest

from tests.activation_mail import SENDER, SUBJECT
from tests.links import HOST, LINK, activation_link
from tui.i18n import use_language
from tui.journey.invitation import read_intake
from tui.journey.trust_card import Vouched, card_of
from tui.wording.trust import card_sentences

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
GENUINE = f'<a href="{LINK}">Konto aktivieren</a>'
FORGED = f"https://{HOST}.evil.example/rc-web/confirmation/default.html?77:{'0a' * 16}"
PARTNER = activation_link("https://secure.vodafonebusiness.ringcentral.com", "12").url()
OF_OWNER = activation_link("https://secure.newpartner.ringcentral.com", "12").url()
FLOOD = "".join(
    f'<a href="{activation_link(f"https://h{number}.example", "12").url()}">x</a>'
    for number in range(60)
)


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


def card(body: str, head: str = "", sender: str = SENDER) -> list[tuple[str, str]]:
    """Standing and sentence of each finding about the first link."""
    source = (
        f"From: Unify Office <{sender}>\nTo: a@beispiel.example\nSubject: {SUBJECT}\n{head}"
        "Date: Fri, 27 Nov 2026 09:12:00 +0100\nMIME-Version: 1.0\n"
        f"Content-Type: text/html; charset=utf-8\n\n<p>{body}</p>\n"
    )
    invitation = read_intake(source.encode()).invitations[0]
    return [*card_sentences(card_of(invitation, Vouched(), NOW), UTC)]


def results(text: str) -> str:
    return f"Authentication-Results: mx.example; {text}\n"


TOLD = {
    "a foreign link beside": (card, (f'<a href="{FORGED}">Konto</a>{GENUINE}',), f"Other links in the email lead to unknown providers: {HOST}.evil.example."),
    "a flood of foreign links": (card, (FLOOD + GENUINE,), "Other links in the email lead to unknown providers: h0.example, h1.example, h2.example + 57."),
    "passes for others": (card, (GENUINE, results("dkim=pass header.d=evil.example")), "the check (DKIM) was successful for evil.example. But the sender belongs to"),
    "a check that found nothing": (card, (GENUINE, results("dkim=none; spf=none; dmarc=none")), "mx.example was not able to verify the sender (DKIM, SPF, DMARC: none)."),
    "no server's name": (card, (GENUINE, "Authentication-Results: spf=none smtp.mailfrom=b.example; dkim=none\n"), "According to the email, the receiving server was not able to verify the sender (SPF, DKIM: none)."),
    "answers elsewhere": (card, (GENUINE, "Reply-To: x@evil.example\n"), "Replies to the email go to x@evil.example"),
    "an anchor in disguise": (card, (f'<a href="https://evil.example/login">https://{HOST}/rc-web/</a>{GENUINE}',), f"Another link in the email shows https://{HOST}/rc-web/ but leads to evil.example."),
    "a slash for a space": (card, (f'<a/href="{FORGED}">{LINK}</a>',), f"The link leads to {HOST}.evil.example. No known provider uses this server."),
    "a partner's host": (card, (f'<a href="{PARTNER}">x</a>', "", "x@y.example"), "The link leads to secure.vodafonebusiness.ringcentral.com (RingCentral with Vodafone Business)."),
    "a host of the vendor's": (card, (f'<a href="{OF_OWNER}">x</a>',), "secure.newpartner.ringcentral.com belongs to ringcentral.com but is not known"),
}  # fmt: skip


@pytest.mark.parametrize("trait", TOLD)
def test_the_card_tells_it(trait: str) -> None:
    make, given, sentence = TOLD[trait]
    said = [text for _standing, text in make(*given)]
    assert any(sentence in text for text in said), said


@pytest.mark.parametrize(
    ("trait", "never"),
    [
        ("a foreign link beside", f"The link leads to {HOST}.evil"),
        ("a foreign link beside", "only looks like"),
        ("a flood of foreign links", "The link leads to h"),
        ("a check that found nothing", "no record of a sender check"),
        ("no server's name", "no record of a sender check"),
        ("a partner's host", "forged"),
        ("a host of the vendor's", "forged"),
    ],
)
def test_the_card_never_says_it(trait: str, never: str) -> None:
    make, given, _sentence = TOLD[trait]
    said = make(*given)
    assert not any(never in text for _standing, text in said), said
    assert len(said) < 10
