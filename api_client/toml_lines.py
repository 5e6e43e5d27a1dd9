"""Where in a TOML file something is: tomllib reads values, and forgets their lines."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field

KeyPath = tuple[str | int, ...]
"""Where something is in a file: `("users", 1, "email")`."""

_PIECE = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}'
    r"|'''.*?'{3,5}"
    r'|"(?:\\.|[^"\\])*"'
    r"|'[^']*'"
    r"|\#[^\n]*"
    r"|\n"
    r"|[\[\]{}]"
    r"|[^\"'\#\n\[\]{}]+",
    re.DOTALL,
)


def lines_of(text: str) -> dict[KeyPath, int]:
    """The line, from 1, of every table and key of a TOML file that is known to be valid."""
    found: dict[KeyPath, int] = {(): 1}
    counts: dict[KeyPath, int] = {}
    table: KeyPath = ()
    for statement in _statements(text):
        value = tomllib.loads(statement.text)
        if statement.text.lstrip().startswith("["):
            table = _header(value, counts)
            found.setdefault(table, statement.line)
            continue
        for path, line in _paths(value, statement.line, statement.entries):
            found.setdefault(table + path, line)
    return found


def line_of(lines: dict[KeyPath, int], path: KeyPath) -> int:
    """The line of a path, or of the nearest table around it."""
    while path not in lines:
        path = path[:-1]
    return lines[path]


@dataclass(slots=True)
class _Statement:
    """A header or a key with its value: the line it begins in, its text, and the lines of the
    inline tables that its value is a list of.
    """

    line: int
    text: str = ""
    entries: list[int] = field(default_factory=list)


def _statements(text: str) -> Iterator[_Statement]:
    line, depth, statement = 1, 0, _Statement(1)
    for piece in _PIECE.findall(text + "\n"):
        if piece == "\n" and depth == 0:
            if statement.text.strip():
                yield statement
            statement = _Statement(line + 1)
        elif not piece.startswith("#"):
            if not statement.text.strip():
                statement.line = line
            if piece == "{" and depth == 1:
                statement.entries.append(line)
            depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(piece, 0)
            statement.text += piece
        line += piece.count("\n")


def _header(value: dict[str, object], counts: dict[KeyPath, int]) -> KeyPath:
    """The path of `[table]` or `[[table]]`, whose entries are counted."""
    path: KeyPath = ()
    inner: object = value
    while isinstance(inner, dict) and inner:
        [(key, inner)] = inner.items()
        path += (key,)
        if isinstance(inner, list):
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path += (counts[path],)
    return path


def _paths(value: object, line: int, entries: list[int]) -> Iterator[tuple[KeyPath, int]]:
    """Every path in a statement's value. What is within a list of tables has their lines."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield (key,), line
            for path, inner_line in _paths(inner, line, entries):
                yield (key, *path), inner_line
    elif isinstance(value, list):
        tables = len(value) == len(entries) and all(isinstance(entry, dict) for entry in value)
        for place, inner in enumerate(value):
            own = entries[place] if tables else line
            yield (place,), own
            for path, inner_line in _paths(inner, own, []):
                yield (place, *path), inner_line
