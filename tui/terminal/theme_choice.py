"""Which colours are wanted: dark ones, light ones, or those that suit the terminal."""

from typing import Literal, get_args

ThemeChoice = Literal["auto", "dark", "light"]

THEME_CHOICES: tuple[ThemeChoice, ...] = get_args(ThemeChoice)

THEME = "UNIFY_ACTIVATE_THEME"
"""The environment variable that chooses where no option does."""


def theme_choice(named: str) -> ThemeChoice:
    """What a name stands for; nothing stands for the terminal's.

    Raises:
        ValueError: there is no such choice.
    """
    word = named.strip().lower() or "auto"
    for each in THEME_CHOICES:
        if each == word:
            return each
    raise ValueError(named)
