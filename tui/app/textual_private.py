"""The one place that overrides what Textual keeps private, each piece guarded by a test.

Pinned to Textual 8.2.8.
"""

import asyncio
import re
from codecs import IncrementalDecoder, getincrementaldecoder
from collections.abc import Callable
from functools import partial
from typing import Any, Literal, cast

import rich._wrap
from rich.cells import cached_cell_len
from rich.console import RenderableType
from rich.segment import Segment, Segments
from rich.text import Text
from textual._compositor import ChopsUpdate, Compositor, ReflowResult
from textual._context import active_message_pump
from textual._resolve import resolve_box_models
from textual._styles_cache import StylesCache
from textual._xterm_parser import XTermParser
from textual.app import App, ScreenStackError
from textual.box_model import BoxModel
from textual.css.query import NoMatches
from textual.dom import NoScreen
from textual.driver import Driver
from textual.events import Key
from textual.geometry import Region, Size
from textual.keys import Keys
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget
from textual.worker import NoActiveWorker, WorkerFailed, get_current_worker

from tui.i18n import _

__all__ = [
    "SequenceTable",
    "box_models",
    "composed",
    "driver_of",
    "forget_texts",
    "hold_together",
    "ignore_what_is_gone",
    "load_screen_sheet",
    "quiet_fatal_error",
    "quiet_panic",
    "survive_bad_bytes",
]


def hold_together() -> None:
    """Let no line be broken at a space that must not break: for Textual it is one like any other."""
    rich._wrap.re_word = re.compile("[^\\S\u00a0\u202f]*[\\S\u00a0\u202f]+[^\\S\u00a0\u202f]*")


def forget_texts() -> None:
    """Empty the caches whose keys are texts that were drawn, or widgets that drew them."""
    for cached in (cached_cell_len, Segment._split_cells, StylesCache.get_inner_outer):
        cached.cache_clear()


async def composed(screen: Screen[Any]) -> None:
    """Wait until all of a screen is there; one that never will be is not waited for."""
    runs = cast("asyncio.Task[None] | None", screen._task)
    if runs is not None and not screen.is_mounted:
        there = asyncio.create_task(cast("asyncio.Event", screen._mounted_event).wait())
        await asyncio.wait((there, runs), return_when=asyncio.FIRST_COMPLETED)
        there.cancel()


def ignore_what_is_gone(app: App[int], error: Exception) -> None:
    """Stand in for `App._handle_exception`, which ends the program on any error.

    A handler, a timer or a worker of a screen that was left may look for what is no longer there.
    """
    cause = error.error if isinstance(error, WorkerFailed) else error
    if not (isinstance(cause, NoMatches | NoScreen | ScreenStackError) and _is_gone(app)):
        App._handle_exception(app, error)


def _is_gone(app: App[int]) -> bool:
    """Whether what runs now belongs to a screen that was left, or the whole app was."""
    try:
        node = get_current_worker().node
    except NoActiveWorker:
        node = active_message_pump.get()  # type: ignore[assignment]
    if app._exit or node is app:
        return app._exit
    try:
        return node.screen not in app.screen_stack
    except NoScreen:
        return True


def quiet_fatal_error(app: App[int]) -> None:
    """Stand in for `App._fatal_error`, whose traceback shows every local: passwords too.

    The user reads one sentence; where it happened (file and line, no values) is added for a
    report.
    """
    import sys

    error = sys.exc_info()[1]
    said = _("The program had to stop because of an error. Please start it again.")
    if error is not None:
        said += f"\n{type(error).__name__} {_where(error)}"
    app._exit_renderables.append(Segments(app.console.render(Text(said), app.console.options)))
    app._close_messages_no_wait()


def _where(error: BaseException) -> str:
    where, trace = "", error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        where = f"{code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno} {code.co_name}"
        trace = trace.tb_next
    return where


def quiet_panic(app: App[int], *renderables: RenderableType) -> None:
    """Stand in for `App.panic`, which prints what it is given: a traceback of the keyboard's thread,
    or an exception that draws itself.
    """
    app._return_code = 1
    quiet_fatal_error(app)


def survive_bad_bytes() -> None:
    """Let bytes that are no UTF-8 arrive as lone surrogates, which no field takes.

    Textual's keyboard thread decodes strictly: a single such byte, from a Latin-1 terminal or a
    binary paste, would end the program.
    """
    from textual.drivers import linux_driver

    linux_driver.getincrementaldecoder = _lenient_decoder  # type: ignore[assignment, attr-defined]


def _lenient_decoder(encoding: str) -> Callable[[], IncrementalDecoder]:
    return partial(getincrementaldecoder(encoding), errors="surrogateescape")


class _LegacyParser(XTermParser):
    """Reads no key protocol, whatever the environment said when Textual was imported."""

    def _parse_extended_key(self, sequence: str) -> None:  # type: ignore[override]
        return None


class SequenceTable:
    """What Textual's parser knows of whole sequences; how they come in pieces is not left to it.

    It waits for the rest of what it does not know, and types it in the end.
    """

    def __init__(self) -> None:
        self._parser = _LegacyParser()

    def keys(self, sequence: str, *, alt: bool = False) -> list[Key]:
        """The keys a character or a whole sequence stands for; none if nobody knows it."""
        keys = self._parser._sequence_to_key_events(sequence, alt=alt)
        return [key for key in keys if key.key != Keys.Ignore]

    def mouse(self, report: str) -> Message | None:
        """The event of a mouse report in SGR's form, if it is one."""
        return self._parser.parse_mouse_code(report)


def load_screen_sheet(app: App[int], screen: Screen[Any]) -> None:
    """Stand in for `App._load_screen_css`, which parses every sheet anew for each one that comes.

    The sheet of a screen speaks of that screen alone: nothing else has to be dressed again. Since
    every screen comes by here before it is drawn, it gets its frugal compositor here too.
    """
    screen._compositor = FrugalCompositor()
    for path in screen.css_path:
        if not app.stylesheet.has_source(str(path), ""):
            app.stylesheet.read(path)


LEAST = Size(16, 4)
"""Columns and rows; a smaller window shows no more than a corner."""


class FrugalCompositor(Compositor):
    """Renders only what is seen where something changed.

    Textual's renders every widget whose container reaches there, which is nearly all of them, and
    what lies behind.
    """

    _changed: frozenset[Region] = frozenset()

    def reflow(self, parent: Widget, size: Size) -> ReflowResult:
        """Lay out, in no less than `LEAST`: in less, parts have no width that can be divided."""
        return super().reflow(
            parent, Size(max(size.width, LEAST.width), max(size.height, LEAST.height))
        )

    @property
    def visible_widgets(self) -> dict[Widget, tuple[Region, Region]]:
        """The widgets that are seen, front to back; while a change is drawn only those seen there."""
        seen, open_regions = super().visible_widgets, list(self._changed)
        if not open_regions:
            return seen
        drawn = {}
        for widget, place in seen.items():
            shown = place[0].intersection(place[1])
            if any(shown.overlaps(region) for region in open_regions):
                drawn[widget] = place
                open_regions = [each for each in open_regions if not shown.contains_region(each)]
                if not open_regions:
                    break
        return drawn

    def render_partial_update(self) -> ChopsUpdate | None:
        """What changed since the last picture."""
        self.cuts  # noqa: B018 (kept from now on; it has to be made of all that is seen)
        self._changed = frozenset(self._dirty_regions)
        try:
            return super().render_partial_update()
        finally:
            self._changed = frozenset()


def write_to_terminal(app: App[Any], sequence: str) -> None:
    """Write a sequence behind what was drawn so far; no widget of Textual's draws such.

    It goes the way of the pictures, so that it never lands in the middle of one.
    """
    if app._driver is not None:
        app._driver.write(sequence)


def driver_of(app: App[Any]) -> Driver | None:
    """What the app draws on and hears keys from, while it runs."""
    return app._driver


def box_models(
    parent: Widget,
    children: list[Widget],
    size: Size,
    shared: Literal["width", "height"] = "width",
) -> list[BoxModel]:
    """How large children want to be, for a layout of our own that shares out one dimension."""
    return resolve_box_models(
        [getattr(child.styles, shared) for child in children],
        children,
        size,
        parent.app.viewport_size,
        Size(0, 0),
        resolve_dimension=shared,
    )
