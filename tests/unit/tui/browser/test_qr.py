"""QR codes in characters: nothing of the code is lost, and they fit where they are needed."""

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st

from tests.links import activation_link
from tui.browser.qr import (
    QUIET_ZONES,
    Modules,
    Picture,
    draw,
    picture_within,
    qr_modules,
    smallest_size,
)

SIGN_IN = "https://login.ringcentral.com/?brandId=2040"
PERSONAL = activation_link(account_id="1234567890123456789").url()
ROOM = (80, 22)
"""Columns and rows of a terminal of 80×24 less a line above and one below."""


def read_back(picture: Picture, side: int, quiet: int, *, unicode: bool) -> Modules:
    """The modules a camera sees in a picture: light is drawn, dark is left out."""
    light: list[list[bool]] = []
    for row in picture.rows:
        if unicode:
            light.append([character in "█▀" for character in row])
            light.append([character in "█▄" for character in row])
        else:
            light.append([row[at] == "#" for at in range(0, len(row), 2)])
    edge = range(quiet, quiet + side)
    framed = light[: side + 2 * quiet]
    for y, line in enumerate(framed):
        for x, cell in enumerate(line):
            assert cell or (y in edge and x in edge), "the edge is light"
    return tuple(tuple(not framed[y][x] for x in edge) for y in edge)


@given(
    path=st.text("abcXYZ019/-_?=&", max_size=300),
    quiet=st.sampled_from(QUIET_ZONES),
    unicode=st.booleans(),
)
def test_every_module_is_where_it_belongs(path: str, quiet: int, unicode: bool) -> None:
    modules = qr_modules(f"https://a.example/{path}")
    picture = draw(modules, quiet, unicode=unicode)
    assert read_back(picture, len(modules), quiet, unicode=unicode) == modules
    assert {len(row) for row in picture.rows} == {picture.columns}


@pytest.mark.parametrize("url", [SIGN_IN, PERSONAL, "https://a.example", "http://127.0.0.1:8025/x"])
def test_the_code_is_no_larger_than_that_of_the_address_as_written(url: str) -> None:
    plain = segno.make(url, error="l", micro=False)
    assert len(qr_modules(url)) <= len(plain.matrix)


@pytest.mark.parametrize("url", [SIGN_IN, PERSONAL])
def test_at_80_by_24_the_address_to_sign_in_and_the_personal_link_of_the_guide_fit(
    url: str,
) -> None:
    picture = picture_within(qr_modules(url), *ROOM)
    assert picture is not None
    assert picture.columns <= ROOM[0]
    assert len(picture.rows) <= ROOM[1]


def test_the_widest_edge_that_fits_is_drawn() -> None:
    modules = qr_modules(SIGN_IN)
    side = len(modules)
    wide = picture_within(modules, 200, 100)
    assert wide is not None
    assert wide.columns == side + 2 * QUIET_ZONES[0]
    columns, rows = smallest_size(modules)
    narrow = picture_within(modules, columns, rows)
    assert narrow is not None
    assert narrow.columns == side + 2


@pytest.mark.parametrize("unicode", [True, False])
def test_a_code_that_does_not_fit_is_not_drawn(unicode: bool) -> None:
    modules = qr_modules(PERSONAL)
    columns, rows = smallest_size(modules, unicode=unicode)
    assert picture_within(modules, columns, rows, unicode=unicode) is not None
    assert picture_within(modules, columns - 1, rows, unicode=unicode) is None
    assert picture_within(modules, columns, rows - 1, unicode=unicode) is None


def test_without_unicode_only_ascii_is_drawn() -> None:
    picture = draw(qr_modules(SIGN_IN), 2, unicode=False)
    assert set("".join(picture.rows)) == {"#", " "}
