"""Reading a mail, whole or in part, in whatever state it arrives."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC
from typing import Literal

from api_client.link import ActivationLink
from api_client.link.find import refused_among
from api_client.mail.activation_mail import MAX_MAIL, ActivationMail, MailFacts, MailLink, Sender
from api_client.mail.anchor_check import Shown, shown_elsewhere
from api_client.mail.authentication_results import claims
from api_client.mail.body_text import MAX_TEXT, PartText, language_of, readable, unreadable
from api_client.mail.facts import facts_in, merged
from api_client.mail.forwarded import quoted_head
from api_client.mail.headers import ContentType, addresses, date, words
from api_client.mail.line_memory import forget_lines
from api_client.mail.mime import (
    MailPart,
    Message,
    has_head,
    leaves,
    normalised,
    pasted_parts,
    sniffed_boundary,
)

_OUTLOOK_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENOUGH_TO_TELL = 64 * 1024
MAX_HEADERS = 20
"""Headers of one name that are read."""


def read_mail(data: bytes, *, more_follow: bool = False) -> ActivationMail:
    """What a mail says. Raises nothing, whatever the bytes.

    Args:
        data: a mail as it was sent or stored, or any part of one that somebody copied. Of more
            than `MAX_MAIL` bytes only the first are read.
        more_follow: whether other mails are read next. What was made out about lines is kept for
            them then, and the caller lets go of it in the end, with `forget_lines`.

    Returns:
        What was found; `is_nothing` where the bytes are no mail and hold nothing of one.
    """
    if data.startswith(_OUTLOOK_FILE):
        return ActivationMail(unreadable="outlook-msg", has_headers=False)
    data = normalised(data[:MAX_MAIL])
    is_whole = has_head(data)
    parts = list(leaves(data) if is_whole else _pasted(data))
    mail = replace(_mail(parts), has_headers=is_whole)
    if not more_follow:
        forget_lines()
    return mail


def looks_like_mail(data: bytes) -> bool:
    """Whether the bytes begin as a mail does, or as one of Outlook's own files."""
    return data.startswith(_OUTLOOK_FILE) or has_head(normalised(data[:_ENOUGH_TO_TELL]))


def _pasted(data: bytes) -> Iterator[MailPart]:
    """The parts of what was copied out of a mail."""
    if boundary := sniffed_boundary(data):
        return pasted_parts(data, boundary)
    return iter([MailPart(Message({}), ContentType("text/plain"), data)])


def _mail(parts: list[MailPart]) -> ActivationMail:
    """The activation mail among the mails in one file."""
    texts = readable(parts)
    chosen = _chosen(parts, texts)
    if not chosen:
        return ActivationMail(unreadable=unreadable(parts))
    message = chosen[0]
    own = [text for text in texts if text.part.message in chosen]
    shown = [shown_elsewhere(_page(text)) if text.is_page else Shown() for text in own]
    mail = ActivationMail(
        senders=_senders(chosen),
        subject=words(message.first("subject") or "") or None,
        sent_at=date(message.first("date") or ""),
        facts=MailFacts(),
        links=_links(own, shown),
        refused=tuple(refused_among(found for text in own for found in text.found)),
        disguises=tuple(dict.fromkeys(each for page in shown for each in page.disguises)),
        reply_to=_reply_to(message),
        claims=claims(message.headers.get("authentication-results", ())),
        forwarded_by=_forwarder(message),
        unreadable=unreadable(parts),
    )
    return _with_words(mail, message, [text.lines() for text in own])


def _chosen(parts: list[MailPart], texts: list[PartText]) -> list[Message]:
    """The mails with a link, or with what looks like one, or the innermost.

    Links in several mails of one file make several senders, of whom none is known: a genuine mail
    attached to another speaks for nothing that stands in the other.
    """
    with_links = [text.part.message for text in texts if text.has_links]
    with_refused = [text.part.message for text in texts if text.found]
    innermost = sorted((part.message for part in parts), key=lambda message: -message.depth)
    return list(dict.fromkeys(with_links or with_refused or innermost[:1]))


def _senders(messages: Iterable[Message]) -> tuple[Sender, ...]:
    """All that the mails name; the same in a second From of one mail counts again."""
    named = (
        tuple(each for header in message.headers.get("from", ()) for each in addresses(header))
        for message in messages
    )
    return tuple(sender for senders in dict.fromkeys(named) for sender in senders)


def _page(text: PartText) -> str:
    """The page whose anchors are looked at: all of it where links are, else as far as one reads."""
    return text.raw if text.has_links else text.raw[:MAX_TEXT]


def _reply_to(message: Message) -> tuple[Sender, ...]:
    """Everyone that answers go to."""
    named = (addresses(header) for header in message.headers.get("reply-to", ()))
    return tuple(dict.fromkeys(each for several in named for each in several))


def _links(texts: list[PartText], shown: list[Shown]) -> tuple[MailLink, ...]:
    """The links of the texts, each once, with what the texts say of each."""
    links: dict[ActivationLink, MailLink] = {}
    for text, page in zip(texts, shown, strict=True):
        for found in text.found:
            link = found.finding
            if isinstance(link, ActivationLink):
                known = links.get(link, MailLink(link))
                links[link] = MailLink(
                    link,
                    known.shown or page.of_links.get(link),
                    known.wrapped_by or found.wrapped_by,
                )
    return tuple(links.values())


def _forwarder(message: Message) -> Sender | None:
    """Who sent the outermost mail, if the message is inside one."""
    outer = message
    while outer.parent is not None:
        outer = outer.parent
    return None if outer is message else next(iter(_senders([outer])), None)


def _with_words(mail: ActivationMail, message: Message, lines: list[str]) -> ActivationMail:
    """The mail with what its visible texts tell: facts, language, and a quoted head."""
    zone = (mail.sent_at.tzinfo if mail.sent_at else None) or UTC
    facts, own = MailFacts(), _addressees(message)
    for text in lines:
        head, addressees = quoted_head(text, zone), own
        if head is not None:
            text, addressees = text[head.end :], head.addressees
            mail = replace(
                mail,
                sent_at=head.sent_at,
                quoted_sender=mail.quoted_sender or head.sender,
                forwarded_by=mail.forwarded_by or mail.sender,
            )
        facts = merged(facts, facts_in(text, addressees))
    return replace(mail, facts=facts, language=_language(message, " ".join(lines)))


def _addressees(message: Message) -> tuple[str, ...]:
    """Whom the mail itself names as those it was sent to."""
    headers = [each for name in ("to", "delivered-to") for each in message.headers.get(name, ())]
    return tuple(each.address for header in headers[:MAX_HEADERS] for each in addresses(header))


def _language(message: Message, text: str) -> Literal["de", "en"] | None:
    stated = (message.first("content-language") or "")[:2].lower()
    if stated == "de":
        return "de"
    return "en" if stated == "en" else language_of(text)
