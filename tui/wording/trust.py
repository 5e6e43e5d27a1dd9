"""What speaks for a mail or a link, and what against it, in sentences."""

from collections.abc import Mapping
from datetime import tzinfo

from api_client.brands import brand_by_slug
from api_client.mail.trust import TrustFinding, TrustFindingId, TrustStanding
from tui.i18n import N_, _
from tui.journey.trust_card import TrustCard, TrustWarning
from tui.wording.links import reason_sentence
from tui.wording.mail import unreadable_sentence
from tui.wording.times import local_time, time_left

_SENTENCES: Mapping[TrustFindingId, str] = {
    "sender-known": N_("Known sender: {address}"),
    "sender-unknown": N_("Sender: {address}. This is not a known sender of these mails."),
    "sender-missing": N_("It names no sender, so nobody knows who wrote it."),
    "sender-several": N_("It names several senders ({addresses}). A genuine mail names one."),
    "sender-quoted": N_("Quoted sender: {address}. In a forwarded text anybody can write that."),
    "reply-elsewhere": N_("Answers to it go to {address}, not to where it comes from."),
    "subject-known": N_("Known subject: “{subject}”"),
    "subject-unknown": N_("Subject: “{subject}”. The known mails have another one."),
    "host-brand": N_("Link to {host}, {brand}."),
    "host-loopback": N_("Link to {host}, this very computer."),
    "host-of-owner": N_("{host} belongs to {owner}, but is not known as a host of these links."),
    "host-unknown": N_("Link to {host}. No known provider uses this host."),
    "host-looks-alike": N_("{host} only looks like {known}. That is how mails are forged."),
    "host-mixed-scripts": N_(
        "{host} mixes letters of several scripts ({decoded}), to look like another."
    ),
    "host-punycode": N_("{host} is a name in disguise: people would read {decoded}."),
    "link-shown-differs": N_("The mail shows {shown}, but the link leads to {host}."),
    "link-unwrapped": N_("A mail filter had wrapped the link ({wrapper}); it was taken out."),
    "link-elsewhere": N_("Elsewhere the mail links to {hosts}. No known provider uses that."),
    "anchor-disguised": N_("The mail shows {shown} elsewhere, and leads to {host} there."),
    "link-refused": N_("Not used: {text}. {why}"),
    "no-link": N_("There is no usable link in it."),
    "not-https": N_("Not encrypted (http): {text}"),
    "claim-pass": N_(
        "The mail's head claims that {server} found {methods} in order for {domains}. "
        "A claim, no proof."
    ),
    "claim-elsewhere": N_(
        "The mail's head claims that {methods} are in order for {domains}. The sender is of {sender}."
    ),
    "claim-nothing": N_(
        "The mail's head claims that {server} checked {methods} and found nothing ({results})."
    ),
    "claim-fail": N_("The mail's head claims that {methods} failed at {server} ({domains})."),
    "claim-none": N_("The mail's head tells of no check of the sender."),
    "age-fresh": N_("Sent {when}, {age} ago; links live 48 hours."),
    "age-expired": N_("Sent {when}, {age} ago; after 48 hours a link has expired."),
    "age-future": N_("Sent {when}. That is still to come, so the date is wrong."),
    "age-unknown": N_("When it was sent is not known; a link lives for 48 hours."),
    "several-links": N_("There are {count} activation links in it. A genuine mail has one."),
    "forwarded": N_("Forwarded by {address}."),
    "unreadable": "{why}",
}

_WITHOUT_DOMAIN: Mapping[TrustFindingId, str] = {
    "claim-pass": N_(
        "The mail's head claims that {server} found {methods} in order. A claim, no proof."
    ),
}

_VOUCHED: Mapping[TrustFindingId, str] = {
    "host-unknown": N_("Link to {host}. No known provider uses this host, but you named it."),
}

_FOR_OPERATORS: Mapping[TrustFindingId, str] = {
    "age-expired": N_(
        "Sent {when}, {age} ago. The mail is old; an operator can activate the account all the same."
    ),
    "age-unknown": N_("When it was sent is not known."),
}


def card_question(card: TrustCard) -> str:
    """What a card is there to answer."""
    return _("Is this mail genuine?") if card.invitation.mail else _("Is this genuine?")


def nothing_sent_yet() -> str:
    """What a person has to know before the link is looked at."""
    return _("Nothing was sent anywhere yet. Go on only if you expect this mail.")


def login_question() -> str:
    """What an operator is asked whose mail leaves a doubt about whom it is for."""
    return _("Login e-mail address of the person whose account it is:")


def login_question_reason() -> str:
    """Why that is asked."""
    return _("The mail does not say it without a doubt.")


def no_login_address() -> str:
    """Something else than an address was typed."""
    return _("Type the whole e-mail address, such as name@example.com.")


def card_sentences(card: TrustCard, zone: tzinfo | None) -> list[tuple[TrustStanding, str]]:
    """All findings of a card as sentences, with their standing; times as in `zone`."""
    said = []
    for each in card.findings:
        text = _sentence(each, card)
        said.append((each.standing, _(text).format(**_in_words(each, card, zone))))
    return said


def _sentence(finding: TrustFinding, card: TrustCard) -> str:
    text = _VOUCHED.get(finding.id) if card.is_vouched else None
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
    values = dict(finding.values)
    mail, brand = card.invitation.mail, brand_by_slug(values.get("brand", ""))
    if brand is not None:
        values["brand"] = brand.name
    if "methods" in values:
        values["methods"] = values["methods"].upper()
    if values.get("server") == "":  # Microsoft 365 leaves it out
        values["server"] = _("the receiving server")
    if finding.id == "link-refused":
        values["why"] = reason_sentence(values["reason"], values["host"])
    if finding.id == "unreadable":
        values["why"] = unreadable_sentence(values["kind"])
    if mail is not None and mail.sent_at is not None and card.age is not None:
        values |= {"when": local_time(mail.sent_at, zone), "age": time_left(card.age)}
    return values
