"""How long a run measures."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Plan:
    """How often each thing is measured.

    `starts` of each server; `passes` over all servers with `slice_seconds` of each kind of call,
    after `warm_seconds`; `accounts` that memory grows by, if any; `mocks` made in process. The run is
    broken off after `most_seconds`.
    """

    starts: int
    passes: int
    slice_seconds: float
    warm_seconds: float
    accounts: int
    mocks: int
    most_seconds: int


FULL = Plan(
    starts=11,
    passes=9,
    slice_seconds=1.5,
    warm_seconds=4.0,
    accounts=10_000,
    mocks=400,
    most_seconds=1_200,
)
QUICK = Plan(
    starts=4,
    passes=3,
    slice_seconds=0.7,
    warm_seconds=2.0,
    accounts=0,
    mocks=150,
    most_seconds=300,
)
"""For a look while developing: its numbers prove nothing, and how memory grows is left out."""
