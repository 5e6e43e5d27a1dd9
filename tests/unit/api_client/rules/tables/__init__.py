"""Oracle tables: values and the rules they break, all for `tests.accounts.EVA`.

Tab-separated, with a header; a `#` line is a comment. A value may hold the escapes `\\\\`, `\\t` and
`\\uXXXX` (a trailing space is written `\\u0020`). Rules are separated by commas.
"""

import csv
import re
from dataclasses import dataclass
from pathlib import Path

_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|([\\t]))")


@dataclass(frozen=True, slots=True)
class Row:
    """A value, what it breaks and what it is advised against; `context` is the table's own."""

    value: str
    broken: list[str]
    advice: list[str]
    context: str
    note: str

    def __str__(self) -> str:
        return f"{self.value!a} {self.note}"


def rows(name: str) -> list[Row]:
    """The rows of a table, by its file's name."""
    lines = (Path(__file__).parent / name).read_text("utf-8").splitlines()
    table = [line for line in lines if line and not line.startswith("#")]
    return [
        Row(
            value=_unescaped(cells["value"]),
            broken=_ids(cells["broken"]),
            advice=_ids(cells.get("advice") or ""),
            context=cells.get("question") or "",
            note=cells["note"],
        )
        for cells in csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE)
    ]


def _ids(cell: str) -> list[str]:
    return [rule for rule in cell.split(",") if rule]


def _unescaped(cell: str) -> str:
    def character(match: re.Match[str]) -> str:
        code, letter = match.groups()
        return chr(int(code, 16)) if code else {"\\": "\\", "t": "\t"}[letter]

    return _ESCAPE.sub(character, cell)
