"""How the app looks on the terminal it runs on: its theme, and what is filtered out of it."""

import os
from collections.abc import Iterable, Sequence

from textual.app import App
from textual.filter import LineFilter, Monochrome

from tui.app.line_filters import Colourless, WithoutSymbols
from tui.app.theme import COLOURLESS, THEMES, other_theme, theme_for
from tui.terminal.charset import characters
from tui.terminal.theme_choice import ThemeChoice

_COLOURS: dict[str | None, int] = {"standard": 16, "windows": 16, "256": 256, "truecolor": 2**24}


class Appearance:
    """Dresses an app for its terminal."""

    def __init__(self, app: App[int], wanted: ThemeChoice) -> None:
        """Put on what is wanted and the terminal can show, before any style sheet is read."""
        self._app = app
        for each in THEMES:
            app.register_theme(each)
        theme = theme_for(os.environ, self._colours(), wanted).name
        app.set_reactive(App.theme, theme)
        app.stylesheet.set_variables(app.get_css_variables())
        self._own_filters = self._filters_of(theme)

    def wear(self, theme: str) -> None:
        """Put another theme on, with the filters that belong to it."""
        self._own_filters = self._filters_of(theme)
        self._app.theme = theme

    def wear_other(self) -> None:
        """From dark to light, and back."""
        other = other_theme(self._app.theme)
        if other is not None:
            self.wear(other.name)

    def filters(self, usual: Iterable[LineFilter]) -> Sequence[LineFilter]:
        """Textual's, but for greys in place of no colours; then ours."""
        return [*(each for each in usual if not isinstance(each, Monochrome)), *self._own_filters]

    def _filters_of(self, theme: str) -> tuple[LineFilter, ...]:
        colourless = theme == COLOURLESS.name
        self._app.set_class(colourless, "-colourless")
        filters: list[LineFilter] = [Colourless()] if colourless else []
        if characters() != "all":
            filters.append(WithoutSymbols())
        return tuple(filters)

    def _colours(self) -> int | None:
        """How many colours the terminal has, by its name (terminfo; COLORTERM counts too)."""
        if os.environ.get("TERM", "").startswith("vt"):
            return None
        return _COLOURS.get(self._app.console.color_system)
