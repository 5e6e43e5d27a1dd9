"""What speaks for a mail or a bare link, and what against it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from api_client.brands import BRANDS, LINK_HOSTS, owner_of
from api_client.link import ActivationLink, Refused
from api_client.mail import ActivationMail, Claim, MailLink, Sender
from api_client.mail.activation_mail import Disguise, Method
from api_client.mail.domains import belong_together
from api_client.mail.known_subjects import is_known_subject
from api_client.mail.lookalike_hosts import (
    decoded,
    is_punycode,
    looks_like,
    mixes_scripts,
    without_port,
)
from api_client.mail.trust import MAX_LINKS, TrustFinding, TrustFindingId, TrustStanding, findings
from tests.links import HOST, activation_link

NOW = datetime(2026, 1, 10, 12, tzinfo=UTC)
KNOWN = Sender("support@ringcentral.com", "RingCentral")
LINK = activation_link()
MAIL = ActivationMail((KNOWN,), sent_at=NOW, links=(MailLink(LINK),))


def link_to(host: str, scheme: str = "https") -> ActivationLink:
    return activation_link(f"{scheme}://{host}")


def ids(found: tuple[TrustFinding, ...]) -> list[TrustFindingId]:
    return [finding.id for finding in found]


def the(finding: TrustFindingId, mail: ActivationMail) -> TrustFinding:
    [found] = [each for each in findings(mail, NOW) if each.id == finding]
    return found


@pytest.mark.parametrize("host", LINK_HOSTS)
def test_a_brands_host_is_good_and_its_brand_is_told(host: str) -> None:
    expected = TrustFinding("host-brand", "good", {"host": host, "brand": LINK_HOSTS[host].slug})
    assert findings(link_to(host), NOW) == (expected,)


def test_this_machine_is_good() -> None:
    assert ids(findings(link_to("127.0.0.1:8025", "http"), NOW)) == ["host-loopback"]


LOOKALIKES: list[tuple[str, list[TrustFindingId]]] = [
    ("pilot.example", []),
    ("müller.example", []),
    ("secure.ringcentral.com.example:8443", ["host-looks-alike"]),
    ("secure.ringcentra1.com", ["host-looks-alike"]),
    ("secure.rlngcentral.com", ["host-looks-alike"]),
    ("secure.ringcentral.co", ["host-looks-alike"]),
    ("secureringcentral.com", ["host-looks-alike"]),
    (f"{HOST}.evil.example", ["host-looks-alike"]),
    ("ringcentral.evil.example", ["host-looks-alike"]),
    ("unify-office.evil.example", ["host-looks-alike"]),
    ("secure.xn--rngcentral-k8a.com", ["host-looks-alike", "host-punycode"]),
    ("secure.xn--ringentral-fwi.com", ["host-looks-alike", "host-punycode", "host-mixed-scripts"]),
    ("secure.ringсentral.com", ["host-looks-alike", "host-mixed-scripts"]),
    ("аррӏе.example", ["host-mixed-scripts"]),
    ("пример.example", []),
]


@pytest.mark.parametrize(("host", "more"), LOOKALIKES)
def test_an_unknown_host_is_a_danger_and_its_disguise_is_told(
    host: str, more: list[TrustFindingId]
) -> None:
    found = findings(link_to(host), NOW)
    assert ids(found) == ["host-unknown", *more]
    assert found[0].standing == "danger"
    assert all(finding.values["host"] == host for finding in found)


def disguises(host: str) -> dict[str, str]:
    """Hosts that a hasty reader takes for a brand's."""
    product = max(host.split("."), key=len)
    middle = host.index(product) + len(product) // 2
    hyphened = f"{product[:-3]}-{product[-3:]}"
    return {
        "two letters swapped": host[:middle] + host[middle : middle + 2][::-1] + host[middle + 2 :],
        "a letter left out": host[:middle] + host[middle + 1 :],
        "digits for letters": host.replace("o", "0").replace("l", "1"),
        "a hyphen added": f"{host[:middle]}-{host[middle:]}",
        "hyphens for dots": f"{host.replace('.', '-')}.example",
        "under a foreign domain": f"{host}.evil.example",
        "a word of it under a foreign domain": f"{product}.evil.example",
        "a word of it, with a hyphen, under a foreign domain": f"login.{hyphened}.example",
        "a word of it within another": f"my{product}login.example",
    }


@pytest.mark.parametrize("disguise", disguises(HOST))
@pytest.mark.parametrize("host", LINK_HOSTS)
def test_a_disguise_of_every_known_host_is_found(host: str, disguise: str) -> None:
    pretended = disguises(host)[disguise]
    assert pretended not in LINK_HOSTS
    found = findings(link_to(pretended), NOW)
    if owner_of(pretended):
        assert ids(found) == ["host-of-owner"]
        return
    assert ids(found)[:2] == ["host-unknown", "host-looks-alike"]
    assert found[1].values["known"] in LINK_HOSTS


@pytest.mark.parametrize(
    "host",
    [
        *("secure.example", "activation.telekom.example", "avaya.example", "www.unify.example"),
        *("office.example", "cloud.example", "confirmation.example", "ring.example"),
    ],
)
def test_a_host_that_borrows_nothing_but_everyday_words_pretends_nothing(host: str) -> None:
    assert looks_like(host) is None


def test_what_a_host_pretends_to_be_is_told_but_never_contacted() -> None:
    host = "secure.xn--ringentral-fwi.com"
    alike, puny, mixed = findings(link_to(host), NOW)[1:]
    assert alike.values["known"] == "secure.ringcentral.com"
    assert puny.values["decoded"] == mixed.values["decoded"] == "secure.ringсentral.com"
    assert decoded(host) not in link_to(host).origin


@pytest.mark.parametrize("host", LINK_HOSTS)
def test_no_known_host_pretends_anything(host: str) -> None:
    assert not is_punycode(host)
    assert not mixes_scripts(host)
    assert looks_like(host) is None


@pytest.mark.parametrize(
    ("host", "owner"),
    [
        ("secure.ringcentral.com:8443", "ringcentral.com"),
        ("secure.unifyoffice-te1ekom.ringcentral.com", "ringcentral.com"),
        ("secure.newpartner.ringcentral.biz", "ringcentral.biz"),
        ("secure.unifyoffice.com.unifyoffice.com", "unifyoffice.com"),
        ("setup2.btcloudphone.bt.com", "bt.com"),
    ],
)
def test_a_host_of_a_known_owner_is_never_called_a_forgery(host: str, owner: str) -> None:
    expected = TrustFinding("host-of-owner", "warning", {"host": host, "owner": owner})
    assert findings(link_to(host), NOW) == (expected,)


def test_a_domain_that_only_ends_like_an_owners_is_a_strangers() -> None:
    for host in ("secure.notringcentral.com", "ringcentral.com.evil.example", "abt.com"):
        assert ids(findings(link_to(host), NOW))[0] == "host-unknown"


@pytest.mark.parametrize(
    "host", ["xn--", "xn--\u00e4", "xn--99999999", "", ".", "[::1]", "a" * 300]
)
def test_odd_hosts_are_read_without_an_exception(host: str) -> None:
    decoded(host), is_punycode(host), mixes_scripts(host), looks_like(host)


@pytest.mark.parametrize(
    ("host", "name"), [("a.b:1", "a.b"), ("a.b", "a.b"), ("[::1]:80", "[::1]"), ("[::1]", "[::1]")]
)
def test_a_port_is_no_part_of_a_name(host: str, name: str) -> None:
    assert without_port(host) == name


AGES: list[tuple[timedelta, TrustFindingId, TrustStanding, str]] = [
    (timedelta(0), "age-fresh", "good", "0"),
    (timedelta(hours=47, minutes=59), "age-fresh", "good", "47"),
    (timedelta(hours=48), "age-fresh", "good", "48"),
    (timedelta(hours=48, seconds=1), "age-expired", "warning", "48"),
    (timedelta(days=400), "age-expired", "warning", "9600"),
    (-timedelta(minutes=9), "age-fresh", "good", "0"),
    (-timedelta(hours=3), "age-future", "warning", "-3"),
]


@pytest.mark.parametrize(("age", "finding", "standing", "hours"), AGES)
def test_the_age_is_judged_against_48_hours(
    age: timedelta, finding: TrustFindingId, standing: TrustStanding, hours: str
) -> None:
    found = the(finding, replace(MAIL, sent_at=NOW - age))
    assert (found.standing, found.values["hours"]) == (standing, hours)


def test_a_bare_link_has_no_age_sender_or_claims() -> None:
    assert ids(findings(LINK, NOW)) == ["host-brand"]


SUBJECTS = [
    *(subject for brand in BRANDS for subject in brand.subjects if subject),
    "WG: Sie wurden dem Unify Office by RingCentral-Geschäftstelefonsystem Ihres Unternehmens hinzugefügt",
    "FW: Fwd: [EXTERN] You have been added to your company’s RingCentral business phone system",
    "You have been added to your company's Unify Office by RingCentral business phone system",
]


@pytest.mark.parametrize("subject", SUBJECTS)
def test_the_subject_is_known_forwarded_or_not(subject: str) -> None:
    assert the("subject-known", replace(MAIL, subject=subject)).values == {"subject": subject}


GERMAN = BRANDS[0].subjects.de or ""
TAGGED = [
    "*** SPAM *** {}", "***SPAM*** {}", "{{Extern}} {}", "{{Spam?}} {}", "[EXT] {}", "[EXTERN] WG: {}", "[Suspected Spam]{}", "EXTERN: {}",
    "(extern) {}", "AW: [EXT] Re: {}", "SPAM: {}", "Spam-Verdacht: {}", "<EXTERNAL> {}", "{} [extern]", "! {}", "Achtung: {}", "#Extern# {}", "External E-Mail: {}",
]  # fmt: skip


@pytest.mark.parametrize("tagged", TAGGED)
def test_a_subject_that_a_filter_tagged_is_still_the_known_one(tagged: str) -> None:
    assert is_known_subject(tagged.format(GERMAN))


@pytest.mark.parametrize("dash", ["\u2013", "\u2011", " \u2013 ", " - ", "\u2010", "-\u00ad"])
def test_a_subject_in_other_dashes_is_still_the_known_one(dash: str) -> None:
    assert is_known_subject(GERMAN.replace("-", dash))


@pytest.mark.parametrize(
    "subject", ["[EXT]", "SPAM", "(" * 500, "[x] " * 200, "*" * 500, f"Konto {GERMAN}"]
)
def test_a_tag_alone_is_no_known_subject(subject: str) -> None:
    assert not is_known_subject(subject)


@pytest.mark.parametrize("subject", [None, "", "WG:", "Konto gesperrt"])
def test_any_other_subject_is_only_a_notice(subject: str | None) -> None:
    assert the("subject-unknown", replace(MAIL, subject=subject)).standing == "notice"


def test_an_address_in_a_foreign_senders_name_is_a_danger() -> None:
    plain = replace(MAIL, senders=(Sender("it@firma.example", "IT"),))
    forged = replace(MAIL, senders=(Sender("it@firma.example", KNOWN.address),))
    assert the("sender-unknown", plain).standing == "warning"
    assert the("sender-unknown", forged).standing == "danger"


def claim(result: str, server: str = "mx.example") -> Claim:
    return Claim("dmarc", result, "ringcentral.com", server)


@pytest.mark.parametrize(
    ("results", "expected"),
    [
        (["pass"], [("claim-pass", "notice")]),
        (["fail"], [("claim-fail", "warning")]),
        (["pass", "softfail"], [("claim-fail", "warning"), ("claim-pass", "notice")]),
        (["neutral", "none"], [("claim-nothing", "notice")]),
        (["temperror"], [("claim-nothing", "notice")]),
        (["none", "pass"], [("claim-pass", "notice")]),
        ([], [("claim-none", "notice")]),
    ],
)
def test_a_headers_claim_is_never_more_than_a_notice(
    results: list[str], expected: list[tuple[TrustFindingId, TrustStanding]]
) -> None:
    mail = replace(MAIL, claims=tuple(map(claim, results)))
    found = [each for each in findings(mail, NOW) if each.id.startswith("claim")]
    assert [(each.id, each.standing) for each in found] == expected


def passes(*claims: tuple[Method, str | None]) -> list[TrustFinding]:
    own = tuple(Claim(method, "pass", domain, "mx.example") for method, domain in claims)
    return [each for each in findings(replace(MAIL, claims=own), NOW) if "claim" in each.id]


def test_a_pass_for_another_domain_than_the_senders_is_a_warning_that_names_it() -> None:
    [found] = passes(("dkim", "evil.example"), ("spf", "evil.example"), ("dmarc", "evil.example"))
    assert (found.id, found.standing) == ("claim-elsewhere", "warning")
    assert found.values == {
        "methods": "dkim, spf, dmarc",
        "domains": "evil.example",
        "server": "mx.example",
        "sender": "ringcentral.com",
    }


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ([("dkim", "mail.ringcentral.com")], ["claim-pass"]),
        ([("dkim", "ringcentral.com"), ("dkim", "sendgrid.net")], ["claim-pass"]),
        ([("dkim", "ringcentral.com"), ("spf", "amazonses.com")], ["claim-pass"]),
        ([("spf", "ringcentral.com"), ("dkim", "evil.example")], ["claim-elsewhere", "claim-pass"]),
        ([("dkim", "ringcentral.com"), ("dmarc", "x.example")], ["claim-elsewhere", "claim-pass"]),
        ([("dkim", "ringcentral.com.evil.example")], ["claim-elsewhere"]),
        ([("dkim", None), ("arc", "evil.example")], ["claim-pass"]),
    ],
)
def test_whose_domain_passed_decides(
    claims: list[tuple[Method, str | None]], expected: list[str]
) -> None:
    assert [each.id for each in passes(*claims)] == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("a.example", "b.a.example", True),
        ("x.a.co.uk", "y.a.co.uk", True),
        ("a.co.uk", "b.co.uk", False),
        ("a.example", "b.example", False),
        ("email.ringcentral.com", "ringcentral.com", True),
        ("a.de", "b.a.de", True),
        ("", "a.de", False),
        ("co.uk", "", False),
    ],
)
def test_domains_belong_together_below_the_registered_one(
    one: str, other: str, expected: bool
) -> None:
    assert belong_together(one, other) is expected


def test_answers_that_go_elsewhere_are_told() -> None:
    own = replace(MAIL, reply_to=(Sender("hilfe@email.ringcentral.com"),))
    assert "reply-elsewhere" not in ids(findings(own, NOW))
    foreign = replace(MAIL, reply_to=(*own.reply_to, Sender("hilfe@evil.example")))
    found = the("reply-elsewhere", foreign)
    assert (found.standing, found.values) == ("warning", {"address": "hilfe@evil.example"})


def test_links_elsewhere_are_told_once_and_not_as_where_the_link_leads() -> None:
    refused = tuple(
        Refused(f"https://h{number}.example/rc-web", "unknown-host", f"h{number}.example")
        for number in (1, 1, 2, 3, 4)
    )
    mail = replace(MAIL, refused=refused)
    found = [each for each in findings(mail, NOW) if each.id not in USUAL]
    assert [each.id for each in found] == ["link-elsewhere"]
    assert found[0].standing == "danger"
    assert found[0].values == {"hosts": "h1.example, h2.example, h3.example + 1", "count": "4"}
    alone = ids(findings(replace(mail, links=()), NOW))
    assert "link-elsewhere" not in alone
    assert alone.count("host-unknown") == 4


USUAL = ("sender-known", "subject-unknown", "host-brand", "age-fresh", "claim-none")


def test_an_anchor_that_only_shows_the_providers_host_is_a_danger() -> None:
    mail = replace(MAIL, disguises=(Disguise(f"https://{HOST}/…", "evil.example"),))
    found = the("anchor-disguised", mail)
    assert (found.standing, found.values["host"]) == ("danger", "evil.example")


def test_each_server_speaks_for_itself() -> None:
    mail = replace(MAIL, claims=(claim("pass"), claim("fail", "other.example")))
    found = [each for each in findings(mail, NOW) if each.id.startswith("claim")]
    assert [each.values["server"] for each in found] == ["mx.example", "other.example"]
    assert found[0].values == {
        "methods": "dmarc",
        "domains": "ringcentral.com",
        "server": "mx.example",
    }


def test_a_link_by_http_that_somebody_made_is_a_danger() -> None:
    assert ids(findings(link_to("secure.ringcentral.com", "http"), NOW))[-1] == "not-https"


def test_a_mail_of_very_many_links_is_judged_as_far_as_people_read() -> None:
    links = tuple(MailLink(link_to(f"h{number}.example")) for number in range(500))
    refused = tuple(Refused(f"https://r{number}", "shape") for number in range(500))
    found = findings(replace(MAIL, links=links, refused=refused), NOW)
    assert ids(found).count("host-unknown") == ids(found).count("link-refused") == MAX_LINKS
    assert the("several-links", replace(MAIL, links=links)).values == {"count": "500"}
