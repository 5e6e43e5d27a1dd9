"""How a person gets a link: a fresh one, in a mail that waits in the outbox."""

import hashlib
import secrets
from datetime import datetime

from mock_server.accounts.models import Record
from mock_server.accounts.store import Store
from mock_server.mail.outbox import Addressee, MailKind, Outbox, addressee_of
from mock_server.scenarios.model import LINK_LIFE

ADMINISTRATOR = "administrator"
"""The part before the @ where a company has no main user, or the main user is the one concerned."""


def invite(store: Store, outbox: Outbox, record: Record, kind: MailKind, now: datetime) -> None:
    """Make a link that lives for 48 hours and mail it to the address on file."""
    token = _fresh_token(store, record)
    store.add_link(
        record,
        hashlib.sha256(token.encode()).digest(),
        expires_at=now + LINK_LIFE,
    )
    outbox.put(record, kind, sent_at=now, link=f"{record.account_id}:{token}")


def administrator_of(store: Store, record: Record) -> Addressee:
    """Who is told that a link was misdirected: the tenant's main user, who can resend it.

    A main user's own link, and a magic one, are reported to an address at the same company.
    """
    main_user, owner = store.main_user_of(record), addressee_of(record)
    if main_user is not None and main_user.pk != record.pk:
        return addressee_of(main_user)
    domain = owner.email.rpartition("@")[2]
    return Addressee(f"{ADMINISTRATOR}@{domain}", None, owner.language)


def _fresh_token(store: Store, record: Record) -> str:
    if record.scenario is None:
        return secrets.token_hex(16)
    # What follows from a magic link follows from nothing else, so that pictures can be compared.
    seed = f"{record.ref}/{store.links_made(record)}"
    return hashlib.sha256(seed.encode()).hexdigest()[:32]
