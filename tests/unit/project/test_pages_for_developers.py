"""What pages for developers name is there: decisions, and where things are."""

import re
from pathlib import Path

import pytest

from tests.checkout import ROOT

FOLDER = ROOT / "docs" / "decisions"
INDEX = FOLDER / "README.md"
PAGES = sorted(set(FOLDER.glob("*.md")) - {INDEX})
MAP = ROOT / "docs" / "where-things-are.md"
NAMED = re.compile(
    r"`((?:api_client|deploy|docs|mock_server|requirements|tests|tui|unify_mock_pytest)/[\w./-]*)`"
)


def test_the_index_lists_every_page_once() -> None:
    listed = re.findall(
        r"^\| \[[^]]+\]\(([\w-]+\.md)\) \|", INDEX.read_text(encoding="utf-8"), re.M
    )
    assert sorted(listed) == [page.name for page in PAGES]


@pytest.mark.parametrize(
    "page", [*PAGES, MAP, ROOT / "CONTRIBUTING.md"], ids=lambda page: page.stem
)
def test_what_a_page_names_is_there(page: Path) -> None:
    named = NAMED.findall(page.read_text(encoding="utf-8"))
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_every_question_is_answered_with_a_path() -> None:
    rows = re.findall(r"^\| (?!---)([^|]+) \| ([^|]+) \|", MAP.read_text(encoding="utf-8"), re.M)
    questions = {asked: answer for asked, answer in rows if "…" not in asked}
    assert len(questions) >= 20
    for asked, answer in questions.items():
        assert NAMED.search(answer) or "make" in answer or asked in ROOMS, asked


ROOMS = {
    "package",
    *(f"`{name}`" for name in ("tui", "api_client", "mock_server", "unify_mock_pytest")),
}
