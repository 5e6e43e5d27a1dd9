"""What was asked and answered: the last thousand calls, without a secret."""

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count

from api_client.models import STEPS
from api_client.problems import Problem, RequestProblem

_KNOWN = frozenset(
    (*STEPS, "security_question.id", "security_question.answer", "confirm", "body", "link", "query")
) | {"Authorization", "Idempotency-Key", "Content-Type", "Accept", "Cookie", "Host", "Origin"}
# Members that a client made up are not repeated: it may have put anything there.

MOST_ENTRIES = 1_000
"""How many calls are kept."""


@dataclass(slots=True)
class JournalEntry:
    """One call. `time` is the mock's, `wall_time` the world's; `body` has stars for secrets.

    `operation` is one of the contract's, or what else the call was for; `violations` say what in the call was off the contract; `fault` what went wrong on purpose.
    `status` is None when the answer never left, `done` says that it never will.
    """

    id: int
    time: datetime
    method: str
    path: str
    wall_time: datetime = field(default_factory=lambda: datetime.now(UTC))
    operation: str | None = None
    account: str | None = None
    status: int | None = None
    problem: str | None = None
    fault: str | None = None
    body: dict[str, object] | None = None
    violations: list[str] = field(default_factory=list)
    done: bool = False

    @property
    def is_shown(self) -> bool:
        """Whether testers see it: they need not wait for the end where a fault struck."""
        return self.done or self.fault is not None

    def note(self, wrong: Iterable[tuple[str, str]]) -> None:
        """Note what was off the contract, each once: pairs of a header or member and a rule."""
        for field_name, rule in wrong:
            violation = f"{field_name if field_name in _KNOWN else '?'}: {rule}"
            if violation not in self.violations:
                self.violations.append(violation)

    def blame(self, problem: Problem) -> None:
        """Note the problem answered, and if the call was at fault, what was off the contract."""
        self.problem = problem.slug
        if isinstance(problem, RequestProblem):
            self.note((error.field, error.rule) for error in problem.errors)
            if not self.violations:
                self.violations.append(problem.slug)

    def shown(self) -> dict[str, object]:
        """The entry as JSON."""
        return {
            "id": self.id,
            "time": self.time.isoformat(),
            "wall_time": self.wall_time.isoformat(),
            "method": self.method,
            "path": self.path,
            "operation": self.operation,
            "account": self.account,
            "status": self.status,
            "problem": self.problem,
            "fault": self.fault,
            "body": self.body,
            "violations": self.violations,
        }


@dataclass(slots=True)
class Journal:
    """The last entries, oldest first."""

    entries: deque[JournalEntry] = field(default_factory=lambda: deque(maxlen=MOST_ENTRIES))
    _ids: "count[int]" = field(default_factory=lambda: count(1))

    def open(self, method: str, path: str, time: datetime) -> JournalEntry:
        """Begin an entry; it is filled in while the call is answered."""
        entry = JournalEntry(next(self._ids), time, method, path)
        self.entries.append(entry)
        return entry

    def find(self, wanted: Callable[[JournalEntry], bool]) -> list[JournalEntry]:
        """The entries that are wanted, oldest first."""
        return [entry for entry in self.entries if wanted(entry)]

    def settled(self) -> int:
        """The number of the last entry up to which nothing will change any more."""
        before = 0
        for entry in self.entries:
            if not entry.done:
                break
            before = entry.id
        return before

    def forget(self, wanted: Callable[[JournalEntry], bool]) -> None:
        """Drop the entries named."""
        self.entries = deque((e for e in self.entries if not wanted(e)), maxlen=MOST_ENTRIES)


def redacted(body: object) -> dict[str, object] | None:
    """A commit's body with stars for its secrets; members the contract does not know are left out.

    Of a secret not even the length is told.
    """
    if not isinstance(body, dict):
        return None
    shown: dict[str, object] = {
        secret: "***" for secret in ("password", "pin") if body.get(secret) is not None
    }
    if isinstance(question := body.get("security_question"), dict):
        shown["security_question"] = {key: "***" for key in ("id", "answer") if key in question}
    if body.get("workspace") in ("desktop_app", "web_browser"):
        shown["workspace"] = body["workspace"]
    return shown
