"""What is still free in a tenant: extensions and direct numbers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from mock_server.provisioning.errors import Mistake, Path
from mock_server.provisioning.numbers import CompanyFlexLine
from mock_server.provisioning.order import EMERGENCY, Seat

FIRST_EXTENSION = 101
LAST_EXTENSION = 99_999_999


@dataclass(frozen=True, slots=True)
class PlacedSeat:
    """A seat with what it was given; `direct` is None where the tenant has no block."""

    path: Path
    seat: Seat
    extension: str
    direct: str | None


class Room:
    """Hands out extensions and direct numbers, each once."""

    def __init__(
        self,
        line: CompanyFlexLine,
        *,
        main_number: str | None,
        fax_number: str | None,
        directs: Iterable[str] = (),
        extensions: Iterable[str] = (),
    ) -> None:
        self._line, self._main, self._fax = line, main_number, fax_number
        self._directs, self._extensions = set(directs), set(extensions)
        self._free_directs = chain.from_iterable(block.numbers() for block in line.blocks)
        self._free_extensions: Iterator[str] = map(str, range(FIRST_EXTENSION, LAST_EXTENSION))

    def place(self, seats: Iterable[tuple[Path, Seat]]) -> tuple[list[PlacedSeat], list[Mistake]]:
        """Give everyone what they named, then the others what is free.

        Returns:
            Those who have all they need, in order, and what stood in the way of the others.
        """
        seats, mistakes = list(seats), []
        for path, seat in seats:
            mistakes += self._claimed(path, seat)
        late = {mistake.path[:-1] for mistake in mistakes}
        placed: list[PlacedSeat] = []
        for path, seat in seats:
            if path in late:
                continue
            extension = seat.extension or self._next(self._free_extensions, self._extensions)
            direct = seat.direct or self._next_direct()
            if extension is None:
                mistakes.append(Mistake((*path, "extension"), "no-extension-left"))
            elif direct is None and self._line.blocks:
                mistakes.append(Mistake((*path, "direct"), "block-too-small"))
            else:
                placed.append(PlacedSeat(path, seat, extension, direct))
        return placed, mistakes

    def _claimed(self, path: Path, seat: Seat) -> list[Mistake]:
        """Take what the seat names; why it cannot have it. Of two, only the first gets it."""
        wrong: list[Mistake] = []
        if seat.extension is not None:
            if seat.extension in self._extensions:
                wrong.append(Mistake((*path, "extension"), "extension-taken"))
            self._extensions.add(seat.extension)
        if seat.direct is not None:
            rule = self._objection(seat.direct)
            if rule is not None:
                wrong.append(Mistake((*path, "direct"), rule))
            self._directs.add(seat.direct)
        return wrong

    def _objection(self, number: str) -> str | None:
        if number not in self._line:
            return "outside"
        if number == self._main:
            return "main-number"
        if number == self._fax:
            return "fax-number"
        return "number-taken" if number in self._directs else None

    def _next_direct(self) -> str | None:
        reserved = {self._main, self._fax}
        return self._next((n for n in self._free_directs if n not in reserved), self._directs)

    @staticmethod
    def _next(candidates: Iterator[str], taken: set[str]) -> str | None:
        for candidate in candidates:
            if candidate not in taken and candidate not in EMERGENCY:
                taken.add(candidate)
                return candidate
        return None
