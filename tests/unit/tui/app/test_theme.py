"""The theme a terminal begins with."""

import pytest

from api_client.connect import BackendSettings, open_backend
from tui.app.app import ActivateApp
from tui.app.theme import COLOURLESS, DARK, DARK_16, LIGHT, LIGHT_16, THEMES, other_theme, theme_for
from tui.journey.clock import SystemClock
from tui.journey.journey import Journey


@pytest.mark.parametrize(
    ("environment", "colours", "name"),
    [
        ({}, 2**24, DARK.name),
        ({}, 256, DARK.name),
        ({}, 16, DARK_16.name),
        ({}, None, COLOURLESS.name),
        ({"NO_COLOR": "1"}, 256, COLOURLESS.name),
        ({"NO_COLOR": ""}, 256, DARK.name),
        ({"COLORFGBG": "0;15"}, 2**24, LIGHT.name),
        ({"COLORFGBG": "0;default;7"}, 16, LIGHT_16.name),
        ({"COLORFGBG": "15;0"}, 256, DARK.name),
        ({"COLORFGBG": "nonsense"}, 256, DARK.name),
        ({"CLITHEME": "light"}, 256, LIGHT.name),
    ],
)
def test_environment_and_colours_choose(
    environment: dict[str, str], colours: int | None, name: str
) -> None:
    assert theme_for(environment, colours).name == name


@pytest.mark.parametrize("background", ["0;15", "15;0", ""])
def test_what_is_wanted_counts_more_than_what_the_terminal_says(background: str) -> None:
    environment = {"COLORFGBG": background}
    assert theme_for(environment, 256, "light") is LIGHT
    assert theme_for(environment, 16, "dark") is DARK_16
    assert theme_for({"NO_COLOR": "1"}, 256, "light") is COLOURLESS


def test_the_app_wears_what_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("COLORFGBG", "15;0")
    settings = BackendSettings()
    journey = Journey(lambda link, mail: open_backend(link, settings, mail), SystemClock())
    app = ActivateApp(journey, theme_wanted="light")
    assert not app.available_themes[app.theme].dark


def test_each_but_the_colourless_has_a_counterpart_that_leads_back() -> None:
    for theme in THEMES:
        other = other_theme(theme.name)
        if theme is COLOURLESS:
            assert other is None
        else:
            assert other is not None
            assert other.dark is not theme.dark
            assert other_theme(other.name) is theme
