"""What the key line names, and F1 from any screen and back."""

from textual.pilot import Pilot

from tests.ui.stage import screen_text
from tui.app.screens.help import Helped, HelpScreen
from tui.i18n import _
from tui.wording.help import Topic, help_lines


def key_line(pilot: Pilot[int]) -> str:
    """The keys that are named at the bottom of the screen."""
    return screen_text(pilot).splitlines()[-1].strip()


def help_topic(pilot: Pilot[int]) -> Topic:
    """What the screen has help about."""
    screen = pilot.app.screen
    assert isinstance(screen, Helped)
    return screen.help_topic()


async def assert_f1_helps(pilot: Pilot[int]) -> None:
    """F1 is named, helps about what has the focus, and Escape leads back to it."""
    focused, topic = pilot.app.screen.focused, help_topic(pilot)
    assert f"F1 {_('help')}" in key_line(pilot)
    await pilot.press("f1")
    await pilot.pause()
    assert isinstance(pilot.app.screen, HelpScreen)
    assert screen_text(pilot).find(help_lines(topic)[0][:20]) > 0
    await pilot.press("escape")
    await pilot.pause()
    assert help_topic(pilot) == topic
    assert pilot.app.screen.focused is focused
