"""What the marker `mock` may say of a test's server, and what it does say."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest

MARKER = (
    "mock(scenario=, faults=, freeze=, strict=): what the mock server of this test is like. "
    "scenario: of links that name none; faults: such as ['commit-lost']; freeze: a time; "
    "strict: True refuses calls off the contract, False lets the test pass all the same."
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a test's markers say; `freeze` is aware.

    `strict` None answers a call off the contract, and fails the test that made it. True refuses the
    call: the test sees the refusal and judges it. False lets both pass.
    """

    scenario: str = "ok"
    faults: tuple[str, ...] = ()
    freeze: datetime | None = None
    strict: bool | None = None


def _scenario(value: object) -> str:
    if isinstance(value, str) and value:
        return value
    raise ValueError("not the name of a scenario, such as 'locked'")


def _faults(value: object) -> tuple[str, ...]:
    if isinstance(value, list | tuple) and all(isinstance(each, str) for each in value):
        return tuple(value)
    raise ValueError("not a list of faults, such as ['commit-lost']")


def _freeze(value: object) -> datetime | None:
    if value is None:
        return None
    time = value
    if isinstance(value, str):
        try:
            time = datetime.fromisoformat(value)
        except ValueError:
            time = None
    if not isinstance(time, datetime):
        raise ValueError(
            "neither a datetime nor a time as ISO 8601, such as '2026-01-01T09:00:00Z'"
        )
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def _strict(value: object) -> bool | None:
    if value is None or isinstance(value, bool):
        return value
    raise ValueError("neither True nor False nor None")


MEMBERS: Mapping[str, Callable[[object], Any]] = {
    "scenario": _scenario,
    "faults": _faults,
    "freeze": _freeze,
    "strict": _strict,
}
"""Every member of the marker, and what reads its value."""


def wanted(item: pytest.Item) -> Wanted:
    """What the markers of a test say; the nearest has the last word on each member.

    Raises:
        ValueError: something in them means nothing; the text says what.
    """
    members: dict[str, object] = {}
    for marker in item.iter_markers("mock"):
        if marker.args:
            raise ValueError(f"it takes named arguments only, not {marker.args[0]!r}")
        members = {**marker.kwargs, **members}
    if unknown := members.keys() - MEMBERS.keys():
        raise ValueError(f"there is no {', '.join(sorted(unknown))}; it knows {', '.join(MEMBERS)}")
    return Wanted(**{name: _read(name, value) for name, value in members.items()})


def _read(name: str, value: object) -> Any:
    try:
        return MEMBERS[name](value)
    except ValueError as error:
        raise ValueError(f"{name}={value!r}: {error}") from None
