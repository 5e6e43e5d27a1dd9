"""What testers' calls work with: a tester may look at everything, and change most of it."""

import asyncio
from dataclasses import dataclass

from mock_server.accounts.hashing import Hasher
from mock_server.accounts.store import Store
from mock_server.clock import Clock
from mock_server.mail.outbox import Outbox
from mock_server.state.changes import ChangeNotifier
from mock_server.state.fault_queue import FaultQueue
from mock_server.state.journal import Journal
from mock_server.state.platform import PlatformState
from mock_server.state.rate_limits import RateLimits
from mock_server.state.settings import ServerSettings


@dataclass(frozen=True, slots=True)
class AdminContext:
    """The same for every call; `provisioning` is held while tenants are set up."""

    store: Store
    outbox: Outbox
    clock: Clock
    hasher: Hasher
    rate_limits: RateLimits
    faults: FaultQueue
    journal: Journal
    changes: ChangeNotifier
    platform: PlatformState
    provisioning: asyncio.Lock
    settings: ServerSettings
