"""One short burst on every screen; `make fuzz` plays many more, and longer ones."""

import pytest

from tests.ui.fuzz import ACTIONS, PLAYED_AT, Figures, play, rests_of
from tests.ui.quiet import teach_textual
from tests.ui.tour import Stop


@pytest.fixture(autouse=True)
def _sure_idle(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every change is drawn here, whether somebody looks or not."""
    teach_textual(monkeypatch, draws=True)


@pytest.mark.filterwarnings("ignore:coroutine '.*' was never awaited:RuntimeWarning")
@pytest.mark.parametrize(
    ("stop", "seed"),
    [
        # In every other one Enter counts at once, in the rest it never does.
        pytest.param(stop, seed, id=stop.name)
        for seed, stop in enumerate(PLAYED_AT, 1)
    ],
)
async def test_no_burst_ends_it_hangs_it_or_activates_what_nobody_reviewed(
    stop: Stop, seed: int
) -> None:
    figures = Figures()
    await play(stop, seed, figures, rests=rests_of(seed), actions=ACTIONS // 2)
    assert figures.bursts == 1
    assert figures.unintended == 0
