"""Dates as mail programs write them above a quoted mail, in German and English."""

import re
from datetime import datetime, timedelta, timezone, tzinfo

from api_client.mail.headers import date as header_date

_MONTHS = {
    "jan": 1, "feb": 2, "mär": 3, "mrz": 3, "mar": 3, "maer": 3, "apr": 4, "mai": 5, "may": 5,
    "jun": 6, "jul": 7, "aug": 8, "sep": 9, "okt": 10, "oct": 10, "nov": 11, "dez": 12, "dec": 12,
}  # fmt: skip
_MONTH = "(" + "|".join(_MONTHS) + r")[a-zä]*\.?"
_DAYS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b"), "ymd"),
    (re.compile(r"\b(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})\b"), "dmy"),
    (re.compile(rf"\b(\d{{1,2}})\.?\s+{_MONTH}\s+(\d{{4}})\b"), "dmy"),
    (re.compile(rf"\b{_MONTH}\s+(\d{{1,2}}),?\s+(\d{{4}})\b"), "mdy"),
    (re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b"), "mdy"),
)
"""How a day is written, and the order of its parts: ISO, German, English, American."""

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
    plain = " ".join(text.lower().split())
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
            return int(part["y"]), _MONTHS.get(part["m"]) or int(part["m"]), int(part["d"])
    return None


def _zone(text: str) -> tzinfo | None:
    """The zone that is named after a time, or None."""
    if offset := _OFFSET.search(f" {text}"):
        ahead = timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0))
        return timezone(ahead if offset[1] == "+" else -ahead)
    named = next((word for word in re.findall(r"[a-z]+", text) if word in _ZONES), None)
    return None if named is None else timezone(timedelta(hours=_ZONES[named]))
