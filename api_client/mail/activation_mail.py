"""The activation mail: what one says about itself, its sender, the account and the link.

Everything here is outside text as it was written: show it as text only. No token is in any repr.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from api_client.link import ActivationLink, Refused

MAX_MAIL = 4 * 1024 * 1024
"""Bytes of a mail, or of any text with a link in it, that are read; no activation mail is larger."""

FactName = Literal[
    "company",
    "main_number",
    "extension",
    "direct_number",
    "login_email",
    "first_name",
    "last_name",
    "name",
]
"""What a mail tells about the account, each a field of `MailFacts`."""

Method = Literal["spf", "dkim", "dmarc", "arc"]
"""What a receiving server checks about a mail's origin (RFC 8601)."""

Unreadable = Literal["smime", "pgp", "winmail", "outlook-msg"]
"""What hides a mail's words from us: two ways of encryption, and two formats of Outlook's own."""


@dataclass(frozen=True, slots=True)
class Sender:
    """Whom a From names: the address in lower case, and the name people see ("" for none)."""

    address: str
    name: str = ""

    def __str__(self) -> str:
        return self.address


@dataclass(frozen=True, slots=True)
class MailFacts:
    """What the mail says about the account, as written there; None where it says nothing."""

    company: str | None = None
    main_number: str | None = None
    extension: str | None = None
    direct_number: str | None = None
    login_email: str | None = None
    first_name: str | None = None
    last_name: str | None = None
    name: str | None = None
    """The whole name, where the mail does not tell which part is which."""
    other_extension: str | None = None
    """The second one of “23 / 24”. The vendor gives a user one, others several: either may be meant."""


@dataclass(frozen=True, slots=True)
class MailLink:
    """An activation link, and how the mail dressed it.

    `shown` is the visible text of its anchor when that names another host than the link leads to;
    it is fit to be shown. `wrapped_by` is the host of the redirector it was unwrapped from.
    """

    link: ActivationLink
    shown: str | None = None
    wrapped_by: str | None = None

    @property
    def origin(self) -> str:
        """The link's origin."""
        return self.link.origin

    @property
    def host(self) -> str:
        """The link's host, with its port where that is not the scheme's own."""
        return self.link.host

    @property
    def is_loopback(self) -> bool:
        """Whether the link points at this very machine."""
        return self.link.is_loopback

    @property
    def account_id(self) -> str:
        """The link's account id."""
        return self.link.account_id

    @property
    def token(self) -> str:
        """The link's token; secret."""
        return self.link.token


@dataclass(frozen=True, slots=True)
class Disguise:
    """An anchor that shows a host of the vendor's or a partner's and leads to another one.

    `shown` is fit to be shown; `host` is where it leads.
    """

    shown: str
    host: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One result of an Authentication-Results header (RFC 8601): a header's word, no proof.

    `result` is in lower case (`pass`, `fail`, `none`, …), `domain` the one that was checked,
    `stated_by` the server that says so, "" where it does not name itself.
    """

    method: Method
    result: str
    domain: str | None
    stated_by: str


@dataclass(frozen=True, slots=True)
class ActivationMail:
    """What was found in one mail, or in the part of one that somebody pasted.

    `senders` are all that the mail's From names: of the mail itself, or of the innermost one that
    is attached to it. `quoted_sender` is what the quoted head of an inline forward says, which
    anybody can type. `sent_at` is aware. `forwarded_by` is there when the activation mail was
    inside another. `unreadable` names what kept the mail, or a part of it, from being read.
    """

    senders: tuple[Sender, ...] = ()
    subject: str | None = None
    sent_at: datetime | None = None
    facts: MailFacts = MailFacts()
    links: tuple[MailLink, ...] = ()
    refused: tuple[Refused, ...] = ()
    disguises: tuple[Disguise, ...] = ()
    claims: tuple[Claim, ...] = ()
    reply_to: tuple[Sender, ...] = ()
    forwarded_by: Sender | None = None
    quoted_sender: Sender | None = None
    language: Literal["de", "en"] | None = None
    unreadable: Unreadable | None = None
    has_headers: bool = field(default=True)
    """False for a paste without a head: it has no sender, which is no fault of it."""

    @property
    def is_nothing(self) -> bool:
        """Whether it is no mail and holds nothing of one: neither a head, a link nor a near miss."""
        found = self.links or self.refused or self.unreadable or self.quoted_sender
        return not (self.has_headers or found)

    @property
    def sender(self) -> Sender | None:
        """The one sender; None where the mail names none, or several (RFC 5322 allows that)."""
        return self.senders[0] if len(self.senders) == 1 else None

    @property
    def sender_known(self) -> bool | None:
        """Whether a brand lists the sender; None for a paste without a sender."""
        from api_client.brands import SENDERS

        if not self.senders:
            return None
        return self.sender is not None and self.sender.address in SENDERS

    @property
    def date(self) -> datetime | None:
        """When it was sent."""
        return self.sent_at

    @property
    def company(self) -> str | None:
        """The company, as the mail writes it."""
        return self.facts.company

    @property
    def main_number(self) -> str | None:
        """The company's main number, as the mail writes it."""
        return self.facts.main_number

    @property
    def extension(self) -> str | None:
        """The user's extension, as the mail writes it."""
        return self.facts.extension

    @property
    def direct_number(self) -> str | None:
        """The user's direct number, as the mail writes it."""
        return self.facts.direct_number

    @property
    def login_email(self) -> str | None:
        """The address to sign in with, as the mail writes it."""
        return self.facts.login_email
