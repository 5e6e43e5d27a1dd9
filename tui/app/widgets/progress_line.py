"""The second line: all places of the journey, which are done, and where one is."""

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

from tui.wording.steps import place_name, position

if TYPE_CHECKING:
    from tui.journey.flow import Flow


class ProgressLine(Widget):
    """`✓ Account  ● Password  ○ PIN …` and, in words, `Step 2 of 6`."""

    def __init__(self, flow: "Flow") -> None:
        super().__init__()
        self._flow = flow

    def render(self) -> Content:
        """The line, with fewer names where there is less room."""
        content = self._content(named=True)
        if content.cell_length > self.content_size.width:
            content = self._content(named=False)
        return content

    def _content(self, *, named: bool) -> Content:
        """All places with their names, or only the one where one is."""
        places, here = self._flow.places, self._flow.place
        now = places.index(here)
        parts: list[Content] = []
        for index, place in enumerate(places):
            name = f" {place_name(place)}" if named else ""
            if place == here:
                parts.append(Content.styled(f"● {place_name(place)}", "bold $accent"))
            elif index < now or (place != "review" and self._done(index)):
                parts.append(Content.styled(f"✓{name}", "$text-success"))
            else:
                parts.append(Content.styled(f"○{name}", "$text-muted"))
        step = position(now + 1, len(places))
        parts.append(Content.styled(step, "$text-muted"))
        return Content("  ").join(parts)

    def _done(self, index: int) -> bool:
        place = self._flow.places[index]
        return self._flow.was_reached(place) and self._flow.is_complete(place)
