"""The SQLite database: its tables, and how it is opened."""

import os
import sqlite3
from contextlib import closing
from functools import lru_cache
from pathlib import Path

SCHEMA_VERSION = 2

SCHEMA = """
CREATE TABLE tenants (
    id TEXT PRIMARY KEY,
    company TEXT NOT NULL,
    edition TEXT NOT NULL,
    language TEXT NOT NULL,
    line TEXT NOT NULL,
    main_number TEXT,
    main_fax_number TEXT
) STRICT;
CREATE TABLE tenant_steps (
    pk INTEGER PRIMARY KEY,
    tenant TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    state TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX tenant_steps_by_tenant ON tenant_steps (tenant);
CREATE TABLE accounts (
    pk INTEGER PRIMARY KEY,
    ref TEXT NOT NULL UNIQUE,
    account_id TEXT NOT NULL,
    tenant_id TEXT REFERENCES tenants (id) ON DELETE CASCADE,
    email_key TEXT UNIQUE,
    scenario TEXT,
    tester BLOB,
    profile TEXT NOT NULL,
    locked INTEGER NOT NULL DEFAULT 0,
    policy_changed INTEGER NOT NULL DEFAULT 0,
    activated_at TEXT,
    commit_key TEXT,
    receipt TEXT,
    password_hash TEXT,
    pin_hash TEXT,
    question_id TEXT,
    answer_hash TEXT,
    workspace TEXT
) STRICT;
CREATE INDEX accounts_by_id ON accounts (account_id);
CREATE INDEX accounts_by_tenant ON accounts (tenant_id);
CREATE TABLE links (
    pk INTEGER PRIMARY KEY,
    account INTEGER NOT NULL REFERENCES accounts (pk) ON DELETE CASCADE,
    token_sha256 BLOB NOT NULL,
    status TEXT NOT NULL DEFAULT 'live',
    opens_at TEXT NOT NULL,
    expires_at TEXT NOT NULL
) STRICT;
CREATE INDEX links_by_token ON links (token_sha256);
CREATE INDEX links_by_account ON links (account);
CREATE TABLE refused (
    account INTEGER NOT NULL REFERENCES accounts (pk) ON DELETE CASCADE,
    field TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (account, field)
) STRICT;
CREATE TABLE mails (
    id INTEGER PRIMARY KEY,
    account INTEGER NOT NULL REFERENCES accounts (pk) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    recipient TEXT NOT NULL,
    recipient_name TEXT,
    language TEXT NOT NULL,
    subject TEXT NOT NULL,
    sent_at TEXT NOT NULL,
    link TEXT,
    relay TEXT,
    relay_reason TEXT
) STRICT;
CREATE INDEX mails_by_account ON mails (account);
CREATE INDEX mails_by_relay ON mails (relay) WHERE relay IS NOT NULL;
"""


def open_database(path: Path | None = None) -> sqlite3.Connection:
    """A database in memory, or in a file only its owner may read.

    Raises:
        OSError: the file cannot be opened.
        sqlite3.Error: it is no database of this mock.
    """
    if path is not None:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
        path.chmod(0o600)
    db = sqlite3.connect(path or ":memory:", isolation_level=None, check_same_thread=False)
    db.row_factory = sqlite3.Row
    try:
        if path is None:
            db.deserialize(_empty())
        else:
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = NORMAL")
            _prepare(db)
        db.execute("PRAGMA foreign_keys = ON")
    except sqlite3.Error:
        db.close()
        raise
    return db


@lru_cache(maxsize=1)
def _empty() -> bytes:
    """A database without rows, which is copied faster than made."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        _prepare(db)
        return db.serialize()


def _prepare(db: sqlite3.Connection) -> None:
    (version,) = db.execute("PRAGMA user_version").fetchone()
    if version == SCHEMA_VERSION:
        return
    (tables,) = db.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    if version or tables:
        raise sqlite3.DatabaseError("not a database of this version of the mock")
    db.executescript(f"BEGIN; {SCHEMA} PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;")
