"""Advice on a PIN, which never blocks: dates and lines on the keypad are guessed first.

Source: Markert and others, "This PIN Can Be Easily Guessed" (IEEE S&P 2020): dates and keypad
patterns are the commonest ways of choosing a PIN.
"""

import re
from collections.abc import Callable
from datetime import date

from api_client.models import Policy

_DATES = tuple(
    re.compile(order.format(d=r"(?P<day>[0-9]{2})", m=r"(?P<month>[0-9]{2})", y=year))
    for year in (r"(?P<year>[0-9]{2})", r"(?P<year>(?:19|20)[0-9]{2})")
    for order in ("{d}{m}{y}", "{m}{d}{y}", "{y}{m}{d}")
)

_KEYPAD = ("123", "456", "789", "147", "2580", "369", "159", "357")
_SHORTEST_LINE = 3
_LINES = frozenset(
    way[start : start + length]
    for line in _KEYPAD
    for way in (line, line[::-1])
    for length in range(_SHORTEST_LINE, len(way) + 1)
    for start in range(len(way) - length + 1)
)


def is_date(pin: str) -> bool:
    """Whether a PIN is a day: DDMMYY, MMDDYY, YYMMDD, or with a year from 1900 to 2099."""
    return any(_is_day(order.fullmatch(pin)) for order in _DATES)


def _is_day(match: re.Match[str] | None) -> bool:
    if match is None:
        return False
    year = int(match["year"])
    try:
        # Of the two readings of YY, 20YY has every leap year that 19YY has, and 2000 as well.
        date(year if year > 99 else 2000 + year, int(match["month"]), int(match["day"]))
    except ValueError:
        return False
    return True


def is_keypad(pin: str) -> bool:
    """Whether a PIN is wholly made of straight lines of three and more keys (159753)."""
    ends = {0}
    for start in range(len(pin)):
        if start in ends:
            ends.update(start + len(line) for line in _LINES if pin.startswith(line, start))
    return bool(pin) and len(pin) in ends


PIN_ADVICE: dict[str, Callable[[str], bool]] = {"date": is_date, "keypad": is_keypad}
"""Whether a piece of advice applies to a PIN, by its id, in display order."""


def advice(policy: Policy, value: str) -> list[str]:
    """The ids of the policy's advice that applies to the value, in the policy's order."""
    return [
        hint.id for hint in policy.advice if hint.id in PIN_ADVICE and PIN_ADVICE[hint.id](value)
    ]
