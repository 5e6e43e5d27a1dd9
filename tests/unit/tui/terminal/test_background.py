"""What an environment tells of a terminal's background, from the variables that do."""

import pytest

from tui.terminal.background import recognised_theme


@pytest.mark.parametrize(
    ("environment", "shade"),
    [
        ({}, None),
        ({"COLORFGBG": "0;15"}, "light"),
        ({"COLORFGBG": "0;default;7"}, "light"),
        ({"COLORFGBG": "0;11"}, "light"),
        ({"COLORFGBG": "15;0"}, "dark"),
        ({"COLORFGBG": "12;8"}, "dark"),
        ({"COLORFGBG": "0;default"}, None),
        ({"COLORFGBG": "0;٧"}, None),
        ({"COLORFGBG": "nonsense"}, None),
        ({"COLORFGBG": "15"}, "light"),
        ({"CLITHEME": "light"}, "light"),
        ({"CLITHEME": "Dark:high-contrast", "COLORFGBG": "0;15"}, "dark"),
        ({"CLITHEME": "auto", "COLORFGBG": "0;15"}, "light"),
        ({"CLITHEME": "", "MODULES_TERM_BACKGROUND": "light"}, "light"),
        ({"LC_DARK_BG": "0"}, "light"),
        ({"LC_DARK_BG": "1", "COLORFGBG": "0;15"}, "dark"),
        ({"LC_DARK_BG": "yes"}, None),
    ],
)
def test_the_first_variable_that_tells_counts(
    environment: dict[str, str], shade: str | None
) -> None:
    assert recognised_theme(environment) == shade
