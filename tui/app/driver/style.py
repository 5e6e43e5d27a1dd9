"""How a character looks: its attributes, colours and link, and the shortest way to another look.

Sequences: ECMA-48 “Select Graphic Rendition”, xterm's 256 and direct colours, and the link
sequence (OSC 8) of VTE and iTerm2.
"""

from functools import lru_cache
from typing import NamedTuple

_OFF = {1: 22, 2: 22, 3: 23, 4: 24, 5: 25, 6: 25, 7: 27, 8: 28, 9: 29, 21: 24, 53: 55}
"""What switches an attribute off again; 22 means both bold and dim, 24 both underlines."""

_NO_LINK = "\x1b]8;;\x1b\\"


class Rendition(NamedTuple):
    """The look of a character.

    `attributes` are SGR numbers in order. The colours are SGR parameters (`38;2;255;0;0`), empty
    for the terminal's own. `link` is the parameters and address of an OSC 8 sequence, or empty.
    """

    attributes: tuple[int, ...] = ()
    foreground: str = ""
    background: str = ""
    link: str = ""


PLAIN = Rendition()


_SEEN_IN_BLANKS = frozenset({4, 7, 9, 21, 53})
"""Underlines, reversal, a line through or above: attributes that show where no letter is."""


@lru_cache(maxsize=4096)
def seen_in_blanks(rendition: Rendition) -> str | None:
    """The background, if that is all one sees of a blank; None if there is more to it."""
    more = rendition.link or not _SEEN_IN_BLANKS.isdisjoint(rendition.attributes)
    return None if more else rendition.background


@lru_cache(maxsize=4096)
def applied(parameters: str, before: Rendition) -> Rendition:
    """The look after an SGR sequence with these parameters (`1;38;5;208`)."""
    attributes = set(before.attributes)
    foreground, background = before.foreground, before.background
    numbers = iter(parameters.split(";"))
    for text in numbers:
        number = int(text or 0)
        if number == 0:
            attributes, foreground, background = set(), "", ""
        elif number in _OFF:
            attributes.add(number)
        elif number in _OFF.values():
            attributes = {attribute for attribute in attributes if _OFF[attribute] != number}
        elif number in (38, 48):
            kind = next(numbers, "")
            values = [next(numbers, "0") for _ in range({"5": 1, "2": 3}.get(kind, 0))]
            colour = ";".join((text, kind, *values)) if values else ""
            foreground, background = (colour, background) if number == 38 else (foreground, colour)
        elif 30 <= number <= 37 or 90 <= number <= 97:
            foreground = text
        elif 40 <= number <= 47 or 100 <= number <= 107:
            background = text
        elif number == 39:
            foreground = ""
        elif number == 49:
            background = ""
    return Rendition(tuple(sorted(attributes)), foreground, background, before.link)


@lru_cache(maxsize=4096)
def change(before: Rendition, after: Rendition) -> str:
    """The shortest sequence that turns one look into another."""
    if before == after:
        return ""
    link = ""
    if before.link != after.link:
        link = f"\x1b]8;{after.link}\x1b\\" if after.link else _NO_LINK
    steps = min(_from_before(before, after), _from_nothing(after), key=len)
    return link if steps is None or before[:3] == after[:3] else f"{link}\x1b[{steps}m"


def _from_nothing(after: Rendition) -> str:
    parts = ["", *map(str, after.attributes), after.foreground, after.background]
    return ";".join((parts[0], *(part for part in parts[1:] if part)))


def _from_before(before: Rendition, after: Rendition) -> str:
    gone = set(before.attributes) - set(after.attributes)
    offs = sorted({_OFF[attribute] for attribute in gone})
    parts = [str(off) for off in offs]
    parts += [
        str(attribute)
        for attribute in after.attributes
        if attribute not in before.attributes or _OFF[attribute] in offs
    ]
    if after.foreground != before.foreground:
        parts.append(after.foreground or "39")
    if after.background != before.background:
        parts.append(after.background or "49")
    return ";".join(parts)
