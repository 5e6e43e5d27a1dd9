"""What docs/terminals.md names as a proof is a test that exists."""

import ast
import re
from pathlib import Path

import pytest

from tests.checkout import TESTS

PAGE = TESTS.parent / "docs" / "terminals.md"
WITHOUT_PROOF = {"–", "open"}


def rows() -> list[list[str]]:
    """The cells of the table, without its head."""
    lines = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line[:1] == "|"]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def names(path: Path) -> set[str]:
    """The tests in a file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    return {node.name for node in ast.walk(tree) if isinstance(node, functions)}


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0])
def test_every_cell_names_a_test_or_says_that_there_is_none(row: list[str]) -> None:
    assert len(row) == 4
    for cell in row[1:]:
        if cell in WITHOUT_PROOF:
            continue
        named = re.fullmatch(r"`([\w/]+\.py)(?:::(test_\w+))?`", cell)
        assert named, cell
        assert not named[2] or named[2] in names(TESTS / named[1]), cell
        assert (TESTS / named[1]).is_file()
