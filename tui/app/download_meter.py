"""A download as people see it: how fast, how long still, how often it is drawn, how it ended."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from api_client.download import DownloadFailed
from tui.i18n import _
from tui.wording.download import FAILURE_PAGES, amount, what_happened, what_next
from tui.wording.steps import platform_name

WINDOW = 5.0
"""Seconds over which the speed is averaged: long enough to be read, short enough to be true."""

SETTLED = 1.0
"""Seconds before a speed is worth naming."""

BETWEEN_PICTURES = 0.2
"""Seconds that pass at least between two pictures of the same stage."""


@dataclass(frozen=True, slots=True)
class Meter:
    """Bytes over time. `samples` are moments (seconds of any steady clock) and bytes by then."""

    samples: tuple[tuple[float, int], ...] = ()

    def seen(self, now: float, done: int) -> "Meter":
        """With a further look. Fewer bytes than before mean that it began anew."""
        if self.samples and done < self.samples[-1][1]:
            return Meter(((now, done),))
        if len(self.samples) > 1 and now - self.samples[-2][0] < BETWEEN_PICTURES:
            return Meter((*self.samples[:-1], (now, done)))
        recent = tuple(sample for sample in self.samples if now - sample[0] <= WINDOW)
        return Meter((*(recent or self.samples[-1:]), (now, done)))

    def speed(self, now: float) -> float | None:
        """Bytes a second up to now; None when too little was seen."""
        if not self.samples:
            return None
        since, before = self.samples[0]
        passed = now - since
        return (self.samples[-1][1] - before) / passed if passed >= SETTLED else None

    def seconds_left(self, now: float, size: int) -> float | None:
        """How long it takes still at this speed; None when nobody can tell."""
        speed = self.speed(now)
        return (size - self.samples[-1][1]) / speed if speed else None


@dataclass(slots=True)
class DrawThrottle:
    """Lets a picture through when the last is old enough, or shows another stage."""

    _stage: str = ""
    _drawn_at: float = float("-inf")

    def lets(self, now: float, stage: str) -> bool:
        """Whether to draw now; a picture that is let through counts as drawn."""
        if stage == self._stage and now - self._drawn_at < BETWEEN_PICTURES:
            return False
        self._stage, self._drawn_at = stage, now
        return True


DownloadWay = Literal["cancel", "resume", "elsewhere", "drop", "back"]
"""What one can do about a download."""


@dataclass(frozen=True, slots=True)
class Ending:
    """How a download ended, in words, and the ways on from there, the most fitting first.

    `path` is the file, where there is one.
    """

    title: str
    state: str
    tone: Literal["good", "plain", "bad"]
    next: str
    ways: tuple[DownloadWay, ...]
    path: Path | None = None


def arrived(path: Path, platform: str | None) -> Ending:
    """The file is there and whole."""
    step = _("Open the file to install the app. Then sign in to the app.")
    if platform:
        step = _(
            "Open the file under {platform} to install the app. Then sign in to the app."
        ).format(platform=platform_name(platform))
    state = _("The file is complete and unchanged.")
    return Ending(_("✓ The desktop app has been downloaded"), state, "good", step, ("back",), path)


def stopped(kept: int, size: int) -> Ending:
    """It was cancelled, or what had arrived was deleted; `kept` and `size` in bytes."""
    state = _("Nothing has been downloaded yet.")
    if kept:
        state = _("{done} of {size} downloaded so far. This part is kept.").format(
            done=amount(kept), size=amount(size)
        )
    step = _("You can continue now or later.")
    ways: tuple[DownloadWay, ...] = ("resume", *_drop(kept), "back")
    return Ending(_("The download has been stopped"), state, "plain", step, ways)


def broken(failed: DownloadFailed, kept: int, *, is_place_left: bool) -> Ending:
    """It failed; `kept` in bytes, `is_place_left` says whether there is another folder."""
    page = FAILURE_PAGES[failed.reason]
    resume: tuple[DownloadWay, ...] = ("resume",) if page.again else ()
    elsewhere: tuple[DownloadWay, ...] = ("elsewhere",) if page.elsewhere and is_place_left else ()
    return Ending(
        _("The desktop app could not be downloaded"),
        what_happened(failed),
        "bad",
        what_next(failed, is_place_left=is_place_left),
        (*resume, *elsewhere, *_drop(kept), "back"),
    )


def _drop(kept: int) -> tuple[DownloadWay, ...]:
    return ("drop",) if kept else ()
