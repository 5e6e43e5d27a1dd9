"""The mock as a whole: everything it remembers, in one value."""

import asyncio
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from mock_server.accounts.database import open_database
from mock_server.accounts.hashing import CHEAPEST, OWASP_MINIMUM, Hasher
from mock_server.accounts.store import Store
from mock_server.clock import Clock
from mock_server.mail.outbox import Outbox, link_url
from mock_server.provisioning.demo import DEMO_MAIN_USER, provision_demo
from mock_server.provisioning.tenants import Tenants
from mock_server.scenarios.magic_links import fresh_token
from mock_server.state.changes import ChangeNotifier
from mock_server.state.fault_queue import FaultQueue
from mock_server.state.journal import Journal
from mock_server.state.platform import PlatformState
from mock_server.state.rate_limits import RateLimits
from mock_server.state.settings import ServerSettings

FROZEN_AT = datetime(2026, 1, 1, 9, tzinfo=UTC)
"""When a mock inside a test takes place."""


@dataclass(slots=True)
class MockService:
    """All state of a mock server, from which everyone is given what they need.

    `committing` are the accounts whose commit is under way; `provisioning` is held by whoever sets
    tenants up or changes what orders are judged by.
    """

    store: Store
    outbox: Outbox
    clock: Clock
    hasher: Hasher
    settings: ServerSettings = field(default_factory=ServerSettings)
    rate_limits: RateLimits = field(default_factory=RateLimits)
    faults: FaultQueue = field(default_factory=FaultQueue)
    journal: Journal = field(default_factory=Journal)
    changes: ChangeNotifier = field(default_factory=ChangeNotifier)
    committing: set[str] = field(default_factory=set)
    platform: PlatformState = field(default_factory=PlatformState)
    provisioning: asyncio.Lock = field(default_factory=asyncio.Lock)

    @property
    def origin(self) -> str:
        """Where it is served, or claims to be."""
        return self.settings.origin

    @classmethod
    def in_memory(cls, clock: Clock | None = None, *, cheap_hash: bool = True) -> "MockService":
        """A mock of its own for one test: time stands still and hashes cost nothing."""
        image = _as_in_every_test() if clock is None else None
        db = open_database(image=image)
        return cls._over(db, clock or Clock.frozen(FROZEN_AT), cheap_hash=cheap_hash)

    @classmethod
    def open(
        cls, path: Path | None = None, *, clock: Clock | None = None, cheap_hash: bool = False
    ) -> "MockService":
        """A mock that serves people, with its state in a file if one is named.

        Raises:
            OSError, sqlite3.Error: the file cannot be used.
        """
        db = open_database(path)
        return cls._over(
            db, clock or Clock.real(), cheap_hash=cheap_hash, may_be_unfinished=path is not None
        )

    @classmethod
    def _over(
        cls,
        db: sqlite3.Connection,
        clock: Clock,
        *,
        cheap_hash: bool,
        may_be_unfinished: bool = False,
    ) -> "MockService":
        service = cls(
            Store(db), Outbox(db), clock, Hasher(CHEAPEST if cheap_hash else OWASP_MINIMUM)
        )
        try:
            if may_be_unfinished:
                Tenants(db).remove_unfinished()
            provision_demo(service.store, service.outbox, service.clock)
        except BaseException:
            service.close()
            raise
        return service

    def close(self) -> None:
        """Let go of the database."""
        self.store.db.close()

    def link(self, scenario: str = "ok", *, token: str | None = None) -> str:
        """A whole magic link, with a random token unless one is given.

        Args:
            scenario: `<scenario>[.<modifier>…]`.
            token: 32 hex digits.
        """
        return link_url(self.origin, f"{scenario}:{token or fresh_token()}")

    def demo_link(self) -> str:
        """The newest link of the demo tenant's main user."""
        return link_url(self.origin, self.newest_mail_link(DEMO_MAIN_USER))

    def newest_mail_link(self, ref: str) -> str:
        """`<account id>:<token>` of the newest mail to an account."""
        link = self.outbox.newest_link(ref)
        assert link is not None
        return link


@lru_cache(maxsize=1)
def _as_in_every_test() -> bytes:
    """The database with the demo tenant, as of `FROZEN_AT`; copied faster than provisioned."""
    with closing(open_database()) as db:
        provision_demo(Store(db), Outbox(db), Clock.frozen(FROZEN_AT))
        return db.serialize()
