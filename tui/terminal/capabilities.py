"""What there is to draw on, found out before anything is drawn, and how to draw there.

Facts come from the environment and from the kernel; the terminal itself is asked nothing, so
that no answer can be waited for and no escape sequence reaches what is no terminal. The variables:
no-color.org for NO_COLOR, terminals' own practice for COLORTERM and for the colours in TERM.
"""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from tui.terminal.environment import Machine, Multiplexer, surroundings
from tui.terminal.tty import DUMB, in_foreground

Renderer = Literal["screens", "lines"]

TerminalFindingId = Literal[
    "no-terminal",
    "terminal",
    "background",
    "term",
    "term-dumb",
    "size",
    "size-small",
    "size-too-small",
    "size-unknown",
    "colours",
    "colours-off",
    "utf-8",
    "no-utf-8",
    "ssh",
    "tmux",
    "screen",
    "screens",
    "lines",
    "neither",
]

CheckStanding = Literal["good", "notice", "bad"]
"""How something that was looked at stands."""

COMFORTABLE, SMALLEST = (80, 24), (60, 20)
"""Columns and rows for which every screen is laid out, and below which none is drawn."""

_MANY_COLOURS = ("truecolor", "24bit")


@dataclass(frozen=True, slots=True)
class TerminalFacts:
    """What is known of the terminal.

    `keyboard` and `display` say whether there is a terminal at standard input and one to draw on,
    as `find_display` looks for it; `foreground` whether keys reach this program. `size` is columns
    and rows, None where the terminal does not know it itself.
    """

    keyboard: bool
    display: bool
    foreground: bool = True
    term: str = ""
    size: tuple[int, int] | None = None
    colours: int = 16
    unicode: bool = True
    is_remote: bool = False
    multiplexer: Multiplexer | None = None


@dataclass(frozen=True, slots=True)
class TerminalFinding:
    """One thing worth knowing; `values` are what a sentence about it needs."""

    id: TerminalFindingId
    standing: CheckStanding
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Preflight:
    """What was found, and the renderer for it; None where there is none."""

    renderer: Renderer | None
    findings: tuple[TerminalFinding, ...]

    @property
    def obstacle(self) -> TerminalFinding | None:
        """Why nothing can be drawn."""
        return next((each for each in self.findings if each.standing == "bad"), None)


def preflight(facts: TerminalFacts, *, lines_wanted: bool = False) -> Preflight:
    """Look at the facts and pick a renderer; a pure function.

    Screens need a terminal at both ends that obeys escape sequences. Where it does not, or where
    lines are wanted, lines do. A window that is too small still gets screens: it can grow, and
    until then they say so.
    """
    found = [_ends(facts)]
    if facts.display:
        found += [_term(facts), _size(facts), _colours(facts)]
    found += _further(facts)
    renderer: Renderer | None = "screens"
    if any(each.standing == "bad" for each in found):
        renderer = None
    elif lines_wanted or facts.term in DUMB:
        renderer = "lines"
    way = TerminalFinding(renderer or "neither", "good" if renderer else "bad")
    return Preflight(renderer, (*found, way))


def is_too_small(size: tuple[int, int]) -> bool:
    """Whether so many columns and rows are too few to work in."""
    return size[0] < SMALLEST[0] or size[1] < SMALLEST[1]


def _ends(facts: TerminalFacts) -> TerminalFinding:
    if not (facts.keyboard and facts.display):
        missing = "display" if facts.keyboard else "keyboard"
        return TerminalFinding("no-terminal", "bad", {"missing": missing})
    return (
        TerminalFinding("terminal", "good")
        if facts.foreground
        else TerminalFinding("background", "bad")
    )


def _term(facts: TerminalFacts) -> TerminalFinding:
    if facts.term in DUMB:
        return TerminalFinding("term-dumb", "notice")
    return TerminalFinding("term", "good", {"term": facts.term})


def _size(facts: TerminalFacts) -> TerminalFinding:
    if facts.size is None:
        return TerminalFinding("size-unknown", "notice")
    columns, rows = facts.size
    values = {"columns": str(columns), "rows": str(rows)}
    if is_too_small(facts.size):
        needed = {"most_columns": str(SMALLEST[0]), "most_rows": str(SMALLEST[1])}
        return TerminalFinding("size-too-small", "notice", values | needed)
    if columns < COMFORTABLE[0] or rows < COMFORTABLE[1]:
        return TerminalFinding("size-small", "notice", values)
    return TerminalFinding("size", "good", values)


def _colours(facts: TerminalFacts) -> TerminalFinding:
    if not facts.colours:
        return TerminalFinding("colours-off", "notice")
    return TerminalFinding("colours", "good", {"colours": str(facts.colours)})


def _further(facts: TerminalFacts) -> list[TerminalFinding]:
    found = [
        TerminalFinding("utf-8", "good") if facts.unicode else TerminalFinding("no-utf-8", "notice")
    ]
    if facts.is_remote:
        found.append(TerminalFinding("ssh", "notice"))
    if facts.multiplexer is not None:
        found.append(TerminalFinding(facts.multiplexer, "notice"))
    return found


def look_around(environment: Mapping[str, str], drawn_on: int | None = None) -> TerminalFacts:
    """The facts here and now, with the terminal that `find_display` found."""
    place = surroundings(environment, Machine(sys.platform))
    return TerminalFacts(
        keyboard=os.isatty(0),
        display=drawn_on is not None,
        foreground=in_foreground(0),
        term=environment.get("TERM", ""),
        size=None if drawn_on is None else _size_of(drawn_on),
        colours=colours_of(environment),
        unicode=place.unicode,
        is_remote=place.place == "ssh",
        multiplexer=place.multiplexer,
    )


def colours_of(environment: Mapping[str, str]) -> int:
    """How many colours an environment promises; 0 where none are wanted or there are none."""
    term = environment.get("TERM", "")
    if environment.get("NO_COLOR") or term in DUMB or term.startswith("vt"):
        return 0
    if environment.get("COLORTERM", "").strip().lower() in _MANY_COLOURS or "direct" in term:
        return 256**3
    return 256 if "256color" in term or "kitty" in term else 16


def _size_of(descriptor: int) -> tuple[int, int] | None:
    try:
        columns, rows = os.get_terminal_size(descriptor)
    except OSError:
        return None
    return (columns, rows) if columns > 0 and rows > 0 else None
