"""The pictures of the README and the pages are those that `make pictures` takes, and need nothing."""

import re
from collections.abc import Callable, Coroutine
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.checkout import ROOT
from tests.ui.moving_picture import Frame, moving
from tests.ui.pictures import FOLDER, JOURNEY, SCENES, all_pictures

PICTURES = dict(all_pictures())
FILES = sorted(FOLDER.iterdir())
LARGEST = 300_000
"""Bytes of a picture that a page may ask a reader to fetch."""


@pytest.mark.parametrize(("name", "taken"), PICTURES.items(), ids=PICTURES)
async def test_a_picture_shows_the_program_as_it_is(
    name: str, taken: Callable[[], Coroutine[None, None, str]]
) -> None:
    there = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    assert await taken() == there, "run make pictures, and look at what git says changed"


def test_every_picture_is_taken_by_the_command_and_shown_on_a_page() -> None:
    assert [path.name for path in FILES] == sorted(f"{name}.svg" for name in PICTURES)
    pages = [ROOT / "README.md", *ROOT.glob("docs/*.md")]
    shown = {
        (page.parent / target).resolve()
        for page in pages
        for target in re.findall(r"!\[[^]]+\]\(([^)]+)\)", page.read_text(encoding="utf-8"))
    }
    assert {path for path in shown if path.parent == FOLDER} == set(FILES)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_picture_is_small_and_needs_nothing_from_elsewhere(path: Path) -> None:
    svg = path.read_text(encoding="utf-8")
    assert len(svg.encode()) < LARGEST
    assert "@font-face" not in svg
    assert not re.search(r"(href|src|url)\s*[=(]\s*[\"']?(https?:)?//", svg)
    for element in ElementTree.fromstring(svg).iter():
        assert not element.tag.endswith("script")
        assert not [name for name in element.attrib if name.startswith("on")]


def test_the_moving_picture_stands_still_where_nothing_may_move() -> None:
    svg = (FOLDER / f"{JOURNEY}.svg").read_text(encoding="utf-8")
    assert svg.count('class="frame f') == len(SCENES)
    assert ".frame { visibility: hidden } .f0 { visibility: visible }" in svg
    assert svg.rindex("prefers-reduced-motion: reduce) { .frame { animation: none }") > svg.rindex(
        "step-end infinite"
    )


def test_what_stands_on_two_frames_is_drawn_once_and_each_has_its_time() -> None:
    first = Frame((FOLDER / "password.svg").read_text(encoding="utf-8"), 1)
    second = Frame((FOLDER / "expired.svg").read_text(encoding="utf-8"), 3)
    svg = moving([first, second, first], "three")
    frames = re.findall(r'<g class="frame f\d">(.*?)</g>', svg)
    assert frames[0] == frames[2] != frames[1]
    assert (
        svg.count("Choose&#160;your&#160;password") + svg.count("Choose\xa0your\xa0password") == 1
    )
    assert re.findall(r"@keyframes f\d \{ (.*) \}", svg) == [
        "0.00% { visibility: visible } 20.00% { visibility: hidden }",
        "0.00% { visibility: hidden } 20.00% { visibility: visible } 80.00% { visibility: hidden }",
        "0.00% { visibility: hidden } 80.00% { visibility: visible }",
    ]
