"""Why an answers file cannot be used. Nothing here holds the value of a secret."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

FaultKind = Literal[
    "unreadable", "not-utf-8", "no-toml", "file-too-large",
    "unknown-key", "missing-key", "literal-secret", "one-source", "bad-choice", "bad-value",
    "env-not-set", "open-to-others", "not-a-file", "terminal", "standard-input", "closed",
    "too-large", "not-text", "empty", "several-lines", "no-credential", "exists", "not-writable", "needs-email", "same-file",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class AnswersFault:
    """One thing that is wrong.

    `where` is the key concerned as one writes it in TOML, empty for the file as a whole; `line`
    counts from 1. `values` are what a sentence about it needs: names of keys, files, variables.
    """

    kind: FaultKind
    where: str = ""
    line: int | None = None
    values: Mapping[str, str] = field(default_factory=dict)


class AnswersUnusable(Exception):
    """The answers cannot be used; `faults` are all the reasons that were found."""

    def __init__(self, faults: Iterable[AnswersFault]) -> None:
        self.faults = tuple(faults)
        super().__init__(", ".join(fault.kind for fault in self.faults))
