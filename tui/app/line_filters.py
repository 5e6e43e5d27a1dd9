"""The last look at every line before it is drawn: without colours, without symbols."""

from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from tui.terminal.charset import characters, in_cells


class Colourless(LineFilter):
    """Takes every colour away; what stood on a light background is reversed instead.

    Made for the theme without colours, which is white on black. The terminal's own two colours
    remain, so that nobody is dazzled or left in the dark.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same text in attributes alone."""
        return [
            Segment(text, style and _without_colours(style), control)
            for text, style, control in segments
        ]


@lru_cache(1024)
def _without_colours(style: Style) -> Style:
    behind = style.bgcolor
    is_light = behind is not None and not behind.is_default and _brightness(behind.get_truecolor())
    return style.without_color + Style(reverse=is_light or bool(style.reverse), dim=False)


def _brightness(colour: tuple[int, int, int]) -> bool:
    return sum(colour) > 3 * 127


class WithoutSymbols(LineFilter):
    """Replaces what the terminal cannot show, cell by cell: frames, bars, marks."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same segments, as wide as they were."""
        if characters() == "all":
            return segments
        return [
            segment if segment.text.isascii() else Segment(in_cells(segment.text), *segment[1:])
            for segment in segments
        ]
