"""Whether a terminal's background is light or dark, as far as the environment tells.

The terminal itself is asked nothing: not every one answers, and then a program would wait.
"""

from collections.abc import Callable, Mapping
from typing import Literal

Shade = Literal["light", "dark"]
"""How a background is."""

_LIGHT_COLOURS = frozenset({"7", *map(str, range(9, 16))})
_DARK_COLOURS = frozenset({"8", *map(str, range(7))})
"""Of the sixteen colours, by their number, as Vim tells them apart."""


def _by_word(value: str) -> Shade | None:
    """`light` or `dark`, perhaps with something behind a colon."""
    word = value.partition(":")[0].strip().lower()
    return "light" if word == "light" else "dark" if word == "dark" else None


def _by_colours(value: str) -> Shade | None:
    """The colours of text and background, `0;15` or `0;default;15`; the last one counts."""
    number = value.rpartition(";")[2].strip()
    return "light" if number in _LIGHT_COLOURS else "dark" if number in _DARK_COLOURS else None


def _by_number(value: str) -> Shade | None:
    """`1` for a dark background, `0` for a light one."""
    return {"0": "light", "1": "dark"}.get(value.strip())  # type: ignore[return-value]


VARIABLES: Mapping[str, Callable[[str], Shade | None]] = {
    "CLITHEME": _by_word,
    "MODULES_TERM_BACKGROUND": _by_word,
    "LC_DARK_BG": _by_number,
    "COLORFGBG": _by_colours,
}
"""Each variable that tells, and how it is read; what a person sets comes before what a terminal does.

CLITHEME is that of wiki.tau.garden/cli-theme, MODULES_TERM_BACKGROUND that of Environment Modules,
LC_DARK_BG that of shell-term-background (it comes along over SSH), COLORFGBG that of rxvt, Konsole,
iTerm2 and others.
"""


def recognised_theme(environment: Mapping[str, str]) -> Shade | None:
    """The first that an environment tells of the background; None where nothing does."""
    told = (read(environment.get(name, "")) for name, read in VARIABLES.items())
    return next((shade for shade in told if shade is not None), None)
