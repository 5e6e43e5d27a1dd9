"""What speaks for a mail or a link, and what against it, in sentences."""

from collections.abc import Mapping
from datetime import tzinfo

from api_client.brands import brand_by_slug
from api_client.mail.trust import TrustFinding, TrustFindingId, TrustStanding
from tui.i18n import N_, _
from tui.journey.trust_card import TrustCard, TrustWarning
from tui.wording.identity import shown_finding
from tui.wording.links import reason_sentence
from tui.wording.mail import unreadable_sentence
from tui.wording.times import local_time, time_left

_SENTENCES: Mapping[TrustFindingId, str] = {
    "sender-known": N_("Known sender: {address}"),
    "sender-unknown": N_(
        "Unknown sender: {address}. Activation emails come from a different address."
    ),
    "sender-missing": N_("The email does not name a sender, so it is unclear who wrote it."),
    "sender-several": N_(
        "The email names several senders ({addresses}). A genuine activation email names only one."
    ),
    "sender-quoted": N_(
        "Sender according to the forwarded text: {address}. This statement can be forged."
    ),
    "reply-elsewhere": N_("Replies to the email go to {address}, not to the sender."),
    "subject-known": N_("Known subject: “{subject}”"),
    "subject-unknown": N_("Unusual subject: “{subject}”. Activation emails have a different one."),
    "host-brand": N_("The link leads to {host} ({brand})."),
    "host-loopback": N_("The link leads to {host}, which is this computer."),
    "host-of-owner": N_(
        "{host} belongs to {owner} but is not known as a server for activation links."
    ),
    "host-unknown": N_("The link leads to {host}. No known provider uses this server."),
    "host-looks-alike": N_(
        "{host} only looks like {known}. Forged emails often use such addresses."
    ),
    "host-mixed-scripts": N_(
        "{host} mixes letters from several alphabets ({decoded}) to look like a different address."
    ),
    "host-punycode": N_("The address {host} is deceptive: it is displayed as {decoded}."),
    "link-shown-differs": N_("The email shows {shown}, but the link leads to {host}."),
    "link-unwrapped": N_(
        "An email filter ({wrapper}) had changed the link. This program uses the original link."
    ),
    "link-elsewhere": N_("Other links in the email lead to unknown providers: {hosts}."),
    "anchor-disguised": N_("Another link in the email shows {shown} but leads to {host}."),
    "link-refused": N_("Not used: {text}. {why}"),
    "no-link": N_("The email does not contain a usable link."),
    "not-https": N_("The link is not encrypted (http): {text}"),
    "claim-pass": N_(
        "According to the email, {server} verified the sender for {domains} ({methods}). This "
        "statement can be forged."
    ),
    "claim-elsewhere": N_(
        "According to the email, the check ({methods}) was successful for {domains}. But the "
        "sender belongs to {sender}."
    ),
    "claim-nothing": N_(
        "According to the email, {server} was not able to verify the sender ({methods}: {results})."
    ),
    "claim-fail": N_(
        "According to the email, the sender did not pass the check that {server} "
        "carried out ({methods}, {domains})."
    ),
    "claim-none": N_("The email contains no record of a sender check."),
    "age-fresh": N_("Sent {when} ({age} ago). Activation links are valid for 48\xa0hours."),
    "age-expired": N_("Sent {when} ({age} ago). Activation links expire after 48\xa0hours."),
    "age-future": N_("Sent {when}. This date is in the future, so it is wrong."),
    "age-unknown": N_(
        "The email does not say when it was sent. Activation links are valid for 48\xa0hours."
    ),
    "several-links": N_(
        "The email contains {count}\xa0activation links. A genuine activation "
        "email contains only one."
    ),
    "forwarded": N_("The email was forwarded by {address}."),
    "unreadable": "{why}",
}

_WITHOUT_DOMAIN: Mapping[TrustFindingId, str] = {
    "claim-pass": N_(
        "According to the email, {server} verified the sender ({methods}). This statement can "
        "be forged."
    ),
    "claim-fail": N_(
        "According to the email, the sender did not pass the check that {server} "
        "carried out ({methods})."
    ),
}

_VOUCHED: Mapping[TrustFindingId, str] = {
    "host-unknown": N_(
        "The link leads to {host}. No known provider uses this server, but you "
        "allowed it at the start."
    ),
}

_BACKEND_NAMED: Mapping[TrustFindingId, str] = {
    "host-unknown": N_(
        "The link leads to {host}. No known provider uses this server. The program asks the "
        "server that you named with --backend."
    ),
}

_FOR_OPERATORS: Mapping[TrustFindingId, str] = {
    "age-expired": N_(
        "Sent {when} ({age} ago). The email is old, but you can still activate the account."
    ),
    "age-unknown": N_("The email does not say when it was sent."),
}


def card_question(card: TrustCard) -> str:
    """What a card is there to answer."""
    return _("Is this email genuine?") if card.invitation.mail else _("Is this link genuine?")


def nothing_sent_yet() -> str:
    """What a person has to know before the link is looked at."""
    return _("Nothing has been sent yet. Continue only if you are expecting an activation email.")


def login_question() -> str:
    """What an operator is asked whose mail leaves a doubt about whom it is for."""
    return _("Which email address does the person sign in with?")


def login_question_reason() -> str:
    """Why that is asked."""
    return _("The email does not clearly say whose account it is.")


def no_login_address() -> str:
    """Something else than an address was typed."""
    return _("Please enter the whole email address, for example name@example.com.")


def card_sentences(card: TrustCard, zone: tzinfo | None) -> list[tuple[TrustStanding, str]]:
    """All findings of a card as sentences, with their standing; times as in `zone`."""
    said = []
    for each in card.findings:
        text = _sentence(each, card)
        said.append((each.standing, _(text).format(**_in_words(each, card, zone))))
    return said


def _sentence(finding: TrustFinding, card: TrustCard) -> str:
    text = None
    if card.is_vouched:
        text = (_BACKEND_NAMED if card.has_backend else _VOUCHED).get(finding.id)
    if card.way == "operator":
        text = _FOR_OPERATORS.get(finding.id)
    if finding.values.get("domains") == "":
        text = text or _WITHOUT_DOMAIN.get(finding.id)
    return text or _SENTENCES[finding.id]


def card_warnings(card: TrustCard, zone: tzinfo | None) -> tuple[TrustWarning, ...]:
    """What of a card speaks against it, as programs and those who see no card are told it."""
    against = (*card.dangers, *card.doubts)
    said = zip(card.findings, card_sentences(card, zone), strict=True)
    return tuple(
        TrustWarning(each.id, standing, sentence)
        for each, (standing, sentence) in said
        if each in against
    )


def _in_words(finding: TrustFinding, card: TrustCard, zone: tzinfo | None) -> dict[str, str]:
    """The values of a finding as people read them."""
    values = dict(shown_finding(finding).values)
    mail, brand = card.invitation.mail, brand_by_slug(values.get("brand", ""))
    if brand is not None:
        values["brand"] = brand.name
    if "methods" in values:
        values["methods"] = values["methods"].upper()
    if values.get("server") == "":  # Microsoft 365 leaves it out
        values["server"] = _("the receiving server")
    if finding.id == "link-refused":
        values["why"] = reason_sentence(values["reason"], finding.values["host"])
    if finding.id == "unreadable":
        values["why"] = unreadable_sentence(values["kind"])
    if mail is not None and mail.sent_at is not None and card.age is not None:
        values |= {"when": local_time(mail.sent_at, zone), "age": time_left(card.age)}
    return values
