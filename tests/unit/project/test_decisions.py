"""The pages of docs/decisions: all are listed, and what they name is there."""

import re
from pathlib import Path

import pytest

from tests.checkout import ROOT

FOLDER = ROOT / "docs" / "decisions"
INDEX = FOLDER / "README.md"
PAGES = sorted(set(FOLDER.glob("*.md")) - {INDEX})
NAMED = re.compile(r"`((?:api_client|deploy|docs|mock_server|requirements|tests|tui)/[\w./-]*)`")


def test_the_index_lists_every_page_once() -> None:
    listed = re.findall(
        r"^\| \[[^]]+\]\(([\w-]+\.md)\) \|", INDEX.read_text(encoding="utf-8"), re.M
    )
    assert sorted(listed) == [page.name for page in PAGES]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_what_a_decision_names_is_there(page: Path) -> None:
    named = NAMED.findall(page.read_text(encoding="utf-8"))
    assert [name for name in named if not (ROOT / name).exists()] == []
