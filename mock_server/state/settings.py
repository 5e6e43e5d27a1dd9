"""How the mock is served: under which names, for whom, and how strictly."""

from collections.abc import Callable
from dataclasses import dataclass, field

DEFAULT_ORIGIN = "http://127.0.0.1:8025"
"""Where the mock is unless it was told otherwise."""


@dataclass(slots=True)
class ServerSettings:
    """What may be set until the first call comes, and by a test at any time.

    `origin` is where it is served, or where the proxy before it is: links in mails lead there.
    `public_url` is the proxy's; if it is None, what a call is answered leads to where that call was
    made. `names` are the hosts it answers to besides those of this machine, `allowed_origins` those
    whose pages may call it. `admin_key` is what a tester's call has to show if it is set. A
    `strict` server refuses what is off the contract. `log` gets a line for each call.
    """

    origin: str = DEFAULT_ORIGIN
    public_url: str | None = None
    names: frozenset[str] = frozenset()
    allowed_origins: frozenset[str] = frozenset()
    admin_key: str | None = field(default=None, repr=False)
    strict: bool = False
    log: Callable[[str], None] | None = None
