"""A mail as a MIME message (RFC 5322, RFC 2045): the same mail is always the same bytes."""

import hashlib
from dataclasses import dataclass
from email.header import Header
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from api_client.brands import brand_by_slug
from mock_server.accounts.models import Record
from mock_server.mail.letter import letter_of
from mock_server.mail.outbox import Mail
from mock_server.mail.plain_text import one_line
from mock_server.mail.wording import Letter
from mock_server.scenarios.people import TELEKOM
from mock_server.templates import rendered

BRAND = brand_by_slug(TELEKOM)
assert BRAND is not None
SENDER = BRAND.senders[0]
"""The sender the guide names."""

SENDER_NAME = BRAND.name

_PLAIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 -'")
"""What a name may hold to stand in a header as it is."""

LINE = 76
"""The longest line of a folded header, in characters (RFC 2047)."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A mail ready to be read: its headers as people see them, and its parts."""

    headers: dict[str, str]
    text: str
    html: str


def render(mail: Mail, record: Record, origin: str) -> Rendered:
    """What a mail program shows of a mail about an account."""
    letter = letter_of(mail, record, origin)
    headers = {
        "From": f"{SENDER_NAME} <{SENDER}>",
        "To": _shown(mail.recipient_name, mail.recipient),
        "Subject": letter.subject,
        "Date": _date(mail),
        "Message-ID": message_id(mail),
    }
    return Rendered(headers, text_part(letter), html_part(letter))


def mime(mail: Mail, record: Record, origin: str) -> bytes:
    """The whole message, with lines that end as SMTP has it.

    The address line is ASCII unless the address itself is not (RFC 6531).
    """
    rendered = render(mail, record, origin)
    headers = (
        ("From", _address(SENDER_NAME, SENDER)),
        ("To", _address(mail.recipient_name, mail.recipient)),
        ("Subject", _encoded("Subject", rendered.headers["Subject"])),
        ("Date", rendered.headers["Date"]),
        ("Message-ID", rendered.headers["Message-ID"]),
        ("Content-Language", mail.language),
        ("Auto-Submitted", "auto-generated"),
        ("X-Mailer", "unify-mock"),
    )
    # The library's own folding of names forgets quotes around commas, and so makes two addresses
    # of one; what stands here is encoded as a whole, or has nothing that needs it.
    written = "".join(f"{name}: {value}\r\n" for name, value in headers)
    return written.encode() + _body(rendered, message_id(mail)).as_bytes(policy=SMTP)


def message_id(mail: Mail) -> str:
    """The Message-ID: it follows from the mail."""
    parts = (mail.id, mail.ref, mail.kind, mail.recipient, mail.sent_at.isoformat(), mail.link)
    digest = hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()
    return f"<{mail.id}.{digest[:24]}@unify-mock.invalid>"


def _body(rendered: Rendered, seed: str) -> EmailMessage:
    body = EmailMessage(policy=SMTP)
    body.set_content(rendered.text, cte="quoted-printable")
    body.add_alternative(rendered.html, subtype="html", cte="quoted-printable")
    for part in body.iter_parts():
        del part["MIME-Version"]
    body.set_boundary(f"=_{hashlib.sha256(seed.encode()).hexdigest()[:32]}")
    return body


def _date(mail: Mail) -> str:
    return format_datetime(mail.sent_at)


def _shown(name: str | None, address: str) -> str:
    clean = one_line(name or "")
    return f"{clean} <{address}>" if clean else address


def _address(name: str | None, address: str) -> str:
    clean = one_line(name or "")
    if not clean:
        return address
    written = (
        clean if len(clean) < LINE // 2 and _PLAIN.issuperset(clean) else _encoded("To", clean)
    )
    return f"{written}\r\n <{address}>" if "\r\n" in written else f"{written} <{address}>"


def _encoded(name: str, text: str) -> str:
    """A text as encoded words, folded."""
    return Header(text, "utf-8", maxlinelen=LINE, header_name=name).encode(linesep="\r\n")


def text_part(letter: Letter) -> str:
    """The letter as plain text; the link has a line of its own."""
    paragraphs = [letter.greeting, letter.opening]
    for group in letter.groups:
        facts = [f"  {label}: {value}" for label, value in group.facts]
        paragraphs.append("\n".join([group.heading, *facts]))
    if letter.link is not None:
        paragraphs.append(f"{letter.link_heading}\n\n  {letter.link}")
    return "\n\n".join([*paragraphs, "\n".join(letter.closing)]) + "\n"


def html_part(letter: Letter) -> str:
    """The letter as HTML; whatever came from outside is escaped."""
    return rendered("mail/letter.html", letter=letter)
