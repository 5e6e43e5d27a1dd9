"""How the app looks on the terminal it runs on: its theme, and what is filtered out of it."""

import os
from collections.abc import Sequence
from typing import ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.filter import LineFilter, Monochrome

from tui.app.line_filters import Colourless, WithoutSymbols
from tui.app.theme import COLOURLESS, DARK, THEMES, other_theme, theme_for
from tui.terminal.charset import characters

_COLOURS: dict[str | None, int] = {"standard": 16, "windows": 16, "256": 256, "truecolor": 2**24}


class Looks(App[int]):
    """Dressed for the terminal. F6 turns dark to light and back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f6", "other_theme", show=False, priority=True)
    ]

    _own_filters: tuple[LineFilter, ...] = ()

    def __init__(self, driver_class: type[Driver] | None) -> None:
        """Put on what the terminal can show, before any style sheet is read."""
        super().__init__(driver_class=driver_class)
        for each in THEMES:
            self.register_theme(each)
        theme = theme_for(os.environ, self._colours()).name
        self.set_reactive(Looks.theme, theme)
        self.stylesheet.set_variables(self.get_css_variables())
        self._take_filters_of(theme)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Ours by name, for what Textual reads before a theme is put on."""
        return {**super().get_theme_variable_defaults(), **DARK.variables}

    def wear(self, theme: str) -> None:
        """Put another theme on, with the filters that belong to it."""
        self._take_filters_of(theme)
        self.theme = theme

    def _take_filters_of(self, theme: str) -> None:
        filters: list[LineFilter] = [Colourless()] if theme == COLOURLESS.name else []
        if characters() != "all":
            filters.append(WithoutSymbols())
        self._own_filters = tuple(filters)
        self.set_class(theme == COLOURLESS.name, "-colourless")

    def _colours(self) -> int | None:
        """How many colours the terminal has, by its name (terminfo; COLORTERM counts too)."""
        if os.environ.get("TERM", "").startswith("vt"):
            return None
        return _COLOURS.get(self.console.color_system)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's, but for greys in place of no colours; then ours."""
        theirs = [each for each in super().get_line_filters() if not isinstance(each, Monochrome)]
        return [*theirs, *self._own_filters]

    def action_other_theme(self) -> None:
        """From dark to light, and back."""
        other = other_theme(self.theme)
        if other is not None:
            self.wear(other.name)
