"""Everything that a hand can do to a screen, in an order that a seed draws, at full speed.

`make fuzz` plays forty times what the suite plays, and prints the figures.
"""

import argparse
import asyncio
import faulthandler
import os
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Literal

import pytest
from textual import events
from textual.drivers.headless_driver import HeadlessDriver
from textual.geometry import Size
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget

from api_client.download import AppFile, DownloadFailed, TellProgress
from tests.ui.download_page import APP
from tests.ui.quiet import quiet, teach_textual
from tests.ui.stage import PASSWORD, PIN, Stage
from tests.ui.tour import STOPS, Stop, visiting
from tui.app.app import ActivateApp
from tui.app.screens.download import DownloadScreen
from tui.app.screens.review import ReviewScreen
from tui.browser.actions import Tools
from tui.exit_codes import Exit

HUNG = 3600
"""Seconds after which a whole run that hangs says where."""

ACTIONS = 150
"""What one burst holds; in the suite half of it, which is the same each time."""

NEVER = 1e9
"""Seconds that Enter has to rest, where no burst is to activate anything."""

Rests = Literal["never", "at once"]

KEYS = (
    *("enter",) * 10,
    *("tab",) * 5,
    *("shift+tab",) * 2,
    *("escape",) * 4,
    *("up", "down", "home", "end", "left", "right", "pageup", "pagedown"),
    *("backspace", "delete", "ctrl+w", "ctrl+u", "ctrl+k", "ctrl+a", "ctrl+e", "ctrl+x"),
    *("f1", "f2", "f3", "f4", "f5", "f6", "f12", "space", "space"),
    *("ctrl+n", "ctrl+o", "ctrl+r", "ctrl+t", "ctrl+y"),
    *("caps_lock", "ctrl+l", "ctrl+z", "ctrl+v", "ctrl+p", "ctrl+at", "shift+f3", "alt+x"),
)
"""Enter leads on, Tab around, Escape back; the others do something somewhere."""

LEAVING = ("ctrl+c", "ctrl+q")

TEXTS = (PASSWORD, PIN, "aaaa", "Kiel", "48", "ä€", "🙂", "\udce4")
"""What is typed, letter for letter."""

PASTES = (
    "",
    "\n",
    PASSWORD,
    f"{PIN}\n",
    "two\nlines",
    "\x1b[31m",
    "x" * 5000,
    "https://secure.unifyoffice.com/rc-web/confirmation/default.html?12345:" + "0f" * 16,
    "https://evil.example/rc-web/confirmation/default.html?12345:" + "0f" * 16,
)

SIZES = ((80, 24), (120, 40), (60, 20), (80, 24), (59, 19), (40, 10), (10, 3), (1, 1))


async def _downloads(pilot: Pilot[int]) -> None:
    app = pilot.app
    assert isinstance(app, ActivateApp)
    await app.push_screen(DownloadScreen(app.journey, APP))


async def _shrinks(pilot: Pilot[int]) -> None:
    await pilot.resize_terminal(40, 10)


PLAYED_AT = (
    *STOPS,
    Stop("download", _downloads, at="review", unfinished=True),
    Stop("too-small", _shrinks, at="password"),
)
"""Where a burst begins: on the tour, and where nothing of it leads."""


@dataclass
class Figures:
    """What was played, and what came of it."""

    bursts: int = 0
    actions: Counter[str] = field(default_factory=Counter)
    screens: set[str] = field(default_factory=set)
    left: int = 0
    commits: int = 0
    unintended: int = 0
    slowest: tuple[float, str] = (0.0, "")

    def __str__(self) -> str:
        kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(self.actions.items()))
        return (
            f"{self.bursts} bursts: {kinds}\n"
            f"{len(self.screens)} screens seen: {', '.join(sorted(self.screens))}\n"
            f"{self.left} bursts left the program, {self.commits} activated after a review, "
            f"{self.unintended} without; the slowest took {self.slowest[0]:.1f} s ({self.slowest[1]})"
        )


class Hand:
    """Does one thing after another to an app, without waiting for what comes of it."""

    def __init__(self, app: ActivateApp, random: Random, figures: Figures) -> None:
        self._app = app
        self._random = random
        self._figures = figures
        self._kinds: dict[str, tuple[float, Callable[[], None]]] = {
            "keys": (60, self._press),
            "words": (8, self._type),
            "clicks": (16, self._click),
            "pastes": (5, self._paste),
            "resizes": (5, self._resize),
            "focus changes": (1, self._look_away),
            "moves": (4, self._move),
            "ways out": (0.4, self._leave),
        }

    def act(self) -> None:
        """Do the next thing."""
        weights = [weight for weight, _does in self._kinds.values()]
        kind = self._random.choices(list(self._kinds), weights)[0]
        self._figures.actions[kind] += 1
        self._kinds[kind][1]()

    def _send(self, event: events.Event) -> None:
        self._app.post_message(event)

    def _press(self) -> None:
        key = self._random.choice(KEYS)
        character = {"enter": "\r", "tab": "\t", "space": " ", "escape": "\x1b"}.get(key)
        self._send(events.Key(key, character))

    def _type(self) -> None:
        for character in self._random.choice(TEXTS):
            self._send(events.Key(character, character))

    def _leave(self) -> None:
        self._send(events.Key(self._random.choice(LEAVING), None))

    def _paste(self) -> None:
        self._send(events.Paste(self._random.choice(PASTES)))

    def _look_away(self) -> None:
        self._send(events.AppBlur())
        self._send(events.AppFocus())

    def _resize(self) -> None:
        size = Size(*self._random.choice(SIZES))
        driver = self._app._driver
        assert isinstance(driver, HeadlessDriver)
        driver._size = size
        self._send(events.Resize(size, size))

    def _place(self) -> tuple[int, int]:
        """Of a widget that can be clicked on now, or anywhere."""
        widgets = list(self._clickable())
        if widgets and self._random.random() < 0.8:
            region = self._random.choice(widgets).region
            return region.x + region.width // 2, region.y + region.height // 2
        size = self._app.size
        return self._random.randrange(size.width), self._random.randrange(size.height)

    def _clickable(self) -> Iterator[Widget]:
        screens = self._app.screen_stack
        for widget in screens[-1].walk_children(Widget) if screens else ():
            if widget.region.area and (widget.focusable or widget.id is None):
                yield widget

    def _click(self) -> None:
        x, y = self._place()
        for _time in range(self._random.choice((1, 1, 1, 2, 3))):
            for kind in (events.MouseDown, events.MouseUp):
                self._send(kind(None, x, y, 0, 0, 1, False, False, False, x, y))

    def _move(self) -> None:
        x, y = self._place()
        kind = self._random.choice((events.MouseMove, events.MouseScrollDown, events.MouseScrollUp))
        self._send(kind(None, x, y, 1, 1, 0, False, False, False, x, y))


class Watch:
    """Sees which screens come, and whether a commit was sent without a review."""

    def __init__(self, app: ActivateApp, stage: Stage, figures: Figures) -> None:
        self._stage = stage
        self._figures = figures
        self._reviewed = False
        self._commits = self._sent()
        self._app = app

    def _sent(self) -> int:
        return len(self._stage.service.journal.find(lambda entry: entry.operation == "commit"))

    def look(self) -> None:
        """Note what is shown now."""
        for screen in self._app.screen_stack:
            self._figures.screens.add(type(screen).__name__)
            self._reviewed = self._reviewed or isinstance(screen, ReviewScreen)

    def judge(self, rests: Rests) -> None:
        """Count what was sent, and refuse what nobody meant."""
        new = self._sent() - self._commits
        unintended = new if rests == "never" or not self._reviewed else 0
        self._figures.commits += new - unintended
        self._figures.unintended += unintended
        assert not unintended, "something was activated that nobody reviewed"


async def burst(
    pilot: Pilot[int], stage: Stage, named: str, rests: Rests, figures: Figures, actions: int
) -> None:
    """Play the burst of that name on the screen that is shown, then see that it all still works.

    Raises:
        AssertionError: an activation nobody meant, no page, no way out.
        Exception: whatever ended the program.
    """
    app = pilot.app
    assert isinstance(app, ActivateApp)
    app.enter_rests = NEVER if rests == "never" else 0
    random = Random(named)
    hand, watch, began = Hand(app, random, figures), Watch(app, stage, figures), time.monotonic()
    eager = random.random()
    for _number in range(actions):
        hand.act()
        if random.random() > eager:
            for _round in range(random.randrange(30)):
                await asyncio.sleep(0)
        watch.look()
        if app.return_code is not None:
            break
    await quiet()
    watch.look()
    watch.judge(rests)
    figures.bursts += 1
    if app.return_code is None:
        assert_page(app)
        await leave(pilot)
    else:
        figures.left += 1
    figures.slowest = max(figures.slowest, (time.monotonic() - began, named))
    assert app.return_code in set(Exit), app.return_code


def assert_page(app: ActivateApp) -> None:
    """One page of ours lies at the bottom, and nothing is drawn twice."""
    bottom, *pages = app.screen_stack
    assert type(bottom) is Screen
    assert pages, "no page is left"
    assert len({type(page) for page in pages}) == len(pages), pages


async def leave(pilot: Pilot[int]) -> None:
    """Leave as a person does: Ctrl+Q, and yes where it is asked."""
    app = pilot.app
    for key in ("x", "ctrl+q", "tab", "enter", "ctrl+q", "tab", "enter"):
        if app.return_code is None:
            app.post_message(events.Key(key, None))
            await quiet()
    assert app.return_code is not None, f"no way out of {app.screen_stack}"


@contextmanager
def apart() -> Iterator[None]:
    """A place of its own for what a burst saves, downloads and starts: nothing leaves it."""

    async def started(command: Sequence[str]) -> bool:
        return True

    async def not_fetched(file: AppFile, folder: Path, tell: TellProgress) -> Path:
        raise DownloadFailed("unreachable")

    with (
        TemporaryDirectory(prefix="fuzz-") as folder,
        pytest.MonkeyPatch.context() as patch,
    ):
        for name in [name for name in os.environ if name.startswith("XDG_")]:
            patch.delenv(name)
        patch.setenv("HOME", folder)
        patch.chdir(folder)
        patch.setattr("tests.ui.stage.Tools", partial(Tools, find=lambda name: None, start=started))
        patch.setattr(
            DownloadScreen.__init__,
            "__kwdefaults__",
            {
                **(DownloadScreen.__init__.__kwdefaults__ or {}),
                "fetch": not_fetched,
            },
        )
        yield


async def play(
    stop: Stop, seed: int, figures: Figures, *, rests: Rests, actions: int = ACTIONS
) -> None:
    """One burst at one stop of the tour."""
    named = f"{stop.name} {seed} {rests}"
    with apart(), closing(Stage("en")) as stage:
        async with visiting(stop, stage, Random(named).choice(SIZES[:3])) as pilot:
            await burst(pilot, stage, named, rests, figures, actions)


def rests_of(seed: int) -> Rests:
    """By turns: Enter counts at once, so that all is come to; or never, so that nothing is done."""
    return "at once" if seed % 2 else "never"


def main() -> None:
    """Play many bursts and print what came of them."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--seeds", type=int, default=20, help="bursts at each stop")
    parser.add_argument("--first", type=int, default=1000, help="the first seed")
    parser.add_argument("--stop", help="only at this stop")
    given = parser.parse_args()
    figures, failed = Figures(), 0
    faulthandler.dump_traceback_later(HUNG, exit=True, repeat=False)
    stops = [stop for stop in PLAYED_AT if given.stop in (None, stop.name)]
    with pytest.MonkeyPatch.context() as patch:
        teach_textual(patch, draws=True)
        for seed in range(given.first, given.first + given.seeds):
            for stop in stops:
                try:
                    asyncio.run(play(stop, seed, figures, rests=rests_of(seed)))
                except Exception as error:
                    failed += 1
                    print(f"--stop {stop.name} --first {seed} --seeds 1: {error!r}", flush=True)
    print(f"{len(stops)} stops, {given.seeds} seeds each, {failed} failed\n{figures}")
    raise SystemExit(bool(failed))


if __name__ == "__main__":
    main()
