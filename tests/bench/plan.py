"""How long a run measures."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Plan:
    """How often each thing is measured.

    Of the app: `app_starts` of each program and size; `key_rounds` of 32 keys; `line_rounds` of
    them over a slow line; `idle_seconds` without a key. Of the mock:
    `starts` of each server; `passes` over all servers with `slice_seconds` of each kind of call,
    after `warm_seconds`; `accounts` that memory grows by, if any; `mocks` made in process. The run is
    broken off after `most_seconds`.
    """

    app_starts: int
    key_rounds: int
    line_rounds: int
    idle_seconds: int
    starts: int
    passes: int
    slice_seconds: float
    warm_seconds: float
    accounts: int
    mocks: int
    most_seconds: int


FULL = Plan(
    app_starts=15,
    key_rounds=10,
    line_rounds=2,
    idle_seconds=10,
    starts=11,
    passes=9,
    slice_seconds=1.5,
    warm_seconds=4.0,
    accounts=10_000,
    mocks=400,
    most_seconds=2_400,
)
QUICK = Plan(
    app_starts=4,
    key_rounds=4,
    line_rounds=1,
    idle_seconds=3,
    starts=4,
    passes=3,
    slice_seconds=0.7,
    warm_seconds=2.0,
    accounts=0,
    mocks=150,
    most_seconds=600,
)
"""For a look while developing: its numbers prove nothing, and how memory grows is left out."""
