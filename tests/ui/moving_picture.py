"""Several pictures of a terminal as one that moves: an SVG with frames, without a script.

A row that stands on several pictures is drawn once. Where nothing may move, as for those who ask
their system for that, and where a viewer knows no animation, the first picture stands still.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from xml.etree import ElementTree

_SVG = "{http://www.w3.org/2000/svg}"
_RULE = re.compile(r"\.terminal-(r\d+) \{ (.*?) \}")
_PLACE = 'transform="translate(9, 41)"'
_ROW_HEIGHT, _FIRST_TEXT, _FIRST_BACKGROUND = 24.4, 20.0, 1.5
"""Of Rich's pictures, as are the names of classes, groups and clips that are looked for here."""


@dataclass(frozen=True)
class Frame:
    """One picture as Rich draws it, and for how many seconds it is shown."""

    svg: str
    seconds: float


@dataclass(frozen=True)
class _Background:
    """A stretch of a row in one colour; widths and places in the picture's units."""

    fill: str
    x: float
    width: float


def moving(frames: Sequence[Frame], described: str) -> str:
    """One SVG that shows the pictures in turn, for ever, with a sentence for who cannot see them."""
    first = frames[0].svg
    base = _commonest_background([frame.svg for frame in frames])
    sheet, rows = _Names("s"), _Names("r")
    shown = [[rows.name(row) for row in _rows(frame.svg, sheet, base)] for frame in frames]
    [box] = re.findall(r'viewBox="[^"]*"', first)
    return "\n".join(
        (
            f'<svg xml:space="preserve" xmlns="http://www.w3.org/2000/svg" role="img" {box}>',
            f"<title>{escape(described)}</title>",
            "<style>",
            _FONTS,
            *(f".{name} {{ {rule} }}" for rule, name in sheet),
            *_animation(frames),
            "</style>",
            "<defs>",
            *(f'<g id="{name}">{row}</g>' for row, name in rows),
            "</defs>",
            _window(first),
            f'<g class="matrix" {_PLACE}>',
            f'<rect fill="{base}" width="976" height="585.6"/>',
            *(_frame(number, names) for number, names in enumerate(shown)),
            "</g>",
            "</svg>\n",
        )
    )


def _frame(number: int, names: Sequence[str]) -> str:
    rows = "".join(f'<use href="#{name}"/>' for name in names)
    return f'<g class="frame f{number}">{rows}</g>'


_FONTS = """\
.matrix { font-family: Fira Code, DejaVu Sans Mono, Menlo, Consolas, monospace; font-size: 20px }
.title { font-size: 18px; font-weight: bold; font-family: arial, sans-serif }"""


def _animation(frames: Sequence[Frame]) -> Iterator[str]:
    """The styles that show one frame after another; without them the first one is shown."""
    total = sum(frame.seconds for frame in frames)
    moments = [sum(frame.seconds for frame in frames[:number]) for number in range(len(frames) + 1)]
    yield ".frame { visibility: hidden } .f0 { visibility: visible }"
    for number, (begins, ends) in enumerate(pairwise(moments)):
        steps = {0.0: "hidden", begins: "visible", ends: "hidden"}
        told = (
            f"{100 * at / total:.2f}% {{ visibility: {each} }}"
            for at, each in steps.items()
            if at < total
        )
        yield f"@keyframes f{number} {{ {' '.join(told)} }}"
        yield f".f{number} {{ animation: f{number} {total:g}s step-end infinite }}"
    yield "@media (prefers-reduced-motion: reduce) { .frame { animation: none } }"


class _Names:
    """Short names for texts, the same one for the same text."""

    def __init__(self, letter: str) -> None:
        self._letter = letter
        self._names: dict[str, str] = {}

    def name(self, text: str) -> str:
        """The name of a text."""
        return self._names.setdefault(text, f"{self._letter}{len(self._names)}")

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._names.items())


def _rows(svg: str, sheet: _Names, base: str) -> list[str]:
    """What is drawn in each row that is not empty, from the top, backgrounds first."""
    styles = {name: sheet.name(rule) for name, rule in _RULE.findall(svg)}
    backgrounds: dict[int, list[_Background]] = {}
    texts: dict[int, list[str]] = {}
    for element in _window_elements(svg):
        y = float(element.get("y", "0"))
        if element.tag == f"{_SVG}text":
            row = round((y - _FIRST_TEXT) / _ROW_HEIGHT)
            texts.setdefault(row, []).extend(_text(element, styles))
        else:
            row = round((y - _FIRST_BACKGROUND) / _ROW_HEIGHT)
            _put(backgrounds.setdefault(row, []), element)
    drawn = (
        "".join([*_drawn(backgrounds.get(row, []), row, base), *texts.get(row, [])])
        for row in range(max(backgrounds) + 1)
    )
    return [row for row in drawn if row]


def _put(row: list[_Background], element: ElementTree.Element) -> None:
    """Add a background to its row, as part of the one before where the colour is the same."""
    fill = element.get("fill", "")
    x, width = (float(element.get(name, "0")) for name in ("x", "width"))
    if row and row[-1].fill == fill:
        x, width = row[-1].x, x + width - row.pop().x
    if width:
        row.append(_Background(fill, x, width))


def _drawn(row: Sequence[_Background], number: int, base: str) -> Iterator[str]:
    """A row's backgrounds, but for what has the colour of the whole."""
    y = round(_FIRST_BACKGROUND + number * _ROW_HEIGHT, 1)
    for each in row:
        if each.fill != base:
            yield (
                f'<rect fill="{each.fill}" x="{each.x:g}" y="{y:g}" width="{round(each.width, 1):g}" '
                'height="24.65" shape-rendering="crispEdges"/>'
            )


def _text(element: ElementTree.Element, styles: dict[str, str]) -> Iterator[str]:
    """A text, unless it is nothing but spaces."""
    text = element.text or ""
    if text.strip():
        name = styles[element.get("class", "").removeprefix("terminal-")]
        at = " ".join(f'{each}="{element.get(each)}"' for each in ("x", "y", "textLength"))
        yield f'<text class="{name}" {at}>{escape(text, quote=False)}</text>'


def _window_elements(svg: str) -> list[ElementTree.Element]:
    """What is drawn in the window: backgrounds and texts."""
    [window] = (
        group
        for group in ElementTree.fromstring(svg).iter(f"{_SVG}g")
        if group.get("clip-path") == "url(#terminal-clip-terminal)"
    )
    return [each for each in window.iter() if each.tag in (f"{_SVG}rect", f"{_SVG}text")]


def _commonest_background(pictures: Sequence[str]) -> str:
    """The colour that most of the backgrounds have."""
    fills = Counter(
        element.get("fill", "")
        for svg in pictures
        for element in _window_elements(svg)
        if element.tag == f"{_SVG}rect"
    )
    return fills.most_common(1)[0][0]


def _window(svg: str) -> str:
    """The frame around the window: its title and its buttons."""
    frame, place, _inside = svg.partition("</defs>")[2].partition(f"<g {_PLACE}")
    assert place, "where Rich puts what is in the window"
    return frame.replace("terminal-title", "title").strip()
