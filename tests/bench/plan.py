"""How long a run measures."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Plan:
    """How often each thing is measured.

    Of the app: `app_starts` of each program and size; `key_rounds` of 32 keys, `peer_rounds`
    where it is a peer that is typed into, `line_rounds` over a slow line; `idle_seconds` without
    a key; `people` at once; `mails` in a folder, `marks` keys in its list, `mails_read` of each
    kind. Of the mock: `starts` of each server; `passes` over all servers with `slice_seconds` of
    each kind of call, after `warm_seconds`; `accounts` that memory grows by, if any; `mocks` made
    in process. `suite` is whether the tests are run. The run is broken off after `most_seconds`.
    """

    app_starts: int
    key_rounds: int
    peer_rounds: int
    line_rounds: int
    idle_seconds: int
    people: int
    mails: int
    marks: int
    mails_read: int
    starts: int
    passes: int
    slice_seconds: float
    warm_seconds: float
    accounts: int
    mocks: int
    suite: bool
    most_seconds: int


FULL = Plan(
    app_starts=11,
    key_rounds=10,
    peer_rounds=4,
    line_rounds=2,
    idle_seconds=5,
    people=20,
    mails=1_000,
    marks=40,
    mails_read=200,
    starts=11,
    passes=9,
    slice_seconds=1.5,
    warm_seconds=4.0,
    accounts=10_000,
    mocks=400,
    suite=True,
    most_seconds=3_600,
)
QUICK = Plan(
    app_starts=4,
    key_rounds=3,
    peer_rounds=1,
    line_rounds=1,
    idle_seconds=3,
    people=4,
    mails=1_000,
    marks=10,
    mails_read=60,
    starts=4,
    passes=3,
    slice_seconds=0.7,
    warm_seconds=2.0,
    accounts=0,
    mocks=150,
    suite=False,
    most_seconds=600,
)
"""For a look while developing: its numbers prove nothing, and how memory grows is left out."""
