"""What docs/terminals.md names as a proof is a test that exists."""

import re

import pytest

from tests.checkout import TESTS
from tests.unit.project.function_names import function_names

PAGE = TESTS.parent / "docs" / "terminals.md"
WITHOUT_PROOF = {"–", "open"}


def rows() -> list[list[str]]:
    """The cells of all tables of proofs, without their heads; figures of fast hands are none."""
    before, _heading, after = PAGE.read_text(encoding="utf-8").partition("\n## Fast hands")
    proofs = before + after[max(after.find("\n## "), 0) :]
    tables = re.findall(r"(?:^\|.*\n)+", proofs, re.MULTILINE)
    lines = [line for table in tables for line in table.splitlines()[2:]]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0])
def test_every_cell_names_a_test_or_says_that_there_is_none(row: list[str]) -> None:
    assert len(row) == 4
    for cell in row[1:]:
        if cell in WITHOUT_PROOF:
            continue
        named = re.fullmatch(r"`([\w/]+\.py)(?:::(test_\w+))?`", cell)
        assert named, cell
        assert not named[2] or named[2] in function_names(TESTS / named[1]), cell
        assert (TESTS / named[1]).is_file()
