"""Dates as mail programs write them above a quoted mail, in the languages of `forwarded`."""

import re
from datetime import datetime, timedelta, timezone, tzinfo

from api_client.mail.headers import date as header_date

_MONTHS = {
    "jan": 1, "feb": 2, "mär": 3, "mrz": 3, "mar": 3, "maer": 3, "apr": 4, "mai": 5, "may": 5,
    "jun": 6, "jul": 7, "aug": 8, "sep": 9, "okt": 10, "oct": 10, "nov": 11, "dez": 12, "dec": 12,
    "ene": 1, "gen": 1, "fév": 2, "fev": 2, "maa": 3, "mrt": 3, "avr": 4, "abr": 4, "mag": 5, "mei": 5,
    "juin": 6, "giu": 6, "juil": 7, "lug": 7, "ago": 8, "aoû": 8, "set": 9, "ott": 10, "out": 10,
    "déc": 12, "dic": 12,
}  # fmt: skip
_MONTH = "(" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")[a-zäçéû]*\.?"
_DAYS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b"), "ymd"),
    (re.compile(r"\b(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})\b"), "dmy"),
    (re.compile(r"\b(\d{1,2})\.(\d{1,2})\.(\d{2})\b"), "dmy"),
    (re.compile(rf"\b(\d{{1,2}})\.?\s+(?:de\s+)?{_MONTH}\s+(?:de\s+)?(\d{{4}})\b"), "dmy"),
    (re.compile(rf"\b{_MONTH}\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})\b"), "mdy"),
    (re.compile(r"\b(1[3-9]|2\d|3[01])/(\d{1,2})/(\d{4})\b"), "dmy"),
    (re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b"), "mdy"),
)
"""How a day is written, and the order of its parts: ISO, German, English, American.

A day after the twelfth shows that it comes first.
"""

_BETWEEN_DAY_AND_TIME = re.compile(r"(?<=\d)t(?=\d)")

_TIME = re.compile(r"\b(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\s*([ap])\.?m\b)?")
_OFFSET = re.compile(r"(?:gmt|utc|[\d ])\s*([+-])(\d{1,2}):?(\d{2})?\b")
_ZONES = {"mesz": 2, "cest": 2, "mez": 1, "cet": 1, "gmt": 0, "utc": 0, "bst": 1}
"""Hours ahead of UTC, of zones that such dates name in letters."""

_LONGEST = 120


def written_date(text: str, zone: tzinfo) -> datetime | None:
    """The moment that a line above a quoted mail names, or None if it cannot be told.

    Args:
        text: what stands after “Gesendet:”, “Date:” and the like.
        zone: what is meant where none is written.
    """
    text = text[:_LONGEST]
    by_standard = header_date(text) if re.match(r"\w{3}, \d", text) else None
    if by_standard and re.search(r"[+-]\d{4}|gmt", text, re.IGNORECASE):
        return by_standard
    plain = _BETWEEN_DAY_AND_TIME.sub(" ", " ".join(text.lower().split()))
    day, time = _day(plain), _TIME.search(plain)
    if day is None or time is None:
        return None
    hour = int(time[1])
    if time[4]:
        hour = hour % 12 + (12 if time[4] == "p" else 0)
    try:
        moment = datetime(*day, hour, int(time[2]), int(time[3] or 0))
        return moment.replace(tzinfo=_zone(plain[time.end() :]) or zone)
    except ValueError:
        return None


def _day(text: str) -> tuple[int, int, int] | None:
    """Year, month, day."""
    for pattern, order in _DAYS:
        if match := pattern.search(text):
            part = dict(zip(order, match.groups(), strict=True))
            year = int(part["y"]) + 2000 * (len(part["y"]) == 2)
            return year, _MONTHS.get(part["m"]) or int(part["m"]), int(part["d"])
    return None


def _zone(text: str) -> tzinfo | None:
    """The zone that is named after a time, or None."""
    if offset := _OFFSET.search(f" {text}"):
        ahead = timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0))
        return timezone(ahead if offset[1] == "+" else -ahead)
    named = next((word for word in re.findall(r"[a-z]+", text) if word in _ZONES), None)
    return None if named is None else timezone(timedelta(hours=_ZONES[named]))
