"""Where accounts and links are kept: SQLite, used from the one thread that runs the event loop.

Of a secret only its hash is stored; of a link's token, the SHA-256.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import lru_cache

from mock_server.accounts.addresses import email_key
from mock_server.accounts.models import Link, LinkStatus, Profile, Reachable, Record
from mock_server.accounts.touched import Touched

_RECORD = """a.pk, a.ref, a.account_id, a.profile, a.scenario, a.locked, a.policy_changed,
    a.activated_at, a.commit_key, a.receipt, a.password_hash, a.pin_hash, a.question_id,
    a.answer_hash, a.workspace"""
_LINK = "l.pk, l.token_sha256, l.status, l.opens_at, l.expires_at"
_LINK_BESIDE = f"l.pk AS link_pk{_LINK.removeprefix('l.pk')}"
"""The columns of a link beside those of its account, which has a `pk` of its own."""


class Store:
    """Accounts and their links."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        self.touched = Touched()
        db.create_function("email_key", 1, _key_of_any, deterministic=True)

    @property
    def revision(self) -> int:
        """Grows with every change; as long as it is the same, what was read counts."""
        return self.db.total_changes

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of the block's statements, or none."""
        self.db.execute("BEGIN IMMEDIATE")
        try:
            yield
            self.db.execute("COMMIT")
        except BaseException:
            # SQLite may have done so itself, as where the disk is full.
            if self.db.in_transaction:
                self.db.execute("ROLLBACK")
            raise

    def links_of(self, account_id: str) -> list[Link]:
        """The links of every account with this id."""
        rows = self.db.execute(
            f"""SELECT {_LINK} FROM links l JOIN accounts a ON a.pk = l.account
                WHERE a.account_id = ? ORDER BY l.pk""",
            (account_id,),
        )
        return [_link(row) for row in rows]

    def links_made(self, record: Record) -> int:
        """How many links an account has had."""
        [(count,)] = self.db.execute("SELECT count(*) FROM links WHERE account = ?", (record.pk,))
        return int(count)

    def find(self, account_id: str, token_sha256: bytes) -> tuple[Record, Link] | None:
        """The account and the link with this id and token."""
        row = self.db.execute(
            f"""SELECT {_RECORD}, {_LINK_BESIDE} FROM links l JOIN accounts a ON a.pk = l.account
                WHERE a.account_id = ? AND l.token_sha256 = ? ORDER BY l.pk LIMIT 1""",
            (account_id, token_sha256),
        ).fetchone()
        return None if row is None else (_record(row), _link(row, "link_pk"))

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

    def has_address(self, email: str) -> bool:
        """Whether a provisioned account has this address, however its letters are written."""
        found = self.db.execute("SELECT 1 FROM accounts WHERE email_key = ?", (email_key(email),))
        return found.fetchone() is not None

    def active_with(
        self, member: Reachable, value: str, *, ref: str | None = None, most: int
    ) -> list[Record]:
        """Active accounts with this address or number, newest first; `ref` keeps to one of them."""
        rows = self.db.execute(
            f"""SELECT {_RECORD} FROM accounts a
                WHERE a.activated_at IS NOT NULL AND (:ref IS NULL OR a.ref = :ref)
                  AND email_key(json_extract(a.profile, :path)) = :value
                ORDER BY a.activated_at DESC, a.pk DESC LIMIT :most""",
            {"ref": ref, "path": f"$.account.{member}", "value": email_key(value), "most": most},
        )
        return [_record(row) for row in rows]

    def newest(self, most: int) -> list[Record]:
        """The accounts that were made last, newest first."""
        rows = self.db.execute(
            f"SELECT {_RECORD} FROM accounts a ORDER BY a.pk DESC LIMIT ?", (most,)
        )
        return [_record(row) for row in rows]

    def total(self, *, provisioned: bool = False) -> int:
        """How many accounts there are, or how many of them are a tenant's."""
        condition = "tenant_id IS NOT NULL" if provisioned else "TRUE"
        [(total,)] = self.db.execute(f"SELECT count(*) FROM accounts WHERE {condition}")
        return int(total)

    def main_user_of(self, record: Record) -> Record | None:
        """The main user of the tenant an account belongs to; None for a magic account."""
        found = self.db.execute(
            f"""SELECT {_RECORD} FROM accounts a
                WHERE a.tenant_id = (SELECT tenant_id FROM accounts WHERE pk = ?)
                ORDER BY a.pk LIMIT 1""",
            (record.pk,),
        ).fetchone()
        return None if found is None else _record(found)

    def newest_link(self, record: Record) -> Link | None:
        """The link that was made last; None while an account is still being set up."""
        row = self.db.execute(
            f"SELECT {_LINK} FROM links l WHERE l.account = ? ORDER BY l.pk DESC LIMIT 1",
            (record.pk,),
        ).fetchone()
        return None if row is None else _link(row)

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
        self.touched.note(ref)
        cursor = self.db.execute(
            """INSERT INTO accounts
                   (ref, account_id, profile, scenario, tester, tenant_id, email_key)
               VALUES (?, ?, ?, ?, ?, ?, ?)""",
            (
                ref,
                account_id,
                profile.model_dump_json(),
                scenario,
                tester,
                tenant_id,
                None if tenant_id is None else email_key(profile.account.email),
            ),
        )
        assert cursor.lastrowid is not None
        return Record(cursor.lastrowid, ref, account_id, profile, scenario)

    def add_link(
        self,
        record: Record,
        token_sha256: bytes,
        *,
        expires_at: datetime,
        opens_at: datetime | None = None,
    ) -> Link:
        """One more link to an account; it works from the start unless it opens at a time."""
        self.touched.note(record.ref)
        cursor = self.db.execute(
            "INSERT INTO links (account, token_sha256, opens_at, expires_at) VALUES (?, ?, ?, ?)",
            (
                record.pk,
                token_sha256,
                None if opens_at is None else opens_at.isoformat(),
                expires_at.isoformat(),
            ),
        )
        assert cursor.lastrowid is not None
        return Link(cursor.lastrowid, token_sha256, "live", opens_at, expires_at)

    def mark_links(self, record: Record, status: LinkStatus) -> bool:
        """Withdraw every live link of an account; whether there was one."""
        self.touched.note(record.ref)
        cursor = self.db.execute(
            "UPDATE links SET status = ? WHERE account = ? AND status = 'live'",
            (status, record.pk),
        )
        return cursor.rowcount > 0

    def mark_link(self, record: Record, link: Link, status: LinkStatus) -> None:
        """Withdraw one link of an account; the others stay as they are."""
        self.touched.note(record.ref)
        self.db.execute(
            "UPDATE links SET status = ? WHERE pk = ? AND account = ?", (status, link.pk, record.pk)
        )

    def set_locked(self, record: Record, locked: bool) -> None:
        """Lock or unlock an account."""
        self.touched.note(record.ref)
        self.db.execute("UPDATE accounts SET locked = ? WHERE pk = ?", (locked, record.pk))

    def set_policy_changed(self, record: Record) -> None:
        """Put the policy that waited for a commit in force."""
        self.touched.note(record.ref)
        self.db.execute("UPDATE accounts SET policy_changed = 1 WHERE pk = ?", (record.pk,))

    def activate(self, record: Record) -> bool:
        """Keep what a commit brought, once: False if the account was active already."""
        self.touched.note(record.ref)
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

    def keep_credentials(self, record: Record) -> None:
        """Keep what was chosen, whether the account is active or not."""
        self.touched.note(record.ref)
        self.db.execute(
            """UPDATE accounts SET password_hash = ?, pin_hash = ?, question_id = ?,
                      answer_hash = ? WHERE pk = ? AND ref = ?""",
            (
                record.password_hash,
                record.pin_hash,
                record.question_id,
                record.answer_hash,
                record.pk,
                record.ref,
            ),
        )

    def refused_hash(self, record: Record, field: str) -> str | None:
        """The hash of the first value offered for a field, if one was refused."""
        row = self.db.execute(
            "SELECT hash FROM refused WHERE account = ? AND field = ?", (record.pk, field)
        ).fetchone()
        return None if row is None else str(row[0])

    def keep_refused(self, record: Record, field: str, digest: str) -> None:
        """Remember, as a hash, the value that was refused first, if the account is still there."""
        self.db.execute(
            """INSERT OR IGNORE INTO refused (account, field, hash)
               SELECT pk, ?, ? FROM accounts WHERE pk = ? AND ref = ?""",
            (field, digest, record.pk, record.ref),
        )

    def start_again(self, record: Record) -> None:
        """Let a provisioned account be as after its provisioning, its first link included."""
        self.touched.note(record.ref)
        self.db.execute(
            """UPDATE accounts SET locked = 0, policy_changed = 0, activated_at = NULL,
                      commit_key = NULL, receipt = NULL, password_hash = NULL, pin_hash = NULL,
                      question_id = NULL, answer_hash = NULL, workspace = NULL
               WHERE pk = ?""",
            (record.pk,),
        )
        for table in ("links", "mails"):
            self.db.execute(
                f"""DELETE FROM {table} WHERE account = :pk
                    AND rowid > (SELECT min(rowid) FROM {table} WHERE account = :pk)""",
                {"pk": record.pk},
            )
        self.db.execute("UPDATE links SET status = 'live' WHERE account = ?", (record.pk,))
        self.db.execute("UPDATE mails SET cleared = 0 WHERE account = ?", (record.pk,))
        self.db.execute("DELETE FROM refused WHERE account = ?", (record.pk,))

    def forget_oldest(self, kept: int, *, committed: bool) -> list[str]:
        """Delete magic accounts, beyond so many of the newest; the names deleted."""
        rows = self.db.execute(
            """DELETE FROM accounts WHERE pk IN (
                   SELECT pk FROM accounts
                   WHERE scenario IS NOT NULL AND (commit_key IS NULL) = ?
                   ORDER BY pk DESC LIMIT -1 OFFSET ?)
               RETURNING ref""",
            (not committed, kept),
        )
        return [str(row[0]) for row in rows.fetchall()]

    def forget(self, *, ref: str | None = None, tester: bytes | None = None) -> list[str]:
        """Delete all, one account, or the magic accounts of one tester; the names deleted."""
        rows = self.db.execute(
            """DELETE FROM accounts
               WHERE (:ref IS NULL OR ref = :ref) AND (:tester IS NULL OR tester = :tester)
               RETURNING ref""",
            {"ref": ref, "tester": tester},
        )
        return [str(row[0]) for row in rows.fetchall()]


def _key_of_any(value: str | None) -> str | None:
    """As the database compares: what is not there is like nothing."""
    return None if value is None else email_key(value)


def _link(row: sqlite3.Row, pk: str = "pk") -> Link:
    opens_at = row["opens_at"]
    return Link(
        pk=row[pk],
        token_sha256=row["token_sha256"],
        status=row["status"],
        opens_at=None if opens_at is None else datetime.fromisoformat(opens_at),
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
