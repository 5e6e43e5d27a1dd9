"""One request that was sent and what came back, as checks look at it."""

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import httpx

_SECONDS = re.compile(r"[0-9]{1,9}", re.ASCII)

PROBLEM_TYPE = "application/problem+json"

_SLUG = re.compile(r"(?:https?://[^/?#]+)?(?:/[^?#]*)?/problems/([a-z-]{1,40})/?")


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request and its answer. What was sent is not kept, and the answer's body is in no repr."""

    method: str
    path: str
    status: int
    headers: "httpx.Headers" = field(repr=False)
    body: bytes = field(repr=False)

    @property
    def media_type(self) -> str:
        """Of the answer, without parameters."""
        return str(self.headers.get("content-type", "")).partition(";")[0].strip().lower()

    @property
    def json(self) -> Any:
        """The answer's JSON; None if it is none."""
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError):
            return None

    @property
    def members(self) -> dict[str, Any]:
        """The answer's JSON object; empty if it is none."""
        value = self.json
        return value if isinstance(value, dict) else {}

    @property
    def slug(self) -> str:
        """The problem that the answer tells; empty if it is none of the contract's form."""
        kind = self.members.get("type")
        match = _SLUG.fullmatch(kind) if isinstance(kind, str) else None
        return match[1] if match and self.media_type == PROBLEM_TYPE else ""

    @property
    def wait(self) -> int:
        """The seconds that Retry-After says; 0 if it says none."""
        return int(value) if _SECONDS.fullmatch(value := self._header("retry-after")) else 0

    def _header(self, name: str) -> str:
        return str(self.headers.get(name, "")).strip()

    @property
    def refusals(self) -> list[tuple[str, str]]:
        """Field and rule of each member of a problem's `errors`."""
        errors = self.members.get("errors")
        listed = errors if isinstance(errors, list) else []
        found = [each for each in listed if isinstance(each, dict)]
        return [(str(each.get("field", "")), str(each.get("rule", ""))) for each in found]

    def __str__(self) -> str:
        return f"{self.method} {self.path} → {self.status} {self.slug}".rstrip()
