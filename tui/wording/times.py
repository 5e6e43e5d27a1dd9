"""Times in words and in the user's language, and what is said when one ran out."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, tzinfo
from math import ceil
from typing import TYPE_CHECKING

from tui.i18n import N_, _, plural
from tui.wording.doubt import begin_anew_in_doubt
from tui.wording.speech import is_heard

if TYPE_CHECKING:
    from tui.journey.clock import DeadlineWarning


_HOUR, _DAY = 60, 24 * 60
"""Minutes."""


def _precision(minutes: int) -> int:
    """To how many minutes people want to know it: hours count below three days, minutes below one."""
    if minutes < _DAY:
        return 1
    return _HOUR if minutes < 3 * _DAY else _DAY


def time_left(left: timedelta) -> str:
    """What is left in words, never more than there is: `1 day 23 hours`, `9 minutes`."""
    minutes = int(left.total_seconds()) // 60
    if minutes < 1:
        return _("less than a minute")
    days, rest = divmod(minutes - minutes % _precision(minutes), _DAY)
    told = [plural("{n}\xa0day", "{n}\xa0days", days)] if days else []
    return " ".join([*told, *_hours_and_minutes(rest)])


_SECONDS_TOLD = 90
"""Up to so many seconds a wait is told in seconds."""


def time_until(seconds: float) -> str:
    """When a wait ends, never told shorter than it is: `in 40 seconds`, `in 2 days 3 hours`."""
    whole = max(1, ceil(seconds))
    if whole <= _SECONDS_TOLD:
        return plural("in {n}\xa0second", "in {n}\xa0seconds", whole)
    minutes = ceil(whole / 60)
    step = _precision(minutes)
    days, rest = divmod(ceil(minutes / step) * step, _DAY)
    further = " ".join(_hours_and_minutes(rest))
    if not days:
        return _("in {time}").format(time=further)
    return " ".join(filter(None, (plural("in {n}\xa0day", "in {n}\xa0days", days), further)))


def _hours_and_minutes(minutes: int) -> Iterator[str]:
    """What there is of both, each in words."""
    hours, rest = divmod(minutes, _HOUR)
    if hours:
        yield plural("{n}\xa0hour", "{n}\xa0hours", hours)
    if rest:
        yield plural("{n}\xa0minute", "{n}\xa0minutes", rest)


def next_minute(moment: datetime) -> datetime:
    """The first whole minute not before a moment: who comes at the time shown comes not too early."""
    whole = moment.replace(second=0, microsecond=0)
    return moment if whole == moment else whole + timedelta(minutes=1)


def deadline_sentence(warning: "DeadlineWarning", *, typed: bool) -> str:
    """That a link's end is near or was; `typed` says whether there is something to be kept."""
    if not warning.is_over:
        return _("The link expires in {left}.").format(left=time_left(warning.left))
    if typed:
        return _("The link has expired. What you typed is kept.")
    return _("The link has expired.")


def time_is_over() -> str:
    """Said when a session ended by itself."""
    return _("This session has expired. What was typed has been deleted.")


def rest_not_begun() -> str:
    """Said when the time of a run in which nobody types was over before all accounts were tried."""
    return _("The time limit of this run is over. The other accounts were not started.")


def nobody_typed() -> str:
    """Said when a session ended because nobody was there."""
    return _("Nothing was typed for a while, so this session has ended.")


def begin_again() -> str:
    """What next, after a session that ended before everything was done."""
    return _("You can start again at any time while a link is valid and has not been used.")


_WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
_MONTHS = (
    *(N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun")),
    *(N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec")),
)
_SPOKEN_WEEKDAYS = (
    *(N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday")),
    *(N_("Friday"), N_("Saturday"), N_("Sunday")),
)
_SPOKEN_MONTHS = (
    *(N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June")),
    *(N_("July"), N_("August"), N_("September"), N_("October"), N_("November"), N_("December")),
)


_EARLIEST, _LATEST = 1970, datetime.max.year - 1
"""Years between which zones are known; clocks that were never set begin with the first."""


def local_time(moment: datetime, zone: tzinfo | None) -> str:
    """A moment on the user's clock: `Mi 25. Nov. 2026, 17:34 Uhr`, `Wed 25 Nov 2026, 17:34`.

    Who hears it is told the names of day and month in full.

    One that names no zone is shown as it is written, since nobody knows which it means. One out
    of all bounds is shown as it is written too, with its zone. In the hour that comes twice, at
    the end of summer time, a word tells which one is meant.
    """
    if moment.tzinfo is None:
        return _written(moment)
    if not _can_be_shown(moment):
        return f"{_written(moment)} {_zone_name(moment)}"
    shown = moment.astimezone(zone)
    return _written(shown) + _which_of_two(moment, shown, zone)


def local_day(moment: datetime, zone: tzinfo | None) -> date:
    """The day that `local_time` shows."""
    return (moment.astimezone(zone) if _can_be_shown(moment) else moment).date()


def _can_be_shown(moment: datetime) -> bool:
    """Whether it can be reckoned for a clock in another zone."""
    return moment.tzinfo is not None and _EARLIEST <= moment.year <= _LATEST


def _which_of_two(moment: datetime, shown: datetime, zone: tzinfo | None) -> str:
    """Which is meant of two moments that the clock shows alike; empty for any other."""
    instants = [_instant(shown.replace(fold=fold), zone) for fold in (0, 1)]
    if instants[0] == instants[1]:
        return ""
    is_first = moment.astimezone(UTC) == instants[0]
    return " " + (_("(summer time)") if is_first else _("(winter time)"))


def _instant(shown: datetime, zone: tzinfo | None) -> datetime:
    """What moment a clock of this zone (None is the machine's own) means by a time."""
    return shown.replace(tzinfo=zone).astimezone(UTC)


def _written(moment: datetime) -> str:
    text, weekdays, months = _("{weekday} {day} {month} {year}, {time}"), _WEEKDAYS, _MONTHS
    if is_heard():
        text = _("{weekday}, {day} {month} {year}, {time}")
        weekdays, months = _SPOKEN_WEEKDAYS, _SPOKEN_MONTHS
    return text.format(
        weekday=_(weekdays[moment.weekday()]),
        day=moment.day,
        month=_(months[moment.month - 1]),
        year=f"{moment.year:04}",
        time=f"{moment:%H:%M}",
    )


def _zone_name(moment: datetime) -> str:
    """`UTC`, or how far ahead of it: `UTC+14:00`."""
    return f"UTC{moment.isoformat()[-6:]}" if moment.utcoffset() else "UTC"


def idle_warning(*, in_doubt: bool = False) -> str:
    """What comes of it when nobody types, and how it would go on; also while a commit is in doubt."""
    warning = _("If you do not press a key, your entries will be deleted.")
    then = begin_anew_in_doubt() if in_doubt else _("You can still use the link afterwards.")
    return f"{warning} {then}"


def forgotten_sentences(*, in_doubt: bool = False) -> tuple[str, str]:
    """Why everything is empty, and how it goes on; also while a commit is in doubt."""
    return (
        _("Nothing was typed for a while, so your entries were deleted."),
        begin_anew_in_doubt()
        if in_doubt
        else _("The link has not been used. You can start again at any time."),
    )


def forgotten_sentence(*, in_doubt: bool = False) -> str:
    """The same in one line."""
    return " ".join(forgotten_sentences(in_doubt=in_doubt))
