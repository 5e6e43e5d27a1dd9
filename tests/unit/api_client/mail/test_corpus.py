"""Mails of many programs and gateways, and what is read out of each (`tests/mails`)."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from api_client.mail import ActivationMail, MailFacts
from api_client.mail.read import looks_like_mail, read_mail
from api_client.mail.trust import findings
from tests.checkout import MAILS
from tests.links import HOST, TOKEN

NOW = datetime(2025, 11, 4, 12, tzinfo=UTC)
SENT = datetime(2025, 11, 3, 10, 12, 33, tzinfo=timezone(timedelta(hours=1)))
TELEKOM = "support@email.unifyoffice-telekom.ringcentral.com"
JOERG = "joerg.amsel@beispiel-gmbh.de"
EVIL = "support@unifyoffice-support.example"
SAFELINKS = "eur01.safelinks.protection.outlook.com"

EVA = MailFacts(
    main_number="+49 221 47108-00",
    extension="815",
    direct_number="+49 221 47108-15",
    login_email="eva.luehe@beispiel-gmbh.de",
    name="Eva von der Lühe-Müller",
)
ADA = MailFacts(
    main_number="(020) 7946 0000",
    extension="102",
    direct_number="+44 20 7946 0102",
    login_email="ada@example.co.uk",
    name="Ada",
)
NOBODY = replace(EVA, login_email=None)
"""A bare “E-Mail-Adresse” that is not the address the mail was sent to."""
NOTHING = MailFacts()

Ids = tuple[str, ...]
USUAL: Ids = ("sender-known", "subject-known", "host-brand", "age-fresh", "claim-none")
NO_LINK: Ids = ("sender-known", "subject-known", "no-link")
UNREADABLE: Ids = (*NO_LINK, "unreadable", "age-fresh", "claim-none")
UNWRAPPED: Ids = ("sender-known", "subject-known", "host-brand", "link-unwrapped", *USUAL[-2:])
ATTACHED: Ids = ("sender-known", "forwarded", *USUAL[1:])
FORWARDED: Ids = ("sender-unknown", "forwarded", "sender-quoted", *USUAL[1:])
PASTED: Ids = ("sender-missing", "host-brand", "age-unknown")
QUOTED: Ids = ("sender-missing", "sender-quoted", "host-brand", "age-fresh")


def dubious(*about_the_link: str) -> Ids:
    """The findings of a mail of an unknown sender with a subject of its own."""
    return ("sender-unknown", "subject-unknown", *about_the_link, "age-fresh", "claim-none")


@dataclass(frozen=True)
class Expected:
    """What is to be read: by default all of the guide's mail."""

    findings: Ids = USUAL
    senders: tuple[str, ...] = (TELEKOM,)
    hosts: tuple[str, ...] = (HOST,)
    facts: MailFacts = EVA
    sent_at: datetime | None = SENT
    language: str | None = "de"
    refused: tuple[str, ...] = ()
    wrapped_by: str | None = None
    forwarded_by: str | None = None
    quoted: str | None = None
    unreadable: str | None = None
    is_mail: bool = True


ENGLISH = Expected(
    senders=("support@ringcentral.com",),
    hosts=("secure.ringcentral.co.uk",),
    facts=ADA,
    sent_at=datetime(2025, 11, 4, 8, tzinfo=UTC),
    language="en",
)
BY_JOERG = Expected(FORWARDED, (JOERG,), forwarded_by=JOERG, quoted=TELEKOM)
TO_THE_MINUTE = replace(BY_JOERG, sent_at=SENT.replace(second=0))
A_PASTE = Expected(PASTED, (), sent_at=None, is_mail=False)
A_QUOTE = replace(
    A_PASTE,
    findings=QUOTED,
    sent_at=datetime(2025, 11, 3, 10, 12, tzinfo=UTC),
    quoted=TELEKOM,
)
HIDDEN = Expected(UNREADABLE, hosts=(), facts=NOTHING, language=None)


def evil(host: str | None, *ids: str, refused: tuple[str, ...] = ("unknown-host",)) -> Expected:
    """A mail whose link, if it has one, leads elsewhere."""
    return Expected(dubious(*ids), (EVIL,), (host,) if host else (), refused=refused)


CORPUS: dict[str, Expected] = {
    # As it was sent
    "telekom.eml": Expected((*USUAL[:-1], "claim-pass")),
    "html-only-base64.eml": Expected(),
    "english.eml": ENGLISH,
    "english-html-only.eml": ENGLISH,
    "text-8bit.eml": Expected(),
    "text-base64.eml": Expected(),
    "nested-multiparts.eml": Expected(),
    "signed.eml": Expected(),
    "flowed-delsp.eml": Expected(),
    # As it arrives or is stored
    "latin-1.eml": Expected(),
    "windows-1252-called-ascii.eml": Expected(),
    "utf-8-without-charset.eml": Expected(),
    "utf-8-called-latin-1.eml": Expected(),
    "unknown-charset.eml": Expected(),
    "no-mime.eml": Expected(),
    "subject-8bit-latin-1.eml": Expected(),
    "subject-cut-within-a-character.eml": Expected(),
    "folded-oddly.eml": Expected(),
    "wrong-boundary.eml": Expected(),
    "boundary-in-pieces.eml": Expected(),
    "cr-only.eml": Expected(),
    "bom.eml": Expected(),
    "mbox-line.eml": Expected(),
    "hard-wrapped.eml": Expected(),
    "soft-hyphens.eml": Expected(),
    "bold-and-bullets.eml": Expected(),
    "values-on-the-next-line.eml": Expected(),
    "cut-off.eml": Expected((*NO_LINK, "link-refused", *USUAL[-2:]), hosts=(), refused=("shape",)),
    # Forwarded in the text
    "forward-outlook-de.eml": TO_THE_MINUTE,
    "forward-outlook-old-de.eml": TO_THE_MINUTE,
    "forward-outlook-html-en.eml": replace(
        TO_THE_MINUTE,
        findings=(*FORWARDED[:-2], "link-unwrapped", *FORWARDED[-2:]),
        facts=NOBODY,
        wrapped_by=SAFELINKS,
    ),
    "forward-gmail-de.eml": TO_THE_MINUTE,
    "forward-gmail-en.eml": replace(TO_THE_MINUTE, facts=NOBODY),
    "forward-apple-de.eml": BY_JOERG,
    "forward-apple-en.eml": BY_JOERG,
    "forward-thunderbird-de.eml": BY_JOERG,
    "forward-thunderbird-en.eml": replace(BY_JOERG, facts=NOBODY),
    "reply-de.eml": TO_THE_MINUTE,
    # Forwarded as an attachment
    "attached.eml": Expected(ATTACHED, forwarded_by=JOERG),
    "attached-base64.eml": Expected(ATTACHED, forwarded_by=JOERG),
    "attached-twice.eml": Expected(ATTACHED, forwarded_by="carla@partner.example"),
    "returned.eml": Expected(ATTACHED, forwarded_by="mailer-daemon@mx.example"),
    # Through a filter
    "safelinks.eml": Expected(UNWRAPPED, wrapped_by=SAFELINKS),
    "safelinks-outlook-text.eml": Expected(UNWRAPPED, wrapped_by=SAFELINKS),
    "proofpoint-v1.eml": Expected(UNWRAPPED, wrapped_by="urldefense.proofpoint.com"),
    "proofpoint-v2.eml": Expected(UNWRAPPED, wrapped_by="urldefense.proofpoint.com"),
    "proofpoint-v3.eml": Expected(UNWRAPPED, wrapped_by="urldefense.com"),
    "redirector.eml": Expected(UNWRAPPED, wrapped_by="links.filter.example"),
    "mimecast.eml": Expected(
        (*NO_LINK, "link-refused", *USUAL[-2:]), hosts=(), refused=("opaque-wrapper",)
    ),
    # What nobody here can read
    "winmail.eml": replace(HIDDEN, unreadable="winmail"),
    "smime-encrypted.eml": replace(HIDDEN, unreadable="smime"),
    "pgp-mime.eml": replace(HIDDEN, unreadable="pgp"),
    "pgp-inline.eml": replace(HIDDEN, unreadable="pgp"),
    "outlook.msg": Expected(
        ("sender-missing", "no-link", "unreadable", "age-unknown"),
        (),
        (),
        NOTHING,
        sent_at=None,
        language=None,
        unreadable="outlook-msg",
    ),
    # What leads elsewhere
    "looks-alike.eml": evil("secure.unifyoffice-te1ekom.ringcentral.com", "host-of-owner"),
    "known-host-inside.eml": evil(f"{HOST}.evil.example", "host-unknown", "host-looks-alike"),
    "unknown-host.eml": evil("pilot.example:8443", "host-unknown"),
    "punycode.eml": evil(
        "secure.xn--rngcentral-k8a.com", "host-unknown", "host-looks-alike", "host-punycode"
    ),
    "mixed-scripts.eml": evil(
        None,
        "no-link",
        "link-refused",
        "host-unknown",
        "host-looks-alike",
        "host-mixed-scripts",
    ),
    "shows-another-host.eml": evil("evil.example", "host-unknown", "link-shown-differs"),
    "http.eml": evil(None, "no-link", "not-https", refused=("http-scheme",)),
    "user-info.eml": evil(None, "no-link", "link-refused", refused=("user-info",)),
    # Whose mail it is
    "address-in-the-name.eml": Expected(("sender-unknown", *USUAL[1:]), ("billing@evil.example",)),
    "two-from-headers.eml": Expected(
        ("sender-several", *USUAL[1:]), ("billing@evil.example", TELEKOM)
    ),
    "two-addresses.eml": Expected(
        ("sender-several", *USUAL[1:]), (TELEKOM, "billing@evil.example")
    ),
    "no-from.eml": Expected(("sender-missing", *USUAL[1:]), ()),
    "genuine-inside-evil.eml": Expected(
        ("sender-several", "subject-unknown", "several-links", "host-unknown", *USUAL[2:]),
        ("billing@evil.example", TELEKOM),
        ("evil.example", HOST),
        refused=("unknown-host",),
    ),
    "claims-failed.eml": Expected((*USUAL[:-1], "claim-fail")),
    "claims-say-nothing.eml": Expected(),
    # When it was sent, and what is in it
    "sent-tomorrow.eml": Expected(
        (*USUAL[:3], "age-future", "claim-none"), sent_at=SENT + timedelta(days=5)
    ),
    "no-date.eml": Expected((*USUAL[:3], "age-unknown", "claim-none"), sent_at=None),
    "two-links.eml": Expected(
        ("sender-known", "subject-known", "several-links", *USUAL[2:]), hosts=(HOST, HOST)
    ),
    "no-link.eml": Expected((*NO_LINK, *USUAL[-2:]), hosts=()),
    "token-broken.eml": Expected(
        (*NO_LINK, "link-refused", *USUAL[-2:]), hosts=(), refused=("shape",)
    ),
    # Pasted
    "pasted-text.txt": A_PASTE,
    "pasted-utf-16.txt": A_PASTE,
    "pasted-html-source.txt": replace(A_PASTE, facts=NOBODY),
    "pasted-part.txt": A_PASTE,
    "pasted-quoted-printable.txt": replace(A_PASTE, facts=replace(NOBODY, name=None)),
    "pasted-outlook-head.txt": A_QUOTE,
    "pasted-outlook-head-en.txt": A_QUOTE,
    "pasted-link.txt": replace(A_PASTE, facts=NOTHING, language=None),
}


def read(name: str) -> ActivationMail:
    mail = read_mail((MAILS / name).read_bytes())
    assert not mail.is_nothing
    return mail


def test_every_mail_of_the_folder_is_expected_to_be_something() -> None:
    stored = {path.name for path in MAILS.glob("[!.]*")}
    assert stored == CORPUS.keys() | {"shopping-list.txt"}


@pytest.mark.parametrize("name", CORPUS)
def test_a_mail_is_read_as_it_was_meant(name: str) -> None:
    mail, expected = read(name), CORPUS[name]
    assert tuple(sender.address for sender in mail.senders) == expected.senders
    assert tuple(each.link.host for each in mail.links) == expected.hosts
    assert mail.facts == expected.facts
    assert mail.sent_at == expected.sent_at
    assert mail.language == expected.language
    assert tuple(refused.reason for refused in mail.refused) == expected.refused
    assert {each.wrapped_by for each in mail.links} <= {expected.wrapped_by}
    assert mail.unreadable == expected.unreadable
    assert str(mail.forwarded_by or "") == (expected.forwarded_by or "")
    assert str(mail.quoted_sender or "") == (expected.quoted or "")


@pytest.mark.parametrize("name", CORPUS)
def test_what_is_worth_knowing_of_a_mail_is_found(name: str) -> None:
    assert tuple(finding.id for finding in findings(read(name), NOW)) == CORPUS[name].findings


@pytest.mark.parametrize("name", CORPUS)
def test_no_token_is_in_what_may_be_shown(name: str) -> None:
    mail = read(name)
    shown = [repr(mail), *(each.shown or "" for each in mail.links)]
    shown += [repr(finding) for finding in findings(mail, NOW)]
    assert not any(TOKEN[8:16] in text for text in shown)


@pytest.mark.parametrize("name", CORPUS)
def test_a_mail_is_told_from_other_text_by_its_head(name: str) -> None:
    is_whole = CORPUS[name].is_mail
    assert looks_like_mail((MAILS / name).read_bytes()) == is_whole
    assert read(name).has_headers == (is_whole and name != "outlook.msg")


def test_what_holds_nothing_of_a_mail_is_nothing() -> None:
    assert read_mail((MAILS / "shopping-list.txt").read_bytes()).is_nothing
    assert read_mail(b"").is_nothing
    assert read_mail(b"\x7fELF\x02\x01\x01" + bytes(200)).is_nothing


def test_the_guides_mail_is_of_a_known_sender() -> None:
    mail = read("telekom.eml")
    assert mail.sender_known is True
    assert str(mail.sender) == TELEKOM
    assert mail.sender is not None
    assert mail.sender.name == "Unify Office by RingCentral"
    assert mail.subject is not None
    assert mail.subject.endswith("Geschäftstelefonsystem Ihres Unternehmens hinzugefügt")
    facts = (mail.main_number, mail.extension, mail.direct_number, mail.login_email, mail.company)
    assert facts == (EVA.main_number, "815", EVA.direct_number, EVA.login_email, None)
    assert mail.date == SENT
    [link] = mail.links
    assert (link.origin, link.account_id, link.token) == (f"https://{HOST}", "40012345678", TOKEN)


def test_who_is_no_known_sender_is_unknown_or_not_told() -> None:
    assert read("looks-alike.eml").sender_known is False
    assert read("two-from-headers.eml").sender_known is False
    assert read("genuine-inside-evil.eml").sender_known is False
    assert read("pasted-text.txt").sender_known is None


def test_a_visible_text_that_names_another_host_is_kept_without_its_token() -> None:
    [link] = read("shows-another-host.eml").links
    assert link.shown == f"https://{HOST}/rc-web/confirmation/default.html?…:…"
    [unwrapped] = read("safelinks.eml").links
    assert unwrapped.shown is None
