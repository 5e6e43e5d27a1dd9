"""The card of an invitation: whether it is due, which way is open, in which words."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import get_args

import pytest

from api_client.link import ActivationLink, Refused
from api_client.mail import ActivationMail, Claim, MailLink, Sender
from api_client.mail.trust import TrustFindingId
from tests.links import HOST, TOKEN, activation_link
from tui.i18n import use_language
from tui.journey.invitation import Invitation
from tui.journey.trust_card import CardWay, TrustCard, Vouched, card_of
from tui.wording import trust

NOW = datetime(2026, 11, 23, 20, tzinfo=UTC)
SENDER = Sender("support@email.unifyoffice-telekom.ringcentral.com", "Unify Office")
HOSTS = {
    "brand": f"https://{HOST}",
    "loopback": "http://127.0.0.1:8025",
    "stranger": "https://activation.example",
    "lookalike": f"https://{HOST}.evil.example",
    "punycode": "https://xn--nify-0na.example",
}
NAMED = Vouched(trusted_hosts=frozenset({"activation.example"}))
BACKEND = Vouched(backend="https://backend.example")


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


def link(host: str) -> ActivationLink:
    return activation_link(HOSTS[host], "12")


def mail(host: str, **changes: object) -> Invitation:
    known = ActivationMail(
        senders=(SENDER,), sent_at=NOW - timedelta(hours=3), links=(MailLink(link(host)),)
    )
    return Invitation(link(host), replace(known, **changes))  # type: ignore[arg-type]


def ids(card: TrustCard) -> list[str]:
    return [finding.id for finding in card.findings]


@pytest.mark.parametrize(
    ("host", "vouched", "way"),
    [
        ("loopback", Vouched(), "look"),
        ("brand", Vouched(), "browser"),
        ("brand", Vouched(trusted_hosts=frozenset({HOST})), "browser"),
        ("brand", BACKEND, "look"),
        ("stranger", Vouched(), "stop"),
        ("stranger", NAMED, "look"),
        ("stranger", BACKEND, "look"),
        ("lookalike", NAMED, "stop"),
        ("punycode", Vouched(), "stop"),
    ],
)
def test_which_way_is_open_depends_on_the_host_and_on_whom_one_named(
    host: str, vouched: Vouched, way: CardWay
) -> None:
    assert card_of(Invitation(link(host)), vouched, NOW).way == way
    assert card_of(mail(host), vouched, NOW).way == way


@pytest.mark.parametrize(
    ("invitation", "vouched", "due"),
    [
        (Invitation(link("loopback")), Vouched(), False),
        (Invitation(link("brand")), Vouched(), False),
        (Invitation(link("stranger")), Vouched(), True),
        (Invitation(link("stranger")), NAMED, False),
        (Invitation(link("punycode")), BACKEND, True),
        (mail("loopback"), Vouched(), True),
        (mail("brand"), Vouched(), True),
        (mail("loopback", has_headers=False, senders=(), sent_at=None), Vouched(), False),
        (
            mail("loopback", has_headers=False, links=(MailLink(link("loopback"), "evil.example"),)),
            Vouched(),
            True,
        ),
    ],
    ids=[
        "bare link to this machine",
        "bare link of a brand",
        "bare link of a stranger",
        "bare link to a host that was named",
        "name in disguise",
        "mail",
        "mail of a brand",
        "paste without a head",
        "paste that shows another host",
    ],
)  # fmt: skip
def test_the_card_is_due_for_a_mail_and_for_every_doubt(
    invitation: Invitation, vouched: Vouched, due: bool
) -> None:
    assert card_of(invitation, vouched, NOW).is_due == due


def test_the_gravest_comes_first() -> None:
    card = card_of(mail("lookalike", senders=(Sender("x@evil.example"),)), Vouched(), NOW)
    standings = [finding.standing for finding in card.findings]
    order = ["danger", "warning", "good", "notice"]
    firsts = [standings.index(each) for each in order[:2] if each in standings]
    assert firsts == sorted(firsts)
    assert standings[0] == "danger"
    assert {"host-unknown", "host-looks-alike", "sender-unknown"} <= set(ids(card))


def test_a_host_that_was_named_is_told_as_such_and_frightens_nobody() -> None:
    card = card_of(Invitation(link("stranger")), NAMED, NOW)
    assert [finding.standing for finding in card.findings] == ["notice"]
    [(_standing, sentence)] = trust.card_sentences(card, UTC)
    assert "No known provider uses this server, but you allowed it at the start." in sentence
    unnamed = card_of(Invitation(link("stranger")), Vouched(), NOW)
    assert [finding.standing for finding in unnamed.findings] == ["danger"]
    assert "you allowed" not in trust.card_sentences(unnamed, UTC)[0][1]


def test_where_a_backend_was_named_the_links_own_host_was_not() -> None:
    [(standing, sentence)] = trust.card_sentences(
        card_of(Invitation(link("stranger")), BACKEND, NOW), UTC
    )
    assert standing == "notice"
    assert sentence.endswith("The program asks the server that you named with --backend.")
    assert "you allowed" not in sentence


def test_a_check_that_names_no_domain_leaves_no_gap() -> None:
    failed = Claim("spf", "fail", "", "mx.example")
    card = card_of(mail("loopback", claims=(failed,)), Vouched(), NOW)
    told = [sentence for _, sentence in trust.card_sentences(card, UTC)]
    assert (
        "According to the email, the sender did not pass the check that mx.example carried out (SPF)."
    ) in told


def test_the_age_is_told_against_48_hours() -> None:
    for hours, expected in (
        (3, "3\xa0hours ago"),
        (50, "Activation links expire after 48\xa0hours."),
    ):
        card = card_of(mail("loopback", sent_at=NOW - timedelta(hours=hours)), Vouched(), NOW)
        said = " ".join(sentence for _, sentence in trust.card_sentences(card, UTC))
        assert expected in said
    assert card_of(Invitation(link("loopback")), Vouched(), NOW).age is None


@pytest.mark.parametrize("age", [timedelta(hours=50), timedelta(days=366)])
def test_an_operator_is_not_told_of_a_link_that_ended_long_ago(age: timedelta) -> None:
    operator = Vouched(is_operator=True)
    card = card_of(mail("brand", sent_at=NOW - age), operator, NOW)
    [(standing, said)] = [
        each for each in trust.card_sentences(card, UTC) if each[1].startswith("Sent ")
    ]
    assert standing == "notice"
    assert "48" not in said
    assert "The email is old, but you can still activate the account." in said
    undated = trust.card_sentences(card_of(mail("brand", sent_at=None), operator, NOW), UTC)
    assert not any("48" in said for _standing, said in undated)


def test_every_finding_has_its_sentence() -> None:
    assert set(trust._SENTENCES) == set(get_args(TrustFindingId))


EVERYTHING = ActivationMail(
    senders=(Sender("x@evil.example", "X"),),
    subject="Hallo",
    sent_at=NOW,
    links=(
        MailLink(link("loopback"), shown="bank.example", wrapped_by="filter.example"),
        MailLink(link("brand")),
        MailLink(link("punycode")),
        MailLink(link("lookalike")),
    ),
    refused=(Refused("https://a.example/x", "shape"), Refused("http://b.example", "http-scheme")),
    claims=(Claim("spf", "pass", "a.example", "mx.example"), Claim("spf", "fail", "a.example", ""),
            Claim("dkim", "fail", "b.example", "mx.example")),
    forwarded_by=Sender("f@c.example"),
    quoted_sender=SENDER,
    unreadable="winmail",
)  # fmt: skip


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize(
    "letter",
    [
        EVERYTHING,
        replace(EVERYTHING, senders=(SENDER, SENDER), sent_at=NOW - timedelta(days=9), claims=()),
        replace(EVERYTHING, senders=(SENDER,), sent_at=NOW + timedelta(days=9), links=()),
        replace(EVERYTHING, senders=(), sent_at=None, subject=None),
    ],
    ids=["a stranger's", "two senders", "from tomorrow", "nothing in its head"],
)
def test_a_sentence_lacks_none_of_its_values_and_holds_no_token(
    language: str, letter: ActivationMail
) -> None:
    use_language("de" if language == "de" else "en")
    card = card_of(Invitation(link("loopback"), letter), Vouched(), NOW)
    for _standing, sentence in trust.card_sentences(card, UTC):
        assert "…" not in sentence
        assert "{" not in sentence
        assert TOKEN not in sentence
