"""Waiting until nothing moves any more, however slow the machine is.

Textual takes a process that used no processor for a moment for an idle one; on a busy machine it
may just not have had its turn yet. Here the event loop itself is asked, and `pilot.pause()` and
`pilot.press()` are made to ask it too.

And the style sheets, which every app and every further screen reads anew, are read once, and a
screen is drawn when somebody looks at it, and not at every change that no terminal shows: each of
the two would be a quarter of what the tests of the screens cost. What is let go of is cleaned up at
once, and not some moments later.
"""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from rich.console import RenderableType
from textual._compositor import Compositor
from textual._context import active_app, visible_screen_stack
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.screen import ModalScreen, Screen

REDRAW = 0.04
"""Seconds; a redraw comes within these. The timers of a next one are waited for."""

SOON = 0.3
"""Seconds; all that follows a key comes within these: the strength line after 0.08, a button that
looks pressed for 0.2."""

PATIENCE = 60.0
"""Seconds after which what never comes to rest fails the test instead of holding it up."""


async def quiet(soon: float = SOON) -> None:
    """Wait until the running loop has nothing to do, and no timer that rings soon.

    Whoever waits for something else, an answer that is held back or a thread, goes on waiting. An
    app that was left is not waited for: its screen would be drawn for ever.

    Raises:
        AssertionError: it never comes to rest.
    """
    # The queues of asyncio's BaseEventLoop; it has no public way to ask whether they are empty.
    loop: Any = asyncio.get_running_loop()
    end = loop.time() + PATIENCE
    while loop.time() < end:
        await asyncio.sleep(0)
        if loop._ready:
            continue
        if _is_left():
            return
        rings = (timer.when() for timer in loop._scheduled if not timer.cancelled())
        wait = min(rings, default=loop.time() + 2 * soon) - loop.time()
        if wait > soon:
            return
        await asyncio.sleep(max(wait, 0))
    raise AssertionError("something moves for ever")


async def until(condition: Callable[[], bool]) -> None:
    """Wait for something that a thread or a held answer brings about, and for what follows it.

    Raises:
        AssertionError: it never comes.
    """
    end = asyncio.get_running_loop().time() + PATIENCE
    while not condition():
        assert asyncio.get_running_loop().time() < end, "it never comes"
        await asyncio.sleep(0.01)
        await quiet()


def teach_textual(patch: pytest.MonkeyPatch, *, draws: bool = False) -> None:
    """Let Textual's pilot wait like this, its style sheets be read once, and screens be drawn late.

    Args:
        patch: takes it back.
        draws: whether every change is drawn all the same, for what a drawing itself may break.
    """

    async def wait_for_idle(min_sleep: float = 0, max_sleep: float = 0) -> None:
        await quiet(REDRAW)

    for module in ("textual.app", "textual.pilot"):
        patch.setattr(f"{module}.wait_for_idle", wait_for_idle)
    patch.setattr(Stylesheet, "_parse_rules", _rules_of)
    patch.setattr("textual.screen.UPDATE_PERIOD", 1 / 1000)  # as the program has it
    patch.setattr("tui.app.forgetting.PAUSES", (0.0,))
    drawn = _render_update if draws else _drawn_when_looked_at
    patch.setattr(Compositor, "render_update", drawn)


_render_update = Compositor.render_update


def _drawn_when_looked_at(
    compositor: Compositor,
    full: bool = False,
    screen_stack: list[Screen[Any]] | None = None,
    simplify: bool = False,
) -> RenderableType | None:
    """All of it where that is wanted, as for a picture, or seen through a dialog; else nothing."""
    if full or isinstance(active_app.get().screen, ModalScreen):
        return _render_update(compositor, full, screen_stack, simplify)
    visible_screen_stack.set([])
    compositor._dirty_regions.clear()
    return None


def draw_every_change(patch: pytest.MonkeyPatch) -> None:
    """Draw as a terminal is drawn on, for what a single change draws."""
    patch.setattr(Compositor, "render_update", _render_update)


_parse_rules = Stylesheet._parse_rules
_rules: dict[tuple[object, ...], list[RuleSet]] = {}


def _rules_of(sheet: Stylesheet, css: str, *where: object, **how: object) -> list[RuleSet]:
    """The rules of a source, for the variables of a theme; Textual keeps them for one sheet."""
    read = (css, *where, *how.items(), *sheet._variables.items())
    if read not in _rules:
        _rules[read] = _parse_rules(sheet, css, *where, **how)  # type: ignore[arg-type]
    return _rules[read]


def _is_left() -> bool:
    app = active_app.get(None)
    return app is not None and app.return_code is not None
