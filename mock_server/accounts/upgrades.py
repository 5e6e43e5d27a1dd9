"""Databases of earlier versions of the mock, made ones of this version."""

import sqlite3

from mock_server.accounts.addresses import email_key

_FROM_2 = """
BEGIN;
ALTER TABLE links RENAME TO links_2;
DROP INDEX links_by_token;
DROP INDEX links_by_account;
CREATE TABLE links (
    pk INTEGER PRIMARY KEY,
    account INTEGER NOT NULL REFERENCES accounts (pk) ON DELETE CASCADE,
    token_sha256 BLOB NOT NULL,
    status TEXT NOT NULL DEFAULT 'live',
    opens_at TEXT,
    expires_at TEXT NOT NULL
) STRICT;
CREATE INDEX links_by_token ON links (token_sha256);
CREATE INDEX links_by_account ON links (account);
INSERT INTO links
    SELECT l.pk, l.account, l.token_sha256, l.status,
           CASE a.scenario WHEN 'pending' THEN l.opens_at END, l.expires_at
    FROM links_2 l JOIN accounts a ON a.pk = l.account ORDER BY l.pk;
DROP TABLE links_2;
ALTER TABLE mails RENAME TO mails_2;
DROP INDEX mails_by_account;
DROP INDEX mails_by_relay;
CREATE TABLE mails (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account INTEGER NOT NULL REFERENCES accounts (pk) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    recipient TEXT NOT NULL,
    recipient_key TEXT NOT NULL,
    recipient_name TEXT,
    language TEXT NOT NULL,
    subject TEXT NOT NULL,
    sent_at TEXT NOT NULL,
    link TEXT,
    relay TEXT,
    relay_reason TEXT,
    cleared INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX mails_by_account ON mails (account);
CREATE INDEX mails_by_recipient ON mails (recipient_key);
CREATE INDEX mails_by_relay ON mails (relay) WHERE relay IS NOT NULL;
INSERT INTO mails
    SELECT id, account, kind, recipient, email_key(recipient), recipient_name, language, subject,
           sent_at, link, relay, relay_reason, 0
    FROM mails_2 ORDER BY id;
DROP TABLE mails_2;
PRAGMA user_version = 3;
COMMIT;
"""
"""Mails got ids that are never used twice, and a folded address to be found by; links that work from
the start have no beginning any more."""


EARLIER_VERSIONS = (2,)
"""Those of which a database can be upgraded."""


def upgrade(db: sqlite3.Connection, version: int) -> None:
    """Make a database of an earlier version one of this version; of this version it stays as it is.

    Raises:
        sqlite3.Error: it cannot be, and is as it was.
    """
    if version not in EARLIER_VERSIONS:
        return
    db.create_function("email_key", 1, email_key, deterministic=True)
    try:
        db.executescript(_FROM_2)
    except sqlite3.Error:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise
