"""The mails the mock wrote. A mail's link is one the mock made itself, so it may be kept."""

import sqlite3
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from api_client.link import CONFIRMATION_PATH
from api_client.models import Text
from mock_server.accounts import Record

MailKind = Literal["provisioning", "activation", "renewal", "disowned"]

ADDED = Text(
    de="Sie wurden dem Unify Office by RingCentral-Geschäftstelefonsystem Ihres Unternehmens hinzugefügt",
    en="You have been added to your company's Unify Office by RingCentral business phone system",
)
"""The subject of the activation mail, as the product's guide quotes it."""

DISOWNED = Text(
    de="Ein Aktivierungslink wurde als fehlgeleitet gemeldet",
    en="An activation link was reported as misdirected",
)


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail in the outbox. `link` is `<account id>:<token>`, or None where there is none."""

    id: int
    account_id: str
    kind: MailKind
    recipient: str
    subject: str
    sent_at: datetime
    link: str | None = field(repr=False)


def link_url(origin: str, link: str) -> str:
    """The whole link, at the server of that origin."""
    return f"{origin}{CONFIRMATION_PATH}?{link}"


def invitation_kind(record: Record) -> MailKind:
    """What the mail that invites is called: a main user's starts with the provisioning."""
    return "provisioning" if record.profile.account.role == "main_user" else "activation"


class Outbox:
    """Mails, oldest first."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def put(
        self,
        record: Record,
        kind: MailKind,
        *,
        sent_at: datetime,
        link: str | None = None,
        recipient: str | None = None,
    ) -> None:
        """Write a mail, to the account's own address unless another is named."""
        account = record.profile.account
        subject = DISOWNED if kind == "disowned" else ADDED
        self._db.execute(
            """INSERT INTO mails (account, kind, recipient, subject, sent_at, link)
               VALUES (?, ?, ?, ?, ?, ?)""",
            (
                record.pk,
                kind,
                recipient or account.email,
                subject.in_language(account.locale),
                sent_at.isoformat(),
                link,
            ),
        )

    def find(self, *, to: str | None = None, ref: str | None = None) -> list[Mail]:
        """The mails to an address, about an account, or all."""
        rows = self._db.execute(
            """SELECT m.*, a.account_id FROM mails m JOIN accounts a ON a.pk = m.account
               WHERE (:to IS NULL OR m.recipient = :to COLLATE NOCASE)
                 AND (:ref IS NULL OR a.ref = :ref) ORDER BY m.id""",
            {"to": to, "ref": ref},
        )
        return [
            Mail(
                row["id"],
                row["account_id"],
                row["kind"],
                row["recipient"],
                row["subject"],
                datetime.fromisoformat(row["sent_at"]),
                row["link"],
            )
            for row in rows
        ]
