"""A page: what is read, and right under it the ways on."""

from itertools import pairwise

from textual.containers import VerticalScroll
from textual.geometry import NULL_OFFSET, Region, Size
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.widget import Widget

from tui.app.textual_private import box_models


class Body(VerticalScroll, can_focus=False):
    """The middle of a page; it scrolls where a terminal is small.

    What has the focus stays in sight, whatever becomes of the window or of what stands above it.
    """

    def on_resize(self) -> None:
        """There is another room."""
        self._show_focused()

    def watch_virtual_size(self) -> None:
        """There is more or less to show."""
        self._show_focused()

    def _show_focused(self) -> None:
        focused = self.screen.focused if self.is_mounted else None
        if focused is not None and self in focused.ancestors:
            focused.scroll_visible(animate=False)


class _Stack(Layout):
    """One below the other; the body takes no more than the others leave."""

    name = "stack"

    def arrange(
        self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True
    ) -> ArrangeResult:
        parent.pre_layout(self)
        models = box_models(parent, children, size, "height")
        gaps = [max(a.margin.bottom, b.margin.top) for a, b in pairwise(models)]
        heights = [int(model.height) for model in models]
        first = models[0].margin.top if models else 0
        left = size.height - first - sum(heights) - sum(gaps)
        placements: list[WidgetPlacement] = []
        y = first
        for child, model, height, gap in zip(children, models, heights, [*gaps, 0], strict=True):
            if isinstance(child, Body) and left < 0 < size.height:
                height = max(0, height + left)
            region = Region(model.margin.left, y, int(model.width), height)
            placements.append(WidgetPlacement(region, NULL_OFFSET, model.margin, child))
            y += height + gap
        return placements


class PageCard(Widget):
    """Its children in their order, a `Body` among them."""

    _stack = _Stack()

    @property
    def layout(self) -> Layout:
        """One below the other."""
        return self._stack
