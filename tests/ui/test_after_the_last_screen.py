"""What still arrives while the app ends, when its screens are gone already, does no harm."""

from textual import events
from textual.geometry import Size

from tests.ui.stage import Stage, settled


async def test_a_window_that_changes_at_the_very_end_is_nobodys_business(stage: Stage) -> None:
    app = stage.app(stage.link("ok"))
    async with app.run_test() as pilot:
        await settled(pilot)
    assert not app.screen_stack
    app.uncovered()
    app.on_resize(events.Resize(Size(80, 24), Size(80, 24)))
