"""The second line: all places of the journey, which are done, and where one is."""

from textual.content import Content
from textual.widgets import Static

from tui.flow import Flow
from tui.language import _
from tui.wording.places import place_name


class ProgressLine(Static):
    """`✓ Account  ● Password  ○ PIN …` and, in words, `Step 2 of 6`."""

    def __init__(self, flow: Flow) -> None:
        super().__init__(markup=False)
        self._flow = flow

    def on_mount(self) -> None:
        """Draw the line once; a screen is made anew at every step."""
        self.update(self._content())

    def _content(self) -> Content:
        places, here = self._flow.places, self._flow.place
        now = places.index(here)
        parts: list[Content] = []
        for index, place in enumerate(places):
            if place == here:
                parts.append(Content.styled(f"● {place_name(place)}", "bold $accent"))
            elif index < now or (place != "review" and self._done(index)):
                parts.append(Content.styled(f"✓ {place_name(place)}", "$text-success"))
            else:
                parts.append(Content.styled(f"○ {place_name(place)}", "$text-muted"))
        step = _("{now}/{all}").format(now=now + 1, all=len(places))
        parts.append(Content.styled(step, "$text-muted"))
        return Content("  ").join(parts)

    def _done(self, index: int) -> bool:
        return self._flow.is_complete(self._flow.places[index])
