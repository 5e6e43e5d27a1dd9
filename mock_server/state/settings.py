"""How the mock is served: under which names, for whom, and how strictly."""

from dataclasses import dataclass, field

DEFAULT_ORIGIN = "http://127.0.0.1:8025"
"""Where the mock is unless it was told otherwise."""


@dataclass(slots=True)
class ServerSettings:
    """What may be set until the first call comes, and by a test at any time.

    `origin` is where it is served, `names` the hosts it answers to besides those of this machine,
    `admin_key` what a tester's call has to show if it is set. A `strict` server refuses what is off
    the contract.
    """

    origin: str = DEFAULT_ORIGIN
    names: frozenset[str] = frozenset()
    admin_key: str | None = field(default=None, repr=False)
    strict: bool = False
