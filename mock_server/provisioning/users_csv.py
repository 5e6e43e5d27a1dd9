"""Further users as CSV: a header row, then one user a row, separated by semicolons or commas."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from mock_server.provisioning.errors import BadOrder, Mistake

COLUMNS = ("first_name", "last_name", "email", "extension", "direct", "licence", "language")
REQUIRED = ("first_name", "last_name", "email")
STATED = ("extension", "direct")
"""Columns whose values a user is to get and nobody else."""


@dataclass(frozen=True, slots=True)
class Row:
    """One user as written; cells left empty are left out. `line` counts from 1."""

    line: int
    cells: dict[str, str]
    surplus: bool = False

    @property
    def states_a_number(self) -> bool:
        """Whether it names an extension or a direct number."""
        return any(column in self.cells for column in STATED)


def read_rows(text: str) -> list[Row]:
    """The rows of a CSV text with a header row; empty rows are skipped.

    Raises:
        BadOrder: there is no header row, or it does not fit.
    """
    text = text.removeprefix("\ufeff")
    heading = text.partition("\n")[0]
    reader = csv.reader(
        io.StringIO(text, newline=""),
        delimiter=";" if heading.count(";") > heading.count(",") else ",",
        strict=True,
    )
    try:
        columns = _columns(next(reader, []))
        return list(_rows(reader, columns))
    except csv.Error:
        raise BadOrder([Mistake((), "csv", line=max(1, reader.line_num))]) from None


def written(rows: list[Row]) -> str:
    """Rows as CSV again, with a header row."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for row in rows:
        surplus = ["?"] if row.surplus else []
        writer.writerow([row.cells.get(column, "") for column in COLUMNS] + surplus)
    return text.getvalue()


def _columns(header: list[str]) -> list[str]:
    names = [name.strip().lower() for name in header]
    mistakes = [
        Mistake((), "header", {"column": column}, 1) for column in REQUIRED if column not in names
    ]
    if any(name not in COLUMNS for name in names):
        mistakes.append(Mistake((), "unknown-column", {"columns": ", ".join(COLUMNS)}, 1))
    if len(set(names)) < len(names):
        mistakes.append(Mistake((), "column-twice", line=1))
    if mistakes:
        raise BadOrder(mistakes)
    return names


def _rows(reader: "Iterator[list[str]]", columns: list[str]) -> Iterator[Row]:
    end = _line(reader)
    for cells in reader:
        line, end = end + 1, _line(reader)
        if not any(cell.strip() for cell in cells):
            continue
        named = {column: cell for column, cell in zip(columns, cells, strict=False) if cell.strip()}
        yield Row(line, named, surplus=any(cell.strip() for cell in cells[len(columns) :]))


def _line(reader: "Iterator[list[str]]") -> int:
    """How many lines were read."""
    count: int = reader.line_num  # type: ignore[attr-defined]
    return count
