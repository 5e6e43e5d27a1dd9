"""Tenants: what was ordered for a company, and how far its provisioning came."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Literal

from mock_server.provisioning.numbers import CompanyFlexLine

TenantState = Literal[
    "ordered",
    "created",
    "line-connected",
    "numbers-set",
    "main-user-created",
    "mail-sent",
    "active",
]
"""The guide's five central steps, between the order and the main user's activation."""

FIRST_TENANT = 100_001


@dataclass(frozen=True, slots=True)
class Tenant:
    """One company. Numbers are E.164; `language` is what its people read unless they say so."""

    id: str
    company: str
    edition: str
    language: str
    line: CompanyFlexLine
    main_number: str | None = None
    main_fax_number: str | None = None


@dataclass(frozen=True, slots=True)
class TenantStep:
    """A state that a tenant reached, and when."""

    state: TenantState
    at: datetime


class Tenants:
    """Tenants, the oldest first."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def add(self, company: str, edition: str, language: str) -> Tenant:
        """A tenant without a line as yet."""
        (last,) = self._db.execute("SELECT max(CAST(id AS INTEGER)) FROM tenants").fetchone()
        tenant = Tenant(
            str((last or FIRST_TENANT - 1) + 1), company, edition, language, CompanyFlexLine()
        )
        self._db.execute(
            "INSERT INTO tenants (id, company, edition, language, line) VALUES (?, ?, ?, ?, ?)",
            (tenant.id, company, edition, language, tenant.line.model_dump_json()),
        )
        return tenant

    def save(self, tenant: Tenant) -> None:
        """Keep the tenant's numbers."""
        self._db.execute(
            "UPDATE tenants SET line = ?, main_number = ?, main_fax_number = ? WHERE id = ?",
            (tenant.line.model_dump_json(), tenant.main_number, tenant.main_fax_number, tenant.id),
        )

    def reached(self, tenant: Tenant, state: TenantState, at: datetime) -> TenantStep:
        """Note that the tenant reached a state."""
        self._db.execute(
            "INSERT INTO tenant_steps (tenant, state, at) VALUES (?, ?, ?)",
            (tenant.id, state, at.isoformat()),
        )
        return TenantStep(state, at)

    def remove(self, tenant: Tenant) -> None:
        """Delete one, and its accounts with it."""
        self._db.execute("DELETE FROM tenants WHERE id = ?", (tenant.id,))

    def remove_unfinished(self) -> None:
        """Delete those whose provisioning was broken off by the end of the server."""
        self._db.execute(
            """DELETE FROM tenants
               WHERE id NOT IN (SELECT tenant FROM tenant_steps WHERE state = 'mail-sent')"""
        )

    def find(self, tenant_id: str) -> Tenant | None:
        """The tenant of that id."""
        row = self._db.execute("SELECT * FROM tenants WHERE id = ?", (tenant_id,)).fetchone()
        return None if row is None else _tenant(row)

    def all(self) -> list[Tenant]:
        """Every tenant."""
        rows = self._db.execute("SELECT * FROM tenants ORDER BY CAST(id AS INTEGER)")
        return [_tenant(row) for row in rows]

    def lines(self) -> list[CompanyFlexLine]:
        """What is connected to those that were ordered.

        The first tenant came by itself, and its numbers are those that examples order.
        """
        rows = self._db.execute("SELECT line FROM tenants WHERE id <> ?", (str(FIRST_TENANT),))
        return [_line(row["line"]) for row in rows]

    def steps(self, tenant: Tenant) -> list[TenantStep]:
        """The states it went through, the main user's activation included."""
        rows = self._db.execute(
            """SELECT state, at FROM tenant_steps WHERE tenant = :id
               UNION ALL
               SELECT 'active', activated_at FROM accounts WHERE tenant_id = :id
                  AND activated_at IS NOT NULL
                  AND json_extract(profile, '$.account.role') = 'main_user'""",
            {"id": tenant.id},
        )
        return [TenantStep(row["state"], datetime.fromisoformat(row["at"])) for row in rows]

    def newest_step(self) -> int:
        """The number of the state that a tenant reached last; 0 before any."""
        [(newest,)] = self._db.execute("SELECT max(pk) FROM tenant_steps")
        return int(newest or 0)

    def forget(self) -> None:
        """Delete all."""
        self._db.execute("DELETE FROM tenants")


@lru_cache(maxsize=4096)
def _line(json: str) -> CompanyFlexLine:
    return CompanyFlexLine.model_validate_json(json)


def _tenant(row: sqlite3.Row) -> Tenant:
    return Tenant(
        row["id"],
        row["company"],
        row["edition"],
        row["language"],
        _line(row["line"]),
        row["main_number"],
        row["main_fax_number"],
    )
