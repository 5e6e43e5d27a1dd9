"""The driver that Textual sees: keys in, pictures out, no thread."""

import os
import signal
import sys
import termios
from collections.abc import Callable
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING, Any

from textual import events
from textual.driver import Driver
from textual.geometry import Size
from textual.message import Message

from tui.app.driver.diff import ScreenDiff
from tui.app.driver.grid import Grid
from tui.app.driver.key_events import KeyEvents
from tui.app.driver.output import TerminalOutput
from tui.app.driver.pieces import Read
from tui.app.driver.reader import KeyReader
from tui.terminal.display import display

if TYPE_CHECKING:
    from asyncio import TimerHandle

    from textual.app import App

_BEGIN = "\x1b[?1049h\x1b[=0u\x1b[>4;0m\x1b[?25l\x1b[?7l\x1b[?2004h"
"""The other screen, no key modes that a program left on (kitty's, xterm's), no cursor, no wrapping,
pastes marked as such. A terminal that prints what it does not know of it is cleared behind it."""
_MOUSE = "\x1b[?1000h\x1b[?1006h"
_END = (
    "\x1b[m\x1b]8;;\x1b\\\x1b[H\x1b[2J\x1b[?1006l\x1b[?1000l\x1b[?2004l\x1b[?7h\x1b[?1049l\x1b[?25h"
)
"""Empties the picture too: tmux would move lines of it to the shell's if the window grew meanwhile,
and a console without another screen would keep it."""
_CHUNK = 4096

_LINES_OF_A_PASTE = 10
"""So many lines at once are typed ahead by nobody, whatever has the focus."""

_LATER = 0.001
"""Seconds; a loop's timer may be early by less."""


class LeanDriver(Driver):
    """Reads keys and writes differences on the event loop.

    Clicks and the wheel are reported, movements of the mouse are not: each would be a message
    over the line. Nothing is asked of the terminal, so no answer can arrive late.
    """

    def __init__(
        self,
        app: "App[Any]",
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._input = sys.__stdin__.fileno() if sys.__stdin__ else 0
        self._output = display()
        self._before: list[Any] | None = None
        self._grid = Grid(*self._window())
        self._difference = ScreenDiff(self._grid, erases_in_colour=erases_in_colour(self._output))
        self._line: TerminalOutput | None = None
        self._emitting = False
        self._reading = False
        self._keys = KeyReader()
        self._key_events = KeyEvents()
        self._waking: TimerHandle | None = None

    @property
    def can_suspend(self) -> bool:
        """The terminal can be handed back for a while."""
        return True

    # Out

    def write(self, data: str) -> None:
        """Draw into the grid; what is no drawing goes out behind what was drawn before."""
        passed = self._grid.write(data)
        if self._line is None:
            return
        if passed:
            self._line.send(self._difference.next() + passed)
        elif not self._emitting:
            self._emitting = True
            self._loop.call_soon(self._emit)

    def _emit(self) -> None:
        """Send the latest picture, unless the terminal is still busy with the one before."""
        self._emitting = False
        if self._line is not None and not self._line.is_busy:
            changes = self._difference.next()
            if changes:
                self._line.send(changes)

    # In

    def _read(self) -> None:
        try:
            data = os.read(self._input, _CHUNK)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self._stop_reading()  # nobody is there any more; the hang-up ends the program
            if signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:
                signal.raise_signal(signal.SIGTERM)  # started with `nohup`, it hears of none
            return
        self._hand_on(lambda: self._keys.feed(data, monotonic(), lines=self._lines_of_a_paste()))

    def _lines_of_a_paste(self) -> int:
        """With how many lines in one read keys are a paste: the field that has the focus knows."""
        return getattr(self._app.focused, "LINES_OF_A_PASTE", _LINES_OF_A_PASTE)

    def _wake(self) -> None:
        """Let the reader take what waited for a rest that did not come."""
        self._waking = None
        if self._reading:
            self._hand_on(lambda: self._keys.wake(monotonic()))

    def _hand_on(self, read: Callable[[], list[Read]]) -> None:
        try:
            for message in self._key_events.of(read()):
                self.process_message(message)
        except Exception:
            self._app.panic()  # the loop would only log it, and go on without keys
        if self._waking is not None:
            self._waking.cancel()
            self._waking = None
        if self._keys.wakes_at is not None:
            self._waking = self._loop.call_later(
                max(self._keys.wakes_at - monotonic(), 0) + _LATER, self._wake
            )

    def send_message(self, message: Message) -> None:
        """Hand a message to the app; this runs on its loop."""
        self._app.post_message(message)

    def _stop_reading(self) -> None:
        if self._reading:
            self._reading = False
            self._loop.remove_reader(self._input)

    # The window

    def _window(self) -> tuple[int, int]:
        for descriptor in (self._output, self._input):
            with suppress(OSError):
                columns, rows = os.get_terminal_size(descriptor)
                if columns and rows:
                    return columns, rows
        return 80, 24

    def _resized(self) -> None:
        columns, rows = self._window()
        self._grid.resize(columns, rows)
        if self._line is not None:
            self._line.send(self._difference.cleared())
        size = Size(columns, rows)
        self._app.post_message(events.Resize(size, size))

    # Begin and end

    def start_application_mode(self) -> None:
        """Take the terminal over."""
        self._take_keys()
        self._keys = KeyReader()  # anew after each stop: the rest of what was begun is gone
        self._line = TerminalOutput(self._output, self._emit)
        self._line.send(self._begin + self._difference.cleared())
        self._loop.add_reader(self._input, self._read)
        self._reading = True
        self._loop.add_signal_handler(signal.SIGWINCH, self._resized)
        size = Size(self._grid.columns, len(self._grid.rows))
        self._app.post_message(events.Resize(size, size))

    @property
    def _begin(self) -> str:
        return _BEGIN + (_MOUSE if self._mouse else "")

    def _take_keys(self) -> None:
        try:
            self._before = termios.tcgetattr(self._input)
        except termios.error:
            self._before = None
        self._set_keys()

    def _set_keys(self) -> None:
        """Key by key, without echo, Ctrl+C, Ctrl+Q and Ctrl+Z as keys."""
        with suppress(termios.error):
            mode = termios.tcgetattr(self._input)
            mode[0] &= ~(termios.IXON | termios.IXOFF)
            mode[0] &= ~(termios.ICRNL | termios.INLCR | termios.IGNCR)
            mode[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
            mode[6][termios.VMIN], mode[6][termios.VTIME] = 1, 0
            termios.tcsetattr(self._input, termios.TCSANOW, mode)

    def disable_input(self) -> None:
        """Read no more, and drop what was typed and not read."""
        self._stop_reading()
        with suppress(termios.error):
            termios.tcflush(self._input, termios.TCIFLUSH)

    def stop_application_mode(self) -> None:
        """Give the terminal back as it was."""
        if self._line is None:
            return
        self._loop.remove_signal_handler(signal.SIGWINCH)
        self.disable_input()
        self._line.send(_END)
        self._line.close()
        self._line = None
        if self._before is not None:
            with suppress(termios.error):
                termios.tcsetattr(self._input, termios.TCSANOW, self._before)

    # Between the shell and the screens

    def give_way(self, meanwhile: Callable[[], None]) -> None:
        """Give the terminal back for as long as something takes, then draw all of it anew."""
        if self._line is None:
            meanwhile()
            return
        self._line.drop()  # nothing more of a picture that is cleared at once
        self.stop_application_mode()
        meanwhile()
        self.start_application_mode()
        self._resized()

    def draw_all(self) -> None:
        """Take the keys and draw everything, whatever became of the terminal meanwhile."""
        if self._line is None:
            return
        self._set_keys()
        self._line.drop()
        self._line.send(self._begin)
        self._resized()


def erases_in_colour(descriptor: int) -> bool:
    """Whether erased cells get the background in force (terminfo's `bce`); False if nobody knows.

    Args:
        descriptor: a file descriptor of the terminal.
    """
    try:
        import curses

        curses.setupterm(fd=descriptor)
        return curses.tigetflag("bce") > 0
    except Exception:  # no database, an unknown terminal, a Python without curses
        return False
