"""Times as people read them: in Germany's time zone, where the accounts are."""

from datetime import UTC, datetime, tzinfo
from functools import lru_cache

from api_client.models import Text

ZONE = "Europe/Berlin"

_FORMS = Text(de="{0:%d.%m.%Y} um {0:%H:%M}\u00a0Uhr", en="{0.day} {0:%B %Y} at {0:%H:%M}")

_NAMES = {
    "CET": Text(de="MEZ", en="CET"),
    "CEST": Text(de="MESZ", en="CEST"),
    "UTC": Text(de="UTC", en="UTC"),
}


def local_time(moment: datetime, language: str) -> str:
    """A moment on the clocks in Germany.

    The zone is named to whoever reads English, who may be anywhere, and in German where the time
    alone would not say which is meant: in the hour that comes twice when summer time ends, or
    where this machine has no data about zones and UTC has to do.
    """
    local = moment.astimezone(_zone())
    said = _FORMS.in_language(language).format(local)
    if language == "de" and local.tzname() != "UTC" and not _comes_twice(local):
        return said
    name = _NAMES[local.tzname() or "UTC"].in_language(language)
    return f"{said} ({name})"


def _comes_twice(local: datetime) -> bool:
    return local.replace(fold=1 - local.fold).utcoffset() != local.utcoffset()


@lru_cache(maxsize=1)
def _zone() -> tzinfo:
    # Loaded with the first mail that is read, not when a server starts.
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(ZONE)
    except ZoneInfoNotFoundError:
        return UTC
