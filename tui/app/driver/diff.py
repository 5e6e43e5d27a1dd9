"""The way from the picture a terminal shows to the one it should show."""

from collections.abc import Iterator

from tui.app.driver.grid import BLANK, Cell, Grid
from tui.app.driver.style import PLAIN, Rendition, change, seen_in_blanks

_BRIDGE = 4
"""Unchanged cells between two changes that are sent again rather than jumped over."""

_WORTH_ERASING = 10
"""So many blanks in the middle of a line are erased, and jumped over, rather than sent."""


class ScreenDiff:
    """What a terminal shows, and what to send so that it shows a grid.

    Where the cursor stands after a character of doubtful width (terminals differ about emoji and
    combined characters) is not relied on.
    """

    def __init__(self, grid: Grid, *, erases_in_colour: bool = False) -> None:
        """Args are the grid, and whether erased cells get the background in force (`bce`)."""
        self._grid = grid
        self._erases = erases_in_colour
        self.forget()

    def forget(self) -> None:
        """Nothing is known of what the terminal shows: all is sent again."""
        grid = self._grid
        self._shown: list[list[Cell | None]] = [[None] * grid.columns for _ in grid.rows]
        self._pen: Rendition | None = None
        self._at: tuple[int, int] | None = None
        grid.touched.update(range(len(grid.rows)))

    def cleared(self) -> str:
        """Clear the terminal, which is shorter than blanks."""
        self.forget()
        self._shown = [[BLANK] * self._grid.columns for _ in self._grid.rows]
        self._pen, self._at = PLAIN, (0, 0)
        return "\x1b[m\x1b[H\x1b[2J"

    def next(self) -> str:
        """What to send now; empty if the terminal shows it all."""
        out: list[str] = []
        for row in sorted(self._grid.touched):
            for start, end in self._changes(row):
                out.append(self._move(start, row))
                out.append(self._draw(row, start, end))
        self._grid.touched.clear()
        if self._at != self._grid.cursor:
            out.append(self._move(*self._grid.cursor))
        return "".join(out)

    def _changes(self, row: int) -> Iterator[tuple[int, int]]:
        """The stretches of a row to send, from `start` to before `end`."""
        wanted, shown = self._grid.rows[row], self._shown[row]
        if wanted == shown:
            return
        start = end = -1
        for column, cell in enumerate(wanted):
            before = shown[column]
            if cell == before or (before is not None and _alike(cell, before)):
                continue
            if start < 0:
                start = self._whole(wanted, column)
            elif column - end > _BRIDGE or not self._is_bridge(wanted[end:column]):
                yield start, end
                start = self._whole(wanted, column)
            end = column + 1
        if start >= 0:
            yield start, end

    @staticmethod
    def _whole(wanted: list[Cell], column: int) -> int:
        """Where the character that covers a column begins."""
        while column > 0 and wanted[column].text == "":
            column -= 1
        return column

    @staticmethod
    def _is_bridge(cells: list[Cell]) -> bool:
        return all(cell.text.isascii() and cell.text for cell in cells) and (
            len({cell.rendition for cell in cells}) <= 1
        )

    def _move(self, column: int, row: int) -> str:
        if self._at == (column, row):
            return ""
        before, self._at = self._at, (column, row)
        absolute = f"\x1b[{row + 1};{column + 1}H" if column else f"\x1b[{row + 1}H"
        if before is None:
            return absolute
        ways = [absolute]
        if before[1] == row:
            ahead = column - before[0]
            if ahead > 0:
                ways.append(f"\x1b[{ahead}C" if ahead > 1 else "\x1b[C")
            ways.append("\r" if column == 0 else f"\x1b[{column + 1}G")
        elif column == 0 and row == before[1] + 1:
            ways.append("\r\n")
        return min(ways, key=len)

    def _draw(self, row: int, start: int, end: int) -> str:
        wanted = self._grid.rows[row]
        out: list[str] = []
        pen = self._pen
        column, end_at = start, end
        while column < end:
            cell = wanted[column]
            if pen is None:
                out.append("\x1b[m\x1b]8;;\x1b\\" + change(PLAIN, cell.rendition))
                pen = cell.rendition
            elif cell.rendition is not pen and not _leaves_no_trace(cell, pen):
                out.append(change(pen, cell.rendition))
                pen = cell.rendition
            blanks = 0
            if self._erases and cell.text == " ":
                blanks = self._blanks(wanted, column, end)
            if blanks and column + blanks == self._grid.columns:
                out.append("\x1b[K")
                end_at = column
                break
            if blanks >= _WORTH_ERASING:
                column += blanks
                out.append(f"\x1b[{blanks}X\x1b[{blanks}C")
                continue
            out.append(cell.text)
            width = 1
            while column + width < end and wanted[column + width].text == "":
                width += 1
            column += width
            if not _is_sure(cell.text, width) and column < end:
                out.append(f"\x1b[{column + 1}G")
        self._pen = pen
        self._shown[row][start:end] = wanted[start:end]
        last = wanted[self._whole(wanted, end_at - 1)] if end_at > start else BLANK
        self._at = (end_at, row) if _is_sure(last.text, 1) else None
        return "".join(out)

    @staticmethod
    def _blanks(wanted: list[Cell], column: int, end: int) -> int:
        """How many cells from a column on only show one background."""
        background = seen_in_blanks(wanted[column].rendition)
        after = column
        while (
            after < end
            and wanted[after].text == " "
            and background is not None
            and seen_in_blanks(wanted[after].rendition) == background
        ):
            after += 1
        return after - column


def _alike(one: Cell, other: Cell) -> bool:
    """Whether two cells are blanks of one background, whatever colour letters would have there."""
    if one.text != " " or other.text != " ":
        return False
    background = seen_in_blanks(one.rendition)
    return background is not None and background == seen_in_blanks(other.rendition)


def _leaves_no_trace(cell: Cell, pen: Rendition) -> bool:
    """Whether a cell looks the same drawn with another pen."""
    return _alike(cell, Cell(" ", pen))


def _is_sure(text: str, width: int) -> bool:
    """Whether every terminal moves on by this many columns for a character."""
    return width == 1 and len(text) == 1 and (text < "\u0300" or "\u2000" <= text < "\u2e80")
