"""The last line: the keys that do something here."""

from collections.abc import Iterable, Sequence

from textual import events
from textual.content import Content
from textual.widget import Widget

from tui.wording.keys import key_name

_LAST_TO_GO = "ctrl+y"
"""Help stays named in the smallest window: it names all other keys."""

_WITHOUT_CLICK = ("updown",)


class KeyFooter(Widget):
    """Keys and what they do, such as `Enter continue  Esc back`; a click is the key.

    Where there is too little room the keys at the end are left out; help names them all.
    """

    def __init__(self, keys: Iterable[tuple[str, str]] = ()) -> None:
        super().__init__()
        self._keys = tuple(keys)
        self._told = ""

    def tell(self, sentence: str) -> None:
        """Say something in place of the keys; an empty sentence names them again."""
        if sentence != self._told:
            self._told = sentence
            self.set_class(bool(sentence), "-telling")
            self.refresh(layout=True)

    def show(self, keys: Iterable[tuple[str, str]]) -> None:
        """Name other keys."""
        others = tuple(keys)
        if others != self._keys:
            self._keys = others
            self.refresh()

    def render(self) -> Content:
        """Those that fit now, or what is said in their place."""
        if self._told:
            return Content(self._told)
        keys, gap = self._fitting()
        return Content(" " * gap).join(
            Content.assemble((key_name(key), "bold $accent"), " ", does) for key, does in keys
        )

    def _fitting(self) -> tuple[list[tuple[str, str]], int]:
        """The keys that there is room for, and the spaces between them."""
        return fitting(self._keys, self.content_size.width)

    def on_click(self, event: events.Click) -> None:
        """Do what the key under the mouse does."""
        offset = event.get_content_offset(self)
        if offset is None or self._told:
            return
        keys, gap = self._fitting()
        start = 0
        for key, does in keys:
            end = start + _width([(key, does)], gap)
            if start <= offset.x < end and key not in _WITHOUT_CLICK:
                self.app.simulate_key(key)
            start = end + gap


def fitting(keys: Sequence[tuple[str, str]], room: int) -> tuple[list[tuple[str, str]], int]:
    """Those of the keys for which there is room, whole, and the spaces between them.

    Args:
        keys: the most useful first.
        room: columns.
    """
    named = list(keys)
    for gap in (3, 2):
        if _width(named, gap) <= room:
            return named, gap
    while len(named) > 1 and _width(named, 2) > room:
        named.remove([each for each in named if each[0] != _LAST_TO_GO][-1])
    return named, 2


def _width(keys: list[tuple[str, str]], gap: int) -> int:
    words = [Content(f"{key_name(key)} {does}").cell_length for key, does in keys]
    return sum(words) + gap * (len(words) - 1)
