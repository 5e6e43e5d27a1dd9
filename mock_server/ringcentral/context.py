"""What the emulated platform works with."""

from dataclasses import dataclass

from mock_server.accounts.hashing import Hasher
from mock_server.accounts.store import Store
from mock_server.clock import Clock
from mock_server.state.changes import ChangeNotifier
from mock_server.state.platform import PlatformState
from mock_server.state.settings import ServerSettings


@dataclass(frozen=True, slots=True)
class PlatformContext:
    """The same for every call; `platform` is it apart from its accounts."""

    platform: PlatformState
    store: Store
    clock: Clock
    hasher: Hasher
    changes: ChangeNotifier
    settings: ServerSettings
