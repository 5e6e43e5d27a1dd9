"""The mails the mock wrote. A mail's link is one the mock made itself, so it may be kept."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from api_client.brands import brand_by_slug
from api_client.link import CONFIRMATION_PATH
from api_client.models import Text
from mock_server.accounts.addresses import email_key
from mock_server.accounts.models import Record
from mock_server.scenarios.people import TELEKOM
from mock_server.texts.problems import language_of

MailKind = Literal["provisioning", "activation", "renewal", "disowned"]

RelayState = Literal["pending", "relayed", "failed"]
"""How far a mail came on its way to the SMTP server, if there is one."""

_BRAND = brand_by_slug(TELEKOM)

ADDED = Text(
    de=(_BRAND and _BRAND.subjects.de) or "",
    en="You have been added to your company's Unify Office by RingCentral business phone system",
)
"""The subject of the activation mail: German as the product's guide quotes it, English ours."""

DISOWNED = Text(
    de="Ein Aktivierungslink wurde als fehlgeleitet gemeldet",
    en="An activation link was reported as misdirected",
)


@dataclass(frozen=True, slots=True)
class Addressee:
    """Whom a mail is for. `name` is None where only the address is known."""

    email: str
    name: str | None
    language: str


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail in the outbox. `link` is `<account id>:<token>`, or None where there is none.

    `relay` is None where mails are not handed on; `relay_reason` says why that failed.
    """

    id: int
    account_id: str
    ref: str
    kind: MailKind
    recipient: str
    recipient_name: str | None
    language: str
    subject: str
    sent_at: datetime
    link: str | None = field(repr=False)
    relay: RelayState | None
    relay_reason: str | None


def link_url(origin: str, link: str) -> str:
    """The whole link, at the server of that origin."""
    return f"{origin}{CONFIRMATION_PATH}?{link}"


def invitation_kind(record: Record) -> MailKind:
    """What the mail that invites is called: a main user's starts with the provisioning."""
    return "provisioning" if record.profile.account.role == "main_user" else "activation"


def addressee_of(record: Record) -> Addressee:
    """The one an account belongs to."""
    account = record.profile.account
    name = f"{account.first_name} {account.last_name}"
    return Addressee(account.email, name, language_of(account.locale))


class Outbox:
    """Mails, oldest first; no id is used twice. What is put in while `relaying` waits to be handed on.

    A mail that was cleared is in the outbox no more. Its link stays the account's all the same.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self.relaying = False

    def put(
        self,
        record: Record,
        kind: MailKind,
        *,
        sent_at: datetime,
        link: str | None = None,
        to: Addressee | None = None,
    ) -> None:
        """Write a mail about an account, to its owner unless someone else is named."""
        addressee = to or addressee_of(record)
        subject = DISOWNED if kind == "disowned" else ADDED
        self._db.execute(
            """INSERT INTO mails (account, kind, recipient, recipient_key, recipient_name,
                                  language, subject, sent_at, link, relay)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            (
                record.pk,
                kind,
                addressee.email,
                email_key(addressee.email),
                addressee.name,
                addressee.language,
                subject.in_language(addressee.language),
                sent_at.isoformat(),
                link,
                "pending" if self.relaying else None,
            ),
        )

    def find(
        self,
        *,
        to: str | None = None,
        ref: str | None = None,
        mail_id: int | None = None,
        since: int | None = None,
        relay: RelayState | None = None,
        limit: int | None = None,
    ) -> list[Mail]:
        """The mails to an address, about an account, by number, after one, by relay state, or all.

        An address is found however its letters are written. Of more than `limit` the newest count.
        """
        condition, values = _stated(
            {
                "m.recipient_key = ?": None if to is None else email_key(to),
                "a.ref = ?": ref,
                "m.id = ?": mail_id,
                "m.id > ?": since,
                "m.relay = ?": relay,
            }
        )
        rows = self._db.execute(
            f"""SELECT m.*, a.account_id, a.ref FROM mails m JOIN accounts a ON a.pk = m.account
                WHERE NOT m.cleared AND {condition} ORDER BY m.id DESC LIMIT ?""",
            [*values, -1 if limit is None else limit],
        )
        return [_mail(row) for row in rows][::-1]

    def newest_link(self, ref: str) -> str | None:
        """The link in the newest mail about an account, cleared or not; None without any."""
        found = self._db.execute(
            """SELECT m.link FROM mails m JOIN accounts a ON a.pk = m.account
               WHERE a.ref = ? AND m.link IS NOT NULL ORDER BY m.id DESC LIMIT 1""",
            (ref,),
        ).fetchone()
        return None if found is None else str(found[0])

    def newest_id(self) -> int:
        """The greatest id there is, 0 without any."""
        (newest,) = self._db.execute("SELECT max(id) FROM mails WHERE NOT cleared").fetchone()
        return int(newest or 0)

    def total(self) -> int:
        """How many mails there are."""
        (total,) = self._db.execute("SELECT count(*) FROM mails WHERE NOT cleared").fetchone()
        return int(total)

    def clear(self, *, to: str | None = None, ref: str | None = None) -> None:
        """Take out the mails to an address, about an account, or all; none of them is handed on."""
        condition, values = _stated(
            {
                "recipient_key = ?": None if to is None else email_key(to),
                "account = (SELECT pk FROM accounts WHERE ref = ?)": ref,
            }
        )
        self._db.execute(f"UPDATE mails SET cleared = 1 WHERE {condition}", values)

    def set_relay(self, mail: Mail, state: RelayState, reason: str | None = None) -> None:
        """Note how far a mail came."""
        self._db.execute(
            "UPDATE mails SET relay = ?, relay_reason = ? WHERE id = ?", (state, reason, mail.id)
        )


def _stated(wanted: Mapping[str, str | int | None]) -> tuple[str, list[str | int]]:
    """The conditions whose value is stated, and no others, so that an index can serve them."""
    stated = {condition: value for condition, value in wanted.items() if value is not None}
    return " AND ".join(["TRUE", *stated]), list(stated.values())


def _mail(row: sqlite3.Row) -> Mail:
    return Mail(
        id=row["id"],
        account_id=row["account_id"],
        ref=row["ref"],
        kind=row["kind"],
        recipient=row["recipient"],
        recipient_name=row["recipient_name"],
        language=row["language"],
        subject=row["subject"],
        sent_at=datetime.fromisoformat(row["sent_at"]),
        link=row["link"],
        relay=row["relay"],
        relay_reason=row["relay_reason"],
    )
