"""When faults strike: the queue of rules, and what the faults that links name have done."""

import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import TypeVar

from mock_server.faults import FaultSpec, Point, ProblemAnswer
from mock_server.state.rate_limits import MOST_KEYS

AnyKey = TypeVar("AnyKey")
AnyValue = TypeVar("AnyValue")


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
        """Whether it is its turn at this call; counts the call.

        Only a fault that names the operation strikes who looks whether the server is up.
        """
        meant = (operation,) if operation == "health" else (None, operation)
        if self.spec.operation not in meant or self.ref not in (None, ref):
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
    _spent: dict[tuple[str, FaultSpec], None] = field(default_factory=dict)
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

    def take_back(self, rule: FaultRule) -> None:
        """Take back one rule, if it is still there."""
        self.rules = [each for each in self.rules if each is not rule]

    def clear(self, ref: str | None = None) -> None:
        """Take back all rules, or those of one account."""
        if ref is None:
            self.rules.clear()
            self._spent.clear()
            self._until.clear()
            return
        self.rules = [rule for rule in self.rules if rule.ref != ref]
        self._spent = {key: None for key in self._spent if key[0] != ref}
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
        """Note that a link's fault has struck that strikes once."""
        _remember(self._spent, (ref, spec), None)

    def _still(self, spec: FaultSpec, ref: str, now: datetime) -> FaultSpec | None:
        if (ref, spec) in self._spent:
            return None
        lasts = isinstance(spec.definition.effect, ProblemAnswer)
        if not lasts or spec.argument is None:
            return spec
        until = self._until.get((ref, spec))
        if until is None:
            until = now + timedelta(seconds=spec.argument)
            _remember(self._until, (ref, spec), until)
        left = (until - now).total_seconds()
        return FaultSpec(spec.fault, left, spec.operation) if left > 0 else None


def _remember(kept: dict[AnyKey, AnyValue], key: AnyKey, value: AnyValue) -> None:
    """Keep what a link's fault did. Anybody can make links: what is oldest is forgotten."""
    kept[key] = value
    while len(kept) > MOST_KEYS:
        del kept[next(iter(kept))]
