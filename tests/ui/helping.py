"""What the key line names, and help from any screen and back, by both of its keys."""

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
    """The key that no terminal takes is named; it and F1 help about what has the focus.

    Either of them leads back to it, and so does Escape.
    """
    focused, topic = pilot.app.screen.focused, help_topic(pilot)
    assert f"{_('Ctrl+Y')} {_('help')}" in key_line(pilot)
    for asks, leads_back in (("ctrl+y", "f1"), ("f1", "escape")):
        await pilot.press(asks)
        await pilot.pause()
        assert isinstance(pilot.app.screen, HelpScreen)
        assert screen_text(pilot).find(help_lines(topic)[0][:20]) > 0
        await pilot.press(leads_back)
        await pilot.pause()
        assert help_topic(pilot) == topic
        assert pilot.app.screen.focused is focused
