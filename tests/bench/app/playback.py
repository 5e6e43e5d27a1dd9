"""What a terminal showed when, found out afterwards, so that drawing it costs no time meanwhile."""

from collections.abc import Callable, Iterator, Sequence

import pyte

from tests.bench.app.session import Session

Shows = Callable[[list[str]], bool]
"""Tells from the rows of a screen whether it shows something."""


def word(text: str) -> Shows:
    """That a text is on the screen."""
    return lambda rows: any(text in row for row in rows)


class Playback:
    """A recording, played from its beginning on, once."""

    def __init__(self, session: Session) -> None:
        self._screen = pyte.Screen(*session.size)
        self._stream = pyte.ByteStream(self._screen)
        self._pieces = list(session.pieces)
        self._next = 0

    def rows(self, at: float) -> list[str]:
        """What is on the screen at a moment."""
        while self._next < len(self._pieces) and self._pieces[self._next].at <= at:
            self._feed()
        return list(self._screen.display)

    def when(self, shows: Shows) -> float | None:
        """When the screen first shows something from here on; None if it never does."""
        return next((at for at in self._pictures() if shows(list(self._screen.display))), None)

    def each(self, sent: Sequence[float], character: str) -> list[float]:
        """How many seconds after each key one more of a character stood on the screen.

        Args:
            sent: when the keys were pressed, one after the other.
            character: what each of them brings.

        Returns:
            As many numbers as keys were shown; it ends with the first that was not.
        """
        before = _count(character, self.rows(sent[0]))
        found: list[float] = []
        while len(found) < len(sent) and self._next < len(self._pieces):
            at = self._feed()
            shown = _count(character, self._screen.display) - before
            found += [at - sent[number] for number in range(len(found), min(shown, len(sent)))]
        return found

    def _pictures(self) -> Iterator[float]:
        while self._next < len(self._pieces):
            yield self._feed()

    def _feed(self) -> float:
        piece = self._pieces[self._next]
        self._next += 1
        self._stream.feed(piece.data)
        return piece.at


def _count(character: str, rows: Sequence[str]) -> int:
    return sum(row.count(character) for row in rows)
