"""What docs/terminals.md names as a proof is a test that exists."""

import re

import pytest

from tests.checkout import TESTS
from tests.unit.project.function_names import function_names

PAGE = TESTS.parent / "docs" / "terminals.md"
WITHOUT_PROOF = {"–", "open"}


def rows() -> list[list[str]]:
<<<<<<< ours
    """The cells of all tables, without their heads."""
    tables = re.findall(r"(?:^\|.*\n)+", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    lines = [line for table in tables for line in table.splitlines()[2:]]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
=======
    """The cells of the table, without its head."""
    proofs = PAGE.read_text(encoding="utf-8").partition("\n## ")[0]
    lines = [line for line in proofs.splitlines() if line[:1] == "|"]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]
>>>>>>> theirs


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
