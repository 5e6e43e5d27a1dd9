"""Mails forwarded inline: the few lines that a mail program writes above the quoted mail.

Outlook, Gmail, Apple Mail and Thunderbird each order and word them differently; what they share is
a line for the sender beside lines for the subject, the date or the recipient. All of it is text
that anybody can type, so it proves nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo

from api_client.mail.activation_mail import Sender
from api_client.mail.dates import written_date
from api_client.mail.headers import addresses

MAX_LINES = 20_000
"""Lines of a text in which such heads are looked for."""

_LABELS = {
    "von": "from", "from": "from",
    "gesendet": "date", "sent": "date", "datum": "date", "date": "date",
    "betreff": "subject", "subject": "subject",
    "an": "to", "to": "to", "cc": "cc", "kopie": "cc", "antwort an": "reply", "reply-to": "reply",
    "de": "from", "envoyé": "date", "objet": "subject", "à": "to",
    "enviado": "date", "enviado el": "date", "enviada em": "date", "fecha": "date", "data": "date",
    "asunto": "subject", "assunto": "subject", "para": "to",
    "da": "from", "inviato": "date", "oggetto": "subject", "a": "to",
    "van": "from", "verzonden": "date", "onderwerp": "subject", "aan": "to",
}  # fmt: skip
"""German and English, then French, Spanish and Portuguese, Italian, Dutch."""

_LABEL = f"({'|'.join(sorted(_LABELS, key=len, reverse=True))})"
_LINE = re.compile(rf"{_LABEL}[*_\s]{{0,10}}:[*_\s]{{0,10}}(.{{0,500}})", re.IGNORECASE)
_ANNOUNCED = re.compile(r"-{2,20} ?[^\W\d_][^-\n]{4,60}?-{2,20}\s?\Z")
_LINE_ANNOUNCED = re.compile(rf"{_LABEL} (?! )(.{{1,500}})", re.IGNORECASE)
"""Some leave the colons out, under a line “------ Original Message ------”."""

_WROTE = re.compile(
    r"(?:am|on)\s(?:([^<\n]{6,120}?)\s(?:schrieb|wrote)\s([^:\n]{1,200}):"
    r"|([^<\n]{6,200})<([^<>\s]{3,200})>\s?(?:schrieb|wrote):)",
    re.IGNORECASE,
)
_MAILTO = re.compile(r"[<\[](?:mailto:)?([^\s<>\[\]]+)[>\]]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class QuotedHead:
    """What stands above a quoted mail, and where (in characters) the mail itself begins."""

    sender: Sender | None
    sent_at: datetime | None
    end: int
    addressees: tuple[str, ...] = ()


def quoted_head(text: str, zone: tzinfo) -> QuotedHead | None:
    """The innermost head of a mail quoted in a text, or None.

    Args:
        text: the visible text of a mail, lines without marks.
        zone: what dates without a zone mean.
    """
    heads = [*_heads(text, zone)]
    return heads[-1] if heads else None


def _heads(text: str, zone: tzinfo) -> Iterator[QuotedHead]:
    fields: dict[str, str] = {}
    position = end = lines_apart = 0
    is_announced = False
    for line in text.split("\n", MAX_LINES)[:MAX_LINES]:
        position += len(line) + 1
        if not line:
            continue
        if found := _LINE.match(line) or (is_announced and _LINE_ANNOUNCED.match(line)) or None:
            name = _LABELS[found[1].lower()]
            if name == "from" and (head := _head(fields, zone, end)):
                yield head
                fields = {}
            fields.setdefault(name, found[2].strip(" \t*_"))
            lines_apart, end = 0, position
            continue
        lines_apart += 1
        if fields and lines_apart > 1:
            if head := _head(fields, zone, end):
                yield head
            fields = {}
        is_announced = _ANNOUNCED.match(line) is not None
        if wrote := _WROTE.match(line):
            when, who = wrote[1] or wrote[3], wrote[2] or f"<{wrote[4]}>"
            yield QuotedHead(_sender(who), written_date(when, zone), position)
    if head := _head(fields, zone, end):
        yield head


def _head(fields: dict[str, str], zone: tzinfo, end: int) -> QuotedHead | None:
    if "from" not in fields or len(fields) < 3:
        return None
    sent_at = written_date(fields["date"], zone) if "date" in fields else None
    addressees = tuple(each.address for each in _named(fields.get("to", "")))
    return QuotedHead(_sender(fields["from"]), sent_at, end, addressees)


def _sender(text: str) -> Sender | None:
    """The sender named, where there is exactly one."""
    named = _named(text)
    return named[0] if len(named) == 1 else None


def _named(text: str) -> tuple[Sender, ...]:
    return addresses(_MAILTO.sub(r"<\1>", text))
