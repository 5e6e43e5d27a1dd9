"""Further users as CSV: a header row, then one user a row, as people and spreadsheets write it."""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from mock_server.provisioning.errors import BadOrder, Mistake
from mock_server.provisioning.order_parser import decoded

COLUMNS = ("first_name", "last_name", "email", "extension", "direct", "licence", "language")
REQUIRED = ("first_name", "last_name", "email")
STATED = ("extension", "direct")
"""Columns whose values a user is to get and nobody else."""

SEPARATORS = (",", ";", "\t")

_STATED_SEPARATOR = re.compile(r'"?sep=([,;\t])"?[,;\t]*(?:[\r\n]|$)', re.IGNORECASE)
"""The line before the header row with which spreadsheets are told how cells are separated."""

_UTF_16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
"""What a spreadsheet calls Unicode text, by the mark at its beginning."""


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


def table_text(raw: bytes) -> str:
    """The text of a file of users: UTF-8, or UTF-16 with a mark.

    Raises:
        BadOrder: it is neither.
    """
    encoding = _UTF_16.get(raw[:2])
    if encoding is None:
        return decoded(raw)
    try:
        return raw[2:].decode(encoding)
    except UnicodeDecodeError:
        raise BadOrder([Mistake((), "utf-8", line=1)]) from None


def read_rows(text: str) -> list[Row]:
    """The rows of a CSV text with a header row; empty rows are skipped, cells are trimmed.

    Raises:
        BadOrder: there is no header row, or it does not fit.
    """
    text = text.removeprefix("\ufeff")
    stated = _STATED_SEPARATOR.match(text)
    separator = stated[1] if stated else _separator(text)
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=separator, skipinitialspace=True, strict=True
    )
    try:
        if stated:
            next(reader)
        return list(_rows(reader))
    except csv.Error:
        raise BadOrder([Mistake((), "csv", line=max(1, reader.line_num))]) from None


def _separator(text: str) -> str:
    """What the cells of the first row that has any are separated by; a comma where nothing is."""
    heading = next((line for line in text.splitlines() if line.strip(" ,;\t")), "")
    return max(SEPARATORS, key=heading.count)


def written(rows: list[Row]) -> str:
    """Rows as CSV again, with a header row."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for row in rows:
        surplus = ["?"] if row.surplus else []
        writer.writerow([row.cells.get(column, "") for column in COLUMNS] + surplus)
    return text.getvalue()


def _rows(reader: "Iterator[list[str]]") -> Iterator[Row]:
    columns: list[str] | None = None
    end = _line(reader)
    for cells in reader:
        line, end = end + 1, _line(reader)
        trimmed = [cell.strip() for cell in cells]
        if not any(trimmed):
            continue
        if columns is None:
            columns = _columns(trimmed, line)
            continue
        surplus = [cell for cell in trimmed[len(columns) :] if cell]
        named: dict[str, str] = {}
        for column, cell in zip(columns, trimmed, strict=False):
            if column and cell:
                named[column] = cell
            elif cell:
                surplus.append(cell)
        yield Row(line, named, surplus=bool(surplus))
    if columns is None:
        _columns([], 1)


def _columns(header: list[str], line: int) -> list[str]:
    """The names of the columns; one that a spreadsheet left without a name is to be empty.

    Raises:
        BadOrder: some are missing, unknown, or there twice.
    """
    columns = [name.lower() for name in header]
    names = [name for name in columns if name]
    mistakes = [
        Mistake((), "header", {"column": column}, line)
        for column in REQUIRED
        if column not in names
    ]
    if any(name not in COLUMNS for name in names):
        mistakes.append(Mistake((), "unknown-column", {"columns": ", ".join(COLUMNS)}, line))
    if len(set(names)) < len(names):
        mistakes.append(Mistake((), "column-twice", line=line))
    if mistakes:
        raise BadOrder(mistakes)
    return columns


def _line(reader: "Iterator[list[str]]") -> int:
    """How many lines were read."""
    count: int = reader.line_num  # type: ignore[attr-defined]
    return count
