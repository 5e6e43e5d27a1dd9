"""Where accounts and links are kept: SQLite, used from the one thread that runs the event loop.

Of a secret only its hash is stored; of a link's token, the SHA-256.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from mock_server.accounts import Link, LinkStatus, Profile, Record

SCHEMA_VERSION = 1

SCHEMA = """
CREATE TABLE tenants (
    id TEXT PRIMARY KEY,
    company TEXT NOT NULL,
    edition TEXT NOT NULL,
    state TEXT NOT NULL,
    language TEXT NOT NULL,
    main_number TEXT NOT NULL,
    main_fax_number TEXT
) STRICT;
CREATE TABLE accounts (
    pk INTEGER PRIMARY KEY,
    ref TEXT NOT NULL UNIQUE,
    account_id TEXT NOT NULL,
    tenant_id TEXT REFERENCES tenants (id) ON DELETE CASCADE,
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
    subject TEXT NOT NULL,
    sent_at TEXT NOT NULL,
    link TEXT
) STRICT;
"""

_RECORD = """a.pk, a.ref, a.account_id, a.profile, a.scenario, a.locked, a.policy_changed,
    a.activated_at, a.commit_key, a.receipt, a.password_hash, a.pin_hash, a.question_id,
    a.answer_hash, a.workspace"""
_LINK = "l.pk, l.token_sha256, l.status, l.opens_at, l.expires_at"


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


class Store:
    """Accounts and their links."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of the block's statements, or none."""
        self.db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self.db.execute("ROLLBACK")
            raise
        self.db.execute("COMMIT")

    def links_of(self, account_id: str, token_sha256: bytes | None = None) -> list[Link]:
        """The links of every account with this id, or the one with this token too."""
        where = "" if token_sha256 is None else "AND l.token_sha256 = :token"
        rows = self.db.execute(
            f"""SELECT {_LINK} FROM links l JOIN accounts a ON a.pk = l.account
                WHERE a.account_id = :account_id {where} ORDER BY l.pk""",
            {"account_id": account_id, "token": token_sha256},
        )
        return [_link(row) for row in rows]

    def record_of(self, link: Link) -> Record:
        """The account a link leads to."""
        row = self.db.execute(
            f"SELECT {_RECORD} FROM accounts a JOIN links l ON l.account = a.pk WHERE l.pk = ?",
            (link.pk,),
        ).fetchone()
        return _record(row)

    def record(self, ref: str) -> Record | None:
        """The account of that name."""
        row = self.db.execute(f"SELECT {_RECORD} FROM accounts a WHERE a.ref = ?", (ref,))
        found = row.fetchone()
        return None if found is None else _record(found)

    def records_in(self, tenant_id: str) -> list[Record]:
        """The accounts of a tenant, the main user first."""
        rows = self.db.execute(
            f"SELECT {_RECORD} FROM accounts a WHERE a.tenant_id = ? ORDER BY a.pk", (tenant_id,)
        )
        return [_record(row) for row in rows]

    def newest_link(self, record: Record) -> Link:
        """The link that was made last."""
        row = self.db.execute(
            f"SELECT {_LINK} FROM links l WHERE l.account = ? ORDER BY l.pk DESC LIMIT 1",
            (record.pk,),
        ).fetchone()
        return _link(row)

    def add_account(
        self,
        ref: str,
        account_id: str,
        profile: Profile,
        *,
        scenario: str | None = None,
        tester: bytes | None = None,
        tenant_id: str | None = None,
    ) -> Record:
        """A new account, without a link as yet."""
        cursor = self.db.execute(
            """INSERT INTO accounts (ref, account_id, profile, scenario, tester, tenant_id)
               VALUES (?, ?, ?, ?, ?, ?)""",
            (ref, account_id, profile.model_dump_json(), scenario, tester, tenant_id),
        )
        assert cursor.lastrowid is not None
        return Record(cursor.lastrowid, ref, account_id, profile, scenario)

    def add_link(
        self, record: Record, token_sha256: bytes, *, opens_at: datetime, expires_at: datetime
    ) -> Link:
        """One more link to an account."""
        cursor = self.db.execute(
            "INSERT INTO links (account, token_sha256, opens_at, expires_at) VALUES (?, ?, ?, ?)",
            (record.pk, token_sha256, opens_at.isoformat(), expires_at.isoformat()),
        )
        assert cursor.lastrowid is not None
        return Link(cursor.lastrowid, token_sha256, "live", opens_at, expires_at)

    def mark_links(self, record: Record, status: LinkStatus) -> bool:
        """Withdraw every live link of an account; whether there was one."""
        cursor = self.db.execute(
            "UPDATE links SET status = ? WHERE account = ? AND status = 'live'",
            (status, record.pk),
        )
        return cursor.rowcount > 0

    def set_locked(self, record: Record, locked: bool) -> None:
        """Lock or unlock an account."""
        self.db.execute("UPDATE accounts SET locked = ? WHERE pk = ?", (locked, record.pk))

    def set_policy_changed(self, record: Record) -> None:
        """Put the policy that waited for a commit in force."""
        self.db.execute("UPDATE accounts SET policy_changed = 1 WHERE pk = ?", (record.pk,))

    def activate(self, record: Record) -> bool:
        """Keep what a commit brought, once: False if the account was active already."""
        assert record.activated_at is not None
        cursor = self.db.execute(
            """UPDATE accounts SET activated_at = ?, commit_key = ?, receipt = ?,
                      password_hash = ?, pin_hash = ?, question_id = ?, answer_hash = ?,
                      workspace = ?
               WHERE pk = ? AND activated_at IS NULL""",
            (
                record.activated_at.isoformat(),
                record.commit_key,
                record.receipt,
                record.password_hash,
                record.pin_hash,
                record.question_id,
                record.answer_hash,
                record.workspace,
                record.pk,
            ),
        )
        return cursor.rowcount == 1

    def refused_hash(self, record: Record, field: str) -> str | None:
        """The hash of the first value offered for a field, if one was refused."""
        row = self.db.execute(
            "SELECT hash FROM refused WHERE account = ? AND field = ?", (record.pk, field)
        ).fetchone()
        return None if row is None else str(row[0])

    def keep_refused(self, record: Record, field: str, digest: str) -> None:
        """Remember, as a hash, the value that was refused first."""
        self.db.execute(
            "INSERT OR IGNORE INTO refused (account, field, hash) VALUES (?, ?, ?)",
            (record.pk, field, digest),
        )

    def forget(self, *, ref: str | None = None, tester: bytes | None = None) -> list[str]:
        """Delete all, one account, or the magic accounts of one tester; the names deleted."""
        rows = self.db.execute(
            """DELETE FROM accounts
               WHERE (:ref IS NULL OR ref = :ref) AND (:tester IS NULL OR tester = :tester)
               RETURNING ref""",
            {"ref": ref, "tester": tester},
        )
        return [str(row[0]) for row in rows.fetchall()]


def _link(row: sqlite3.Row) -> Link:
    return Link(
        pk=row["pk"],
        token_sha256=row["token_sha256"],
        status=row["status"],
        opens_at=datetime.fromisoformat(row["opens_at"]),
        expires_at=datetime.fromisoformat(row["expires_at"]),
    )


@lru_cache(maxsize=1024)
def _profile(json: str) -> Profile:
    return Profile.model_validate_json(json)


def _record(row: sqlite3.Row) -> Record:
    activated_at = row["activated_at"]
    return Record(
        pk=row["pk"],
        ref=row["ref"],
        account_id=row["account_id"],
        profile=_profile(row["profile"]),
        scenario=row["scenario"],
        locked=bool(row["locked"]),
        policy_changed=bool(row["policy_changed"]),
        activated_at=None if activated_at is None else datetime.fromisoformat(activated_at),
        commit_key=row["commit_key"],
        receipt=row["receipt"],
        password_hash=row["password_hash"],
        pin_hash=row["pin_hash"],
        question_id=row["question_id"],
        answer_hash=row["answer_hash"],
        workspace=row["workspace"],
    )
