"""What signing in and checking voicemail work with."""

from dataclasses import dataclass

from mock_server.accounts.hashing import Hasher
from mock_server.accounts.store import Store
from mock_server.clock import Clock
from mock_server.state.rate_limits import RateLimits


@dataclass(frozen=True, slots=True)
class SignInContext:
    """The same for every attempt."""

    store: Store
    hasher: Hasher
    clock: Clock
    rate_limits: RateLimits
