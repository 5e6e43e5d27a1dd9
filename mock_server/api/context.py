"""What the operations of the contract work with."""

from dataclasses import dataclass

from mock_server.accounts.hashing import Hasher
from mock_server.accounts.store import Store
from mock_server.clock import Clock
from mock_server.mail.outbox import Outbox
from mock_server.state.changes import ChangeNotifier
from mock_server.state.rate_limits import RateLimits
from mock_server.state.settings import ServerSettings


@dataclass(frozen=True, slots=True)
class OperationContext:
    """The same for every call; `committing` are the accounts whose commit is under way."""

    store: Store
    outbox: Outbox
    clock: Clock
    hasher: Hasher
    rate_limits: RateLimits
    changes: ChangeNotifier
    committing: set[str]
    settings: ServerSettings
