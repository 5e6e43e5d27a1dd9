"""Every promise of docs/security.md names tests that exist, and SECURITY.md names no person."""

import re

import pytest

from tests.checkout import ROOT, TESTS
from tests.unit.project.function_names import function_names

PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
PROOF = re.compile(r"`([\w/]+\.py)(?:::(test_\w+))?`")


def promises() -> list[list[str]]:
    """What is promised and what proves it, without the tables' heads."""
    lines = [line for line in PAGE.splitlines() if line.startswith("|")]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [row for row in rows if row != ["promise", "proof"] and set(row[0]) != {"-"}]


def test_each_part_of_the_page_promises_something() -> None:
    assert len(promises()) >= 15
    assert PAGE.count("| promise | proof |") == PAGE.count("\n## ")


@pytest.mark.parametrize("row", promises(), ids=lambda row: row[0][:40])
def test_every_promise_names_tests_that_exist(row: list[str]) -> None:
    assert len(row) == 2
    assert not PROOF.sub("", row[1]).strip(), "nothing but names of tests"
    named = PROOF.findall(row[1])
    assert named
    for path, test in named:
        found = function_names(TESTS / path)
        assert test in found if test else any(name.startswith("test_") for name in found), path


def test_where_to_report_a_fault_names_no_person() -> None:
    told = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    assert "](docs/security.md)" in told
    assert "](../SECURITY.md)" in PAGE
    assert "@" not in told
