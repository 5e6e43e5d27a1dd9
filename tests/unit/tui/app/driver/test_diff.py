"""What is sent makes a terminal show what was drawn, and is much less."""

from collections.abc import Mapping

import pyte
from hypothesis import given, settings
from hypothesis import strategies as st
from wcwidth import wcwidth

from tui.app.driver.diff import ScreenDiff
from tui.app.driver.grid import Grid
from tui.app.driver.style import PLAIN, Rendition, applied, change

COLUMNS, ROWS = 20, 6

COLOURS = st.sampled_from(["", "31", "97", "38;5;208", "38;2;1;2;3"])
LOOKS = st.builds(
    lambda attributes, foreground, background: Rendition(
        tuple(sorted(attributes)),
        foreground,
        {"": "", "31": "41", "97": "107"}.get(background, "4" + background[1:]),
    ),
    st.sets(st.sampled_from([1, 2, 3, 4, 7, 9])),
    COLOURS,
    COLOURS,
)
TEXTS = st.text(st.sampled_from("ab  ─•ü漢字😀"), min_size=1, max_size=9) | st.sampled_from(
    [
        "e\u0301",
        "e\u0301lan",
        "漢e\u0301字",
        " " * COLUMNS,
        " " * 12,
        " " * 11 + "x",
        "a" + " " * 14,
    ]
)


class Screen:
    """A terminal that keeps to the rules: no wrapping, and a line's end goes to the first column."""

    def __init__(self, columns: int = COLUMNS, rows: int = ROWS) -> None:
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.Stream(self.screen)
        self.feed("\x1b[?7l\x1b[20h")

    def feed(self, data: str) -> None:
        self.stream.feed(data)

    def shows_the_same_as(self, other: "Screen") -> bool:
        """Whether each cell is the same, but for halves of overwritten wide characters.

        Terminals differ about those, and Textual draws over both halves.
        """
        return all(
            _seen(self.screen.buffer[row], column) == _seen(other.screen.buffer[row], column)
            for row in range(ROWS)
            for column in range(self.screen.columns)
            if not _is_half(other.screen.buffer[row], column)
        )


def _seen(row: Mapping[int, pyte.screens.Char], column: int) -> tuple[object, ...]:
    """A cell's text and look; of a blank only what can be seen of it."""
    cell = row[column]
    if cell.data.isspace() and not (cell.reverse or cell.underscore or cell.strikethrough):
        return (" ", cell.bg)
    return tuple(cell)


def _is_half(row: Mapping[int, pyte.screens.Char], column: int) -> bool:
    wide = wcwidth(row[column].data[:1] or " ") == 2
    if wide:
        return row[column + 1].data != ""
    return row[column].data == "" and wcwidth(row[column - 1].data[:1] or " ") != 2


def written(column: int, row: int, look: Rendition, text: str) -> str:
    """A piece of a picture as Textual writes it."""
    return f"\x1b[{row + 1};{column + 1}H{change(PLAIN, look)}{text}\x1b[0m"


def pieces(grid: Grid) -> st.SearchStrategy[str]:
    """Pieces that fit into the window: Textual draws nothing beyond its edge."""
    return st.builds(
        lambda column, row, look, text: written(
            min(column, COLUMNS - len(grid._cells(text))), row, look, text
        ),
        st.integers(0, COLUMNS - 1),
        st.integers(0, ROWS - 1),
        LOOKS,
        TEXTS,
    )


FRAMES = st.lists(st.lists(pieces(Grid(COLUMNS, ROWS)), max_size=6), max_size=5)


@given(LOOKS, LOOKS)
def test_a_change_of_look_leads_from_one_to_the_other(before: Rendition, after: Rendition) -> None:
    sequence = change(before, after)
    parameters = sequence.removeprefix("\x1b[").removesuffix("m")
    assert (applied(parameters, before) if sequence else before) == after


@given(FRAMES, st.booleans())
@settings(max_examples=200)
def test_differences_show_the_same_as_everything(frames: list[list[str]], erases: bool) -> None:
    everything, less = Screen(), Screen()
    grid = Grid(COLUMNS, ROWS)
    difference = ScreenDiff(grid, erases_in_colour=erases)
    less.feed(difference.cleared())
    for frame in frames:
        for piece in frame:
            everything.feed(piece)
            assert grid.write(piece) == ""
        less.feed(difference.next())
        assert less.shows_the_same_as(everything)
        assert difference.next() == ""


@given(FRAMES, FRAMES, st.booleans())
@settings(max_examples=50)
def test_after_the_terminal_lost_its_picture_all_of_it_comes_again(
    before: list[list[str]], after: list[list[str]], erases: bool
) -> None:
    grid = Grid(COLUMNS, ROWS)
    difference = ScreenDiff(grid, erases_in_colour=erases)
    everything, less = Screen(), Screen()
    for frame in before:
        grid.write("".join(frame))
        difference.next()
        everything.feed("".join(frame))
    less.feed("\x1b[31;7mold\x1b[3;3Hrest" + difference.cleared())
    for frame in [[], *after]:
        grid.write("".join(frame))
        everything.feed("".join(frame))
        less.feed(difference.next())
    assert less.shows_the_same_as(everything)


def test_a_smaller_window_begins_empty_and_takes_a_whole_picture() -> None:
    grid = Grid(COLUMNS, ROWS)
    difference = ScreenDiff(grid)
    grid.write(written(10, 5, PLAIN, "far out"))
    difference.next()
    grid.resize(8, 2)
    sent = difference.cleared()
    grid.write(written(0, 1, PLAIN, "12345678"))
    screen = Screen(8, 2)
    screen.feed(sent + difference.next())
    assert screen.screen.display == [" " * 8, "12345678"]


def test_one_changed_character_costs_a_few_bytes() -> None:
    grid = Grid(80, 24)
    difference = ScreenDiff(grid)
    grid.write("".join(written(0, row, PLAIN, "x" * 80) for row in range(24)))
    difference.next()
    grid.write("".join(written(0, row, PLAIN, "x" * 80) for row in range(24)))
    assert difference.next() == ""
    grid.write(written(0, 12, PLAIN, "x" * 40 + "y" + "x" * 39))
    assert len(difference.next()) < 20


def test_a_coloured_background_costs_a_few_bytes_where_erasing_colours() -> None:
    sizes = {}
    for erases in (False, True):
        grid = Grid(80, 24)
        difference = ScreenDiff(grid, erases_in_colour=erases)
        difference.cleared()
        look = Rendition(background="48;2;1;2;3")
        grid.write("".join(written(0, row, look, " " * 80) for row in range(24)))
        sizes[erases] = len(difference.next())
    assert sizes[False] > 24 * 80
    assert sizes[True] < 200


def test_a_blank_is_not_sent_again_for_the_colour_that_letters_would_have() -> None:
    grid = Grid(20, 1)
    difference = ScreenDiff(grid)
    grid.write(written(0, 0, Rendition(foreground="31"), "a b"))
    difference.next()
    grid.write(written(1, 0, Rendition(foreground="97"), " "))
    assert " " not in difference.next()


def test_nothing_relies_on_how_wide_a_terminal_draws_an_emoji() -> None:
    grid = Grid(20, 1)
    difference = ScreenDiff(grid)
    grid.write("\x1b[1;1H👩‍👩‍👧|")
    assert "👩‍👩‍👧\x1b[3G|" in difference.next()


def test_a_wide_character_that_loses_a_half_leaves_a_blank() -> None:
    grid = Grid(6, 1)
    grid.write("\x1b[1;1H漢字漢")
    grid.write("\x1b[1;2Hxy")
    assert [cell.text for cell in grid.rows[0]] == [" ", "x", "y", " ", "漢", ""]


def test_what_does_not_fit_ends_at_the_edge() -> None:
    grid = Grid(4, 1)
    grid.write("\x1b[1;1Habc漢")
    assert [cell.text for cell in grid.rows[0]] == ["a", "b", "c", " "]


def test_what_is_no_drawing_is_handed_back_in_order() -> None:
    grid = Grid(20, 2)
    passed = grid.write(
        "\x1b[?2026h\x1b]22;default\x07\x1b[2;1Hab\x1b]52;c;eA==\x07\x1b[4 q\x1b[1mcd\x1b[0m\x1b[?2026l"
    )
    assert passed == "\x1b]52;c;eA==\x07\x1b[4 q"
    assert "".join(cell.text for cell in grid.rows[1]).rstrip() == "abcd"


def test_a_link_goes_out_around_its_text_only() -> None:
    grid = Grid(20, 1)
    difference = ScreenDiff(grid)
    difference.cleared()
    grid.write("\x1b[1;1Hsee \x1b]8;id=1;https://a.example\x1b\\here\x1b]8;;\x1b\\ now")
    sent = difference.next()
    assert sent.endswith("see \x1b]8;id=1;https://a.example\x1b\\here\x1b]8;;\x1b\\ now")
