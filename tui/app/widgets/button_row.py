"""The buttons of a screen, side by side, in further rows where there is too little room."""

from collections.abc import Iterator, Mapping

from textual.content import Content
from textual.geometry import NULL_OFFSET, Region, Size
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.widget import Widget
from textual.widgets import Button

from tui.app.textual_private import box_models


class _Flow(Layout):
    """From left to right like words on lines."""

    name = "flow"

    def arrange(
        self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True
    ) -> ArrangeResult:
        placements: list[WidgetPlacement] = []
        x = y = row = 0
        for child, model in zip(children, box_models(parent, children, size), strict=True):
            width, height = int(model.width), int(model.height)
            if x and x + width > size.width:
                x, y, row = 0, y + row, 0
            region = Region(x, y, width, height)
            placements.append(WidgetPlacement(region, NULL_OFFSET, model.margin, child))
            x, row = x + width + model.margin.right, max(row, height)
        return placements


class ButtonRow(Widget):
    """As high as its rows."""

    DEFAULT_CSS = """
    ButtonRow { height: auto; width: 100%; }
    """

    _flow = _Flow()

    @property
    def layout(self) -> Layout:
        """Side by side while there is room."""
        return self._flow

    def render(self) -> Content:
        """Nothing of its own: a row without buttons is empty."""
        return Content("")


def way_buttons(ways: Mapping[str, str]) -> Iterator[Button]:
    """A button for each way, by its id and with its words; the first is the main one."""
    for way, name in ways.items():
        is_main = way == next(iter(ways))
        yield Button(name, id=way, variant="primary" if is_main else "default", compact=True)
