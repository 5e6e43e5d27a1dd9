"""A few bursts on every screen; `make fuzz` plays many more."""

import pytest

from tests.ui.fuzz import Figures, play, rests_of
from tests.ui.tour import STOPS, Stop

SEEDS = (1, 2)
"""One burst in which Enter counts at once, one in which it never does."""


@pytest.mark.filterwarnings("ignore:coroutine '.*' was never awaited:RuntimeWarning")
@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("stop", STOPS, ids=lambda stop: stop.name)
async def test_no_burst_ends_it_hangs_it_or_activates_what_nobody_reviewed(
    stop: Stop, seed: int
) -> None:
    figures = Figures()
    await play(stop, seed, figures, rests=rests_of(seed))
    assert figures.bursts == 1
    assert figures.unintended == 0
