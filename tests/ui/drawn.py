"""What is really drawn on a screen: colours and their contrast, characters, what is cut off."""

from collections.abc import Iterator
from dataclasses import dataclass

from rich.color import Color, ColorSystem
from rich.palette import Palette
from rich.style import Style
from textual.app import App
from textual.containers import VerticalScroll
from textual.geometry import Region
from textual.screen import ModalScreen, Screen
from textual.widget import Widget
from textual.widgets import Button, Input, OptionList, Static

from tui.app.widgets.button_row import ButtonRow
from tui.app.widgets.fact_list import FactList
from tui.app.widgets.progress_line import ProgressLine
from tui.app.widgets.qr_code import QrCode

Rgb = tuple[int, int, int]

FRAMES = frozenset(map(chr, range(0x2500, 0x25A0)))
"""Box drawing and block elements: they carry no fact alone."""


@dataclass(frozen=True)
class Run:
    """A piece of a row in one look."""

    row: int
    text: str
    style: Style

    def colours(self, system: ColorSystem, palette: Palette | None) -> tuple[Rgb, Rgb]:
        """Foreground and background as a terminal of so many colours shows them."""
        front, back = self.style.color, self.style.bgcolor
        assert front is not None, self
        assert back is not None, self
        shown = _shown(front, system, palette), _shown(back, system, palette)
        return shown[::-1] if self.style.reverse else shown

    @property
    def words(self) -> str:
        """What can be read in it."""
        return "".join(each for each in self.text if each not in FRAMES).strip()


def _shown(colour: Color, system: ColorSystem, palette: Palette | None) -> Rgb:
    fewer = colour.downgrade(system)
    if palette is not None and fewer.number is not None:
        red, green, blue = palette[fewer.number]
    else:
        red, green, blue = fewer.get_truecolor()
    return red, green, blue


def contrast(one: Rgb, other: Rgb) -> float:
    """The contrast ratio of two colours (WCAG 2.2, “relative luminance” and “contrast ratio”)."""
    dark, light = sorted(map(_luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Rgb) -> float:
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (value / 255 for value in colour)
    ]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def runs(app: App[int]) -> Iterator[Run]:
    """All that is drawn on top: of a question over a screen, the question alone."""
    screen = app.screen
    regions = list(_on_top(screen))
    for row, strip in enumerate(screen._compositor.render_strips()):
        column = 0
        for segment in strip:
            width = segment.cell_length
            if any(region.contains(column, row) for region in regions):
                yield Run(row, segment.text, segment.style or Style())
            column += width


def _on_top(screen: Screen[object]) -> Iterator[Region]:
    if isinstance(screen, ModalScreen):
        yield from (child.region for child in screen.children)
    else:
        yield screen.region


def drawn_names(screen: Screen[object]) -> list[str]:
    """The widgets that have nothing to draw, of which Textual draws class and id instead."""
    return [
        widget.css_identifier
        for widget in screen.walk_children(Widget)
        if str(widget.render()) == str(widget.css_identifier_styled)
    ]


def cut_off(screen: Screen[object]) -> list[str]:
    """What is wider or higher than its place and cannot be scrolled to."""
    return [
        f"{type(widget).__name__}#{widget.id}: {reason}"
        for widget in screen.walk_children(Widget)
        if widget.display and not isinstance(widget, QrCode)
        for reason in _cut(widget, screen)
    ]


def _cut(widget: Widget, screen: Screen[object]) -> Iterator[str]:
    size, scrolls = widget.content_size, _scrolls(widget)
    if isinstance(widget, Static | Button | ProgressLine | FactList):
        wanted = widget.get_content_height(screen.size, screen.size, size.width)
        if wanted > size.height:
            yield f"needs {wanted} rows, has {size.height}"
        if isinstance(widget, Button) or widget.styles.text_wrap == "nowrap":
            columns = widget.get_content_width(screen.size, screen.size)
            if columns > size.width:
                yield f"needs {columns} columns, has {size.width}"
    if isinstance(widget, Input | OptionList):
        title = str(widget.border_title or "")
        if len(title) > size.width:
            yield f"its title {title} is cut"
    if widget.size and not scrolls and not screen.region.contains_region(widget.region):
        yield f"reaches beyond the window: {widget.region}"
    if isinstance(widget, ButtonRow) and widget.virtual_size.height > widget.size.height:
        yield "has more rows than are seen"


def _scrolls(widget: Widget) -> bool:
    holders = [node for node in widget.ancestors_with_self if isinstance(node, Widget)]
    return any(
        isinstance(holder, VerticalScroll) or holder.styles.overflow_y == "auto"
        for holder in holders
        if not isinstance(holder, Screen)
    )
