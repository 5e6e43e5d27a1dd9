"""The SQLite database: its tables, and how it is opened."""

import errno
import os
import sqlite3
import stat
from contextlib import closing
from functools import lru_cache
from pathlib import Path

from mock_server.accounts.upgrades import EARLIER_VERSIONS, upgrade

SCHEMA_VERSION = 3

PATIENCE = 1.0
"""Seconds to wait for whoever has the database file open."""

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
    opens_at TEXT,
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
"""

INDEXES = """
CREATE INDEX IF NOT EXISTS magic_accounts ON accounts (commit_key IS NULL, pk)
    WHERE scenario IS NOT NULL;
"""
"""Made where they are missing: a file without them is of the same version."""


def open_database(path: Path | None = None, *, image: bytes | None = None) -> sqlite3.Connection:
    """A database in memory, or in a file that only its owner may read and one server opens.

    An `image` of another database is what the one in memory starts from.

    Raises:
        OSError: the file cannot be opened.
        sqlite3.Error: it is no database of this mock, or another server has it open.
    """
    if path is not None:
        _touch(path)
    db = sqlite3.connect(
        path or ":memory:", timeout=PATIENCE, isolation_level=None, check_same_thread=False
    )
    db.row_factory = sqlite3.Row
    try:
        if path is None:
            db.deserialize(_empty() if image is None else image)
        else:
            db.execute("PRAGMA locking_mode = EXCLUSIVE")
            _prepare(db)
            # Only now is it known that the file is ours to change; its log may be there already.
            for file in (path, Path(f"{path}-wal")):
                if file.exists():
                    _keep_to_owner(file)
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = NORMAL")
            # Now, not when the first account is activated.
            db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        db.execute("PRAGMA foreign_keys = ON")
    except (OSError, sqlite3.Error) as error:
        db.close()
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY:
            raise sqlite3.OperationalError("in use by another server") from None
        is_refused = isinstance(error, sqlite3.OperationalError)
        if path is not None and is_refused and not os.access(path.absolute().parent, os.W_OK):
            # SQLite keeps a log beside the file, and cannot say that it is the log it cannot make.
            raise OSError(errno.EACCES, "no file can be made beside it, as SQLite has to") from None
        raise
    return db


def _touch(path: Path) -> None:
    """Make the file if there is none, for nobody else to read.

    Raises:
        OSError: it cannot be opened, or it is a device or a pipe.
    """
    flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NONBLOCK
    descriptor = os.open(path, flags, 0o600)
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "not a file")
    finally:
        os.close(descriptor)


def _keep_to_owner(file: Path) -> None:
    """Let nobody but its owner read a file.

    It may be another user's, who lets this one write, or where files have no modes: a volume of a
    container, a share.
    """
    try:
        file.chmod(0o600)
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.EACCES, errno.EROFS, errno.ENOTSUP):
            raise


@lru_cache(maxsize=1)
def _empty() -> bytes:
    """A database without rows, which is copied faster than made."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        _prepare(db)
        return db.serialize()


def _prepare(db: sqlite3.Connection) -> None:
    (version,) = db.execute("PRAGMA user_version").fetchone()
    if version in (SCHEMA_VERSION, *EARLIER_VERSIONS):
        (found,) = db.execute("PRAGMA quick_check(1)").fetchone()
        if found != "ok":
            raise sqlite3.DatabaseError("the database is damaged")
        upgrade(db, version)
    else:
        tables = {name for (name,) in db.execute("SELECT name FROM sqlite_schema")}
        if version and {"accounts", "links", "mails"} <= tables:
            raise sqlite3.DatabaseError(
                f"written by another version of unify-mock (format {version}, this one's is "
                f"{SCHEMA_VERSION}); use that one, or another file"
            )
        if version or tables:
            raise sqlite3.DatabaseError("not a database of unify-mock")
        db.executescript(f"BEGIN; {SCHEMA} PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;")
    db.executescript(INDEXES)
