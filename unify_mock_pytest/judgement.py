"""The judgement over a test's calls: the journal where it failed, a failure where it should have."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

import pytest


class Entry(Protocol):
    """A call in the journal, as a server here or elsewhere tells it."""

    id: int
    time: datetime
    method: str
    path: str
    operation: str | None
    account: str | None
    status: int | None
    problem: str | None
    fault: str | None
    violations: list[str]


class Journalled(Protocol):
    """A mock server, of which only its journal matters here."""

    def journal(self) -> Sequence[Entry]:
        """The calls so far, oldest first."""
        ...


@dataclass(slots=True)
class Watch:
    """A server that a test uses: its calls begin after the entry `begins`, `judged` is the last judged."""

    mock: Journalled
    begins: int = 0
    judged: int = 0

    @classmethod
    def over(cls, mock: Journalled) -> "Watch":
        """From now on."""
        last = max((entry.id for entry in mock.journal()), default=0)
        return cls(mock, last, last)

    def calls(self) -> list[Entry]:
        """The test's calls."""
        return [entry for entry in self.mock.journal() if entry.id > self.begins]

    def off_contract(self) -> list[Entry]:
        """Those of the test's calls that are off the contract; each is told once."""
        new = [entry for entry in self.calls() if entry.id > self.judged]
        self.judged = max((entry.id for entry in new), default=self.judged)
        return [entry for entry in new if entry.violations]


WATCHES = pytest.StashKey[list[Watch]]()
"""The servers that a test uses."""


def judge(report: pytest.TestReport, watches: list[Watch], *, tolerant: bool) -> None:
    """Fail what passed off the contract, a teardown too; tell the journal of what failed.

    The calls of a setup are judged with those of the test.
    """
    waits = report.when == "setup" and report.passed
    off = [] if waits else [entry for watch in watches for entry in watch.off_contract()]
    if off and not tolerant and report.passed and not hasattr(report, "wasxfail"):
        when = "The test passed" if report.when == "call" else f"The {report.when} passed"
        report.outcome = "failed"
        report.longrepr = (
            f"{when}, but made calls that are off the contract (strict=False in the test's mock "
            f"marker lets it pass):\n{journal_lines(off)}"
        )
    if report.failed:
        for watch in watches:
            report.sections.append(("Mock journal", journal_lines(watch.calls()) or "no call"))


def journal_lines(entries: Iterable[Entry]) -> str:
    """The journal for people, one line for each call. There is no secret in it."""
    # A server elsewhere may have said anything.
    return "\n".join("".join(filter(str.isprintable, _line(entry))) for entry in entries)


def _line(entry: Entry) -> str:
    what = f"{entry.method} {entry.path}" if entry.operation is None else entry.operation
    notes = {"account": entry.account, "fault": entry.fault, "problem": entry.problem}
    told = "".join(f"  {name}={value}" for name, value in notes.items() if value)
    off = f"  off the contract: {', '.join(entry.violations)}" if entry.violations else ""
    status = "no answer" if entry.status is None else entry.status
    return f"{entry.id:>4}  {entry.time:%Y-%m-%d %H:%M:%S}  {what} → {status}{told}{off}"
