"""The platform's rate limits, kept from this side: whoever has to wait does not ask.

Source: the vendor's developer guide, "API rate limits": each answer tells the group it counts for,
what is left in it and how long its window is; after a 429 every request within the penalty starts
it anew. Without a Retry-After one waits at least 30 seconds; a 429 without the limit's own headers
is one of the whole account or address.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from api_client.patience import LONGEST_SECONDS, RequestPace
from api_client.ringcentral.operations import PlatformOperation

PENALTY_SECONDS = 60.0
LEAST_PENALTY_SECONDS = 30.0
POLL_SECONDS = 60.0
"""How long a maintenance is left alone between two questions."""

_SECONDS = re.compile(r"[0-9]{1,9}", re.ASCII)
_EVERYTHING = "*"


@dataclass(slots=True)
class Limits:
    """When each group may be asked again."""

    pace: RequestPace
    _until: dict[str | None, float] = field(default_factory=dict)
    _groups: dict[str, str] = field(default_factory=dict)

    def wait(self, operation: PlatformOperation) -> float:
        """Seconds until the operation may be asked; 0 if now."""
        until = max(self._until.get(name, 0.0) for name in (_EVERYTHING, self._group(operation)))
        return max(0.0, until - self.pace.now())

    def note(self, operation: PlatformOperation, status: int, headers: Mapping[str, str]) -> None:
        """Learn from an answer; names of headers in lower case."""
        named = headers.get("x-rate-limit-group")
        if named:
            self._groups[operation.id] = named.lower()
        window = _seconds(headers.get("x-rate-limit-window")) or PENALTY_SECONDS
        if status == 429:
            asked = _seconds(headers.get("retry-after"))
            least = LEAST_PENALTY_SECONDS if named is None else window
            self._stop(
                _EVERYTHING if named is None else self._group(operation),
                least if asked is None else asked,
            )
        elif _seconds(headers.get("x-rate-limit-remaining")) == 0:
            self._stop(self._group(operation), window)
        elif status == 503 and operation.group == "auth":
            self._stop(self._group(operation), _seconds(headers.get("retry-after")) or 0.0)

    def _group(self, operation: PlatformOperation) -> str | None:
        return self._groups.get(operation.id, operation.group)

    def _stop(self, group: str | None, seconds: float) -> None:
        until = self.pace.now() + min(seconds, LONGEST_SECONDS)
        self._until[group] = max(until, self._until.get(group, 0.0))


def _seconds(value: str | None) -> float | None:
    text = (value or "").strip()
    return float(text) if _SECONDS.fullmatch(text) else None
