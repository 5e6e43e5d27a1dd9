"""What is drawn: a grid of cells, filled by the sequences that Textual writes."""

import re
from typing import NamedTuple

from rich.cells import split_graphemes

from tui.app.driver.style import PLAIN, Rendition, applied

_SEQUENCE = re.compile(
    r"\x1b\[(?P<parameters>[0-9;]*)(?P<final>[mH])"
    r"|\x1b\]8;(?P<link>[^\x07\x1b]*)(?:\x07|\x1b\\)"
    r"|(?P<end>[\r\n])"
    # The bounds of a picture say nothing here, and the mouse's pointer never changes its shape.
    r"|(?P<needless>\x1b\[\?2026[hl]|\x1b\]22;[^\x07\x1b]*(?:\x07|\x1b\\))"
    r"|(?P<other>\x1b\[[0-?]*[ -/]*[@-~]|\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)?|\x1b.|[\x00-\x1f\x7f])",
    re.DOTALL,
)


class Cell(NamedTuple):
    """A character and its look; the right half of a wide character has an empty text."""

    text: str
    rendition: Rendition


BLANK = Cell(" ", PLAIN)


class Grid:
    """The picture as it should be.

    Attributes:
        rows: the cells, row by row.
        touched: the rows written to since it was last emptied by whoever shows them.
        cursor: column and row where the next character goes, from 0.
    """

    def __init__(self, columns: int, rows: int) -> None:
        self._rendition = PLAIN
        self._known: dict[Rendition, dict[str, Cell]] = {}
        self.resize(columns, rows)

    def resize(self, columns: int, rows: int) -> None:
        """Begin anew with an empty picture."""
        self.columns = columns
        self.rows = [[BLANK] * columns for _ in range(rows)]
        self.touched = set(range(rows))
        self.cursor = (0, 0)

    def write(self, data: str) -> str:
        """Draw what Textual wrote.

        Returns:
            What is no drawing (modes, titles, the clipboard), to be sent as it is.
        """
        passed: list[str] = []
        position = 0
        for found in _SEQUENCE.finditer(data):
            if found.start() > position:
                self._put(data[position : found.start()])
            position = found.end()
            kind = found.lastgroup
            if kind == "final":
                self._control(found["final"], found["parameters"])
            elif kind == "link":
                link = found["link"]
                self._rendition = self._rendition._replace(link="" if link == ";" else link)
            elif kind == "end":
                self._end_line(found["end"])
            elif kind == "other":
                passed.append(found[0])
        if position < len(data):
            self._put(data[position:])
        return "".join(passed)

    def _control(self, final: str, parameters: str) -> None:
        if final == "m":
            self._rendition = applied(parameters, self._rendition)
        else:
            row, _, column = parameters.partition(";")
            self._go(int(column or 1) - 1, int(row or 1) - 1)

    def _go(self, column: int, row: int) -> None:
        self.cursor = (
            min(max(column, 0), self.columns - 1),
            min(max(row, 0), len(self.rows) - 1),
        )

    def _end_line(self, end: str) -> None:
        self._go(0, self.cursor[1] + (end == "\n"))

    def _put(self, text: str) -> None:
        column, row = self.cursor
        cells = self._cells(text)
        room = self.columns - column
        if len(cells) > room:
            cut_in_half = cells[room].text == ""
            cells = cells[:room]
            if cut_in_half:
                cells[-1] = Cell(" ", self._rendition)
        self._replace(row, column, cells)
        self._go(column + len(cells), row)

    def _cells(self, text: str) -> list[Cell]:
        known = self._known.setdefault(self._rendition, {})
        if text.isascii():
            return [known.get(each) or self._cell(known, each) for each in text]
        cells = []
        for start, end, width in split_graphemes(text)[0]:
            cells.append(known.get(text[start:end]) or self._cell(known, text[start:end]))
            cells.extend([self._cell(known, "")] * (width - 1))
        return cells

    def _cell(self, known: dict[str, Cell], text: str) -> Cell:
        return known.setdefault(text, Cell(text, self._rendition))

    def _replace(self, row: int, column: int, cells: list[Cell]) -> None:
        """Put cells in place; a wide character of which only half is left becomes blank."""
        line, end = self.rows[row], column + len(cells)
        if not cells:
            return
        if line[column].text == "" and column > 0:
            line[column - 1] = Cell(" ", line[column - 1].rendition)
        if end < self.columns and line[end].text == "":
            line[end] = Cell(" ", line[end].rendition)
        line[column:end] = cells
        self.touched.add(row)
