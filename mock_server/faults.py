"""What can go wrong on purpose: the vocabulary, and the queue of rules that says when."""

import random
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Literal, get_args

from api_client.models import Text
from api_client.operations import OperationId

FaultName = Literal[
    "delay",
    "dribble",
    "stall",
    "reset",
    "empty",
    "truncate",
    "badchunk",
    "garbage",
    "notjson",
    "503",
    "429",
    "lost",
]

Point = OperationId | Literal["download"]
"""Where a fault can strike: at an operation of the contract, or at a download."""

POINTS: tuple[Point, ...] = (*get_args(OperationId), "download")

FAULTS: dict[FaultName, Text] = {
    "delay": Text(
        de="Die Antwort kommt nach der angegebenen Zeit (1 s).",
        en="The answer comes after the argument's time (1 s).",
    ),
    "dribble": Text(
        de="Die Antwort kommt in zehn Stücken, verteilt über die angegebene Zeit (1 s).",
        en="The answer comes in ten pieces over the argument's time (1 s).",
    ),
    "stall": Text(de="Es kommt nie eine Antwort.", en="No answer ever comes."),
    "reset": Text(
        de="Die Verbindung wird zurückgesetzt, bevor etwas ausgeführt wird.",
        en="The connection is reset before the operation runs.",
    ),
    "empty": Text(
        de="Die Verbindung wird ohne Antwort geschlossen.",
        en="The connection is closed without an answer.",
    ),
    "truncate": Text(
        de="Es wird ausgeführt; die Antwort bricht in der Mitte ab, oder nach so vielen Bytes wie angegeben.",
        en="The operation runs; the answer breaks off in its middle, or after the argument's number of bytes.",
    ),
    "badchunk": Text(
        de="Eine Antwort, deren Stücke („chunks“) falsch gebildet sind.",
        en="An answer whose chunks are not well-formed.",
    ),
    "garbage": Text(de="Bytes, die kein HTTP sind.", en="Bytes that are no HTTP."),
    "notjson": Text(
        de="200 mit einer HTML-Seite, wie vom Anmeldeportal eines Hotels.",
        en="200 with an HTML page, as from the portal of a hotel.",
    ),
    "503": Text(
        de="Wartung; mit Angabe so viele Sekunden lang, und Retry-After sagt, wie lange noch.",
        en="Maintenance; with an argument for so long, and Retry-After says how long still.",
    ),
    "429": Text(
        de="Zu viele Aufrufe; die Angabe wirkt wie bei 503.",
        en="Rate limited; the argument as with 503.",
    ),
    "lost": Text(
        de="Es wird ausgeführt, aber statt der Antwort wird die Verbindung zurückgesetzt.",
        en="The operation succeeds, then the connection is reset instead of the answer.",
    ),
}
"""What each fault does, in the order in which they are offered."""

_SPEC = re.compile(rf"(?P<fault>{'|'.join(get_args(FaultName))})(?:-(?P<n>\d{{1,9}})(?P<u>ms|s)?)?")
_MODIFIER = re.compile(rf"(?P<operation>{'|'.join(POINTS)})-(?P<spec>.+)")
_PARTS = {None: 1, "s": 1, "ms": 1000}
_MOST_DIGITS = 6
"""Of seconds: who waits for more than eleven days, waits for ever."""


@dataclass(frozen=True, slots=True)
class FaultSpec:
    """One fault for one operation or for downloads, or for all.

    `argument` is in seconds; with `truncate`, in bytes.
    """

    fault: FaultName
    argument: float | None = None
    operation: Point | None = None

    def __str__(self) -> str:
        if self.argument is None:
            return self.fault
        whole = self.argument == int(self.argument)
        return (
            f"{self.fault}-{int(self.argument)}"
            if whole
            else (f"{self.fault}-{round(self.argument * 1000)}ms")
        )


def parse_spec(text: str, operation: Point | None = None) -> FaultSpec | None:
    """Read `<fault>[-<arg>]`; the argument is an integer of seconds, or `300ms`, `7s`.

    With `truncate` it is a number of bytes.
    """
    found = _SPEC.fullmatch(text)
    if found is None or (found["fault"] != "truncate" and len(found["n"] or "") > _MOST_DIGITS):
        return None
    argument = None if found["n"] is None else int(found["n"]) / _PARTS[found["u"]]
    return FaultSpec(found["fault"], argument, operation)  # type: ignore[arg-type]  # by the pattern


def parse_modifier(text: str) -> FaultSpec | None:
    """Read a link's modifier, `<operation>-<fault>[-<arg>]`."""
    found = _MODIFIER.fullmatch(text)
    if found is None:
        return None
    return parse_spec(found["spec"], found["operation"])  # type: ignore[arg-type]  # by the pattern


@dataclass(slots=True)
class FaultRule:
    """A fault that waits for its turn.

    `ref` limits it to one account. It lets `after` matching calls pass, then strikes `times` times
    (None: for good), each time with `probability`, drawn from `seed`.
    """

    id: int
    spec: FaultSpec
    ref: str | None = None
    after: int = 0
    times: int | None = 1
    probability: float = 1.0
    seed: int = 0
    _draws: random.Random = field(default_factory=random.Random)

    def __post_init__(self) -> None:
        self._draws.seed(self.seed)

    def strikes(self, operation: Point, ref: str | None) -> bool:
        """Whether it is its turn at this call; counts the call."""
        if self.spec.operation not in (None, operation) or self.ref not in (None, ref):
            return False
        if self.after > 0:
            self.after -= 1
            return False
        if self.times == 0 or self._draws.random() >= self.probability:
            return False
        if self.times is not None:
            self.times -= 1
        return True


@dataclass(slots=True)
class FaultQueue:
    """The rules in force, first come first served, and what a link's own faults have done."""

    rules: list[FaultRule] = field(default_factory=list)
    _ids: "count[int]" = field(default_factory=lambda: count(1))
    _spent: set[tuple[str, FaultSpec]] = field(default_factory=set)
    _until: dict[tuple[str, FaultSpec], datetime] = field(default_factory=dict)

    def add(
        self,
        spec: FaultSpec,
        *,
        ref: str | None = None,
        after: int = 0,
        times: int | None = 1,
        probability: float = 1.0,
        seed: int = 0,
    ) -> FaultRule:
        """Put a rule at the end of the queue."""
        rule = FaultRule(next(self._ids), spec, ref, after, times, probability, seed)
        self.rules.append(rule)
        return rule

    def clear(self, ref: str | None = None) -> None:
        """Take back all rules, or those of one account."""
        if ref is None:
            self.rules.clear()
            self._spent.clear()
            self._until.clear()
            return
        self.rules = [rule for rule in self.rules if rule.ref != ref]
        self._spent = {key for key in self._spent if key[0] != ref}
        self._until = {key: until for key, until in self._until.items() if key[0] != ref}

    def next_rule(self, operation: Point, ref: str | None) -> FaultSpec | None:
        """The fault of the first rule whose turn it is."""
        for rule in self.rules:
            if rule.strikes(operation, ref):
                if rule.times == 0:
                    self.rules.remove(rule)
                return rule.spec
        return None

    def of_link(
        self, specs: Iterable[FaultSpec], operation: Point, ref: str, now: datetime
    ) -> list[FaultSpec]:
        """Those of a link's own faults that hold now.

        They hold at every call, with two exceptions: `lost` loses one answer, so that asking again
        can find out; `503-7` and `429-7` end seven seconds after the first call, by the clock.
        """
        return [
            spec
            for spec in (
                self._still(spec, ref, now) for spec in specs if spec.operation == operation
            )
            if spec is not None
        ]

    def spend(self, spec: FaultSpec, ref: str) -> None:
        """Note that a link's `lost` has lost its answer."""
        self._spent.add((ref, spec))

    def _still(self, spec: FaultSpec, ref: str, now: datetime) -> FaultSpec | None:
        if (ref, spec) in self._spent:
            return None
        if spec.fault not in ("503", "429") or spec.argument is None:
            return spec
        until = self._until.setdefault((ref, spec), now + timedelta(seconds=spec.argument))
        left = (until - now).total_seconds()
        return FaultSpec(spec.fault, left, spec.operation) if left > 0 else None
