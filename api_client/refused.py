"""What looks like an activation link and is none, and why."""

from dataclasses import dataclass
from typing import Literal

Reason = Literal["http-scheme", "user-info", "shape", "unknown-host", "opaque-wrapper"]
"""Why something that looks like an activation link is none (contract, “Reading links”)."""


@dataclass(frozen=True, slots=True)
class Refused:
    """What looks like an activation link and is none.

    Neither `text` nor `host` holds a token. `text` is ASCII and may be shown. `host` is the one it
    leads to, as it was written (perhaps in several scripts), or "" if none can be told.
    """

    text: str
    reason: Reason
    host: str = ""
