"""The terminal before and after the screens: echo off at once, everything restored at the end.

Imports nothing heavy, because it runs before anything else does.
"""

import _thread
import os
import signal
import sys
import termios
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from time import monotonic, sleep
from types import FrameType

SignalHandler = Callable[[int, FrameType | None], object] | signal.Handlers

_Mode = list[int | list[bytes | int]]

_given: tuple[int, _Mode, _Mode] | None = None
"""The terminal, its mode as the shell gave it, and the silent one, for as long as that is wanted."""


@contextmanager
def silent_terminal(stop: SignalHandler = signal.SIG_DFL) -> Iterator[None]:
    """Echo off from now on, so that keys typed ahead are not shown; restored at every exit.

    `ENDING_SIGNALS` become an orderly exit (128 and the number) through here, and whoever brings
    the stopped program back finds the terminal silent again.
    What was typed and not read by then is dropped: it may be the rest of a secret, and the shell
    would show it.

    Args:
        stop: what the stopping key does, unless whoever started the program wants it ignored.
    """
    descriptor = _terminal_descriptor()
    if descriptor is None:
        yield
        return
    global _given
    before = termios.tcgetattr(descriptor)
    silent = list(before)
    silent[3] &= ~termios.ECHO
    _given = descriptor, before, silent
    handled = {
        name: signal.getsignal(name) for name in (*ENDING_SIGNALS, signal.SIGTSTP, signal.SIGCONT)
    }
    exit_on_signals()  # first: one that came in between would leave the terminal silent
    if handled[signal.SIGTSTP] != signal.SIG_IGN:
        signal.signal(signal.SIGTSTP, stop)
    signal.signal(signal.SIGCONT, _continue)
    try:
        termios.tcsetattr(descriptor, termios.TCSANOW, silent)
        yield
    finally:
        give_back()
        _given = None
        for name, handler in handled.items():
            signal.signal(name, handler)
        sys.unraisablehook = _usual_hook


def give_back() -> None:
    """Put the terminal as the shell gave it, and drop what was typed and not read."""
    if _given is not None:
        descriptor, before, _silent = _given
        with suppress(termios.error, OSError):
            termios.tcsetattr(descriptor, termios.TCSAFLUSH, before)


def take_again() -> None:
    """Echo off again; in the background this stops the program until it comes to the front."""
    if _given is not None:
        descriptor, _before, silent = _given
        with suppress(termios.error, OSError):
            termios.tcsetattr(descriptor, termios.TCSANOW, silent)


def _continue(_number: int, _frame: FrameType | None) -> None:
    take_again()


ENDING_SIGNALS = tuple(
    each
    for each in (
        signal.SIGTERM,
        signal.SIGHUP,
        signal.SIGINT,
        signal.SIGQUIT,
        signal.SIGUSR1,
        signal.SIGUSR2,
        signal.SIGALRM,
        signal.SIGXCPU,
    )
    if signal.getsignal(each) is not signal.SIG_IGN
)
"""The signals after which the program ends with 128 plus their number.

Those that whoever started it has ignored (`nohup`, `trap '' INT`, a job in the background of a
script) are none of them, and stay ignored.

The last four are nobody's way to end a program, but unhandled they would end it at once, and leave
the terminal silent: SIGXCPU comes from `ulimit -t`.
"""


ACCESSIBLE = "UNIFY_ACTIVATE_ACCESSIBLE"
"""The environment variable that asks for lines instead of screens."""

DUMB = ("", "dumb", "unknown")
"""Values of TERM whose terminals can show lines and nothing else."""


def is_on(name: str, environment: Mapping[str, str]) -> bool:
    """Whether a variable asks for something."""
    return environment.get(name, "") not in ("", "0")


def exit_on_signals() -> None:
    """Exit in order on the signals that end the program.

    To be called again after an event loop, which leaves their default actions behind.
    """
    for name in ENDING_SIGNALS:
        signal.signal(name, _exit)
    sys.unraisablehook = _raised_in_vain


def leave_signals_to_main_thread() -> None:
    """To be called first in any other thread.

    Python's handlers run in the main thread only. Of several signals at once the kernel hands some
    to a thread that idles; a main thread that waits for a key is not woken by those.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, ENDING_SIGNALS)


@contextmanager
def signals_wait() -> Iterator[None]:
    """Let the first signal that would end the program wait for the end of this; the next ends it."""
    came: list[int] = []

    def note(number: int, frame: FrameType | None) -> None:
        if not begins_an_end():
            return
        if came:
            raise _Ended(number)
        came.append(number)

    handled = {name: signal.signal(name, note) for name in ENDING_SIGNALS}
    try:
        yield
    finally:
        for name, handler in handled.items():
            signal.signal(name, handler)
    if came:
        raise SystemExit(128 + came[0])


_BURST = 1.0
"""Seconds. Who stops a service or closes a terminal often sends several signals at once, and they
are one wish: a second one in the midst of an orderly end would leave half of it out."""

_last_end = -_BURST


def begins_an_end() -> bool:
    """Whether a signal that came just now is not merely a further one of those that came before."""
    global _last_end
    now = monotonic()
    if now - _last_end < _BURST:
        return False
    _last_end = now
    return True


class _Ended(SystemExit):
    """Raised in a handler: a signal came that ends the program, with 128 and its number."""

    def __init__(self, number: int) -> None:
        super().__init__(128 + number)
        self.number = number


def _exit(number: int, frame: FrameType | None) -> None:
    if begins_an_end():
        raise _Ended(number)


_usual_hook = sys.unraisablehook


def _raised_in_vain(ignored: "sys.UnraisableHookArgs") -> None:
    """Send a signal once more whose end was lost, as where it came in a callback of a weak reference.

    Every import has such callbacks, and a program starts with hundreds of them.
    """
    if not isinstance(ignored.exc_value, _Ended):
        _usual_hook(ignored)
        return
    global _last_end
    _last_end = -_BURST
    _thread.start_new_thread(_send_soon, (ignored.exc_value.number,))


def _send_soon(number: int) -> None:
    leave_signals_to_main_thread()
    sleep(0.01)  # by then the callback is over
    os.kill(os.getpid(), number)


def _terminal_descriptor() -> int | None:
    for descriptor in (0, 2):
        if os.isatty(descriptor):
            # In the background, changing the terminal would stop the whole program.
            return descriptor if in_foreground(descriptor) else None
    return None


def in_foreground(descriptor: int) -> bool:
    """Whether keys typed at a terminal reach this program; true for one that is not its own."""
    try:
        return os.tcgetpgrp(descriptor) == os.getpgrp()
    except OSError:
        return True


def harden_process() -> None:
    """No core dumps, and no other process of the user may read this one's memory."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        with suppress(ImportError, OSError, AttributeError):
            import ctypes

            pr_set_dumpable = 4
            ctypes.CDLL(None).prctl(pr_set_dumpable, 0, 0, 0, 0)


def clean_environment() -> None:
    """Drop what could make Textual or TLS write secrets, before either is imported."""
    for name in list(os.environ):
        if name == "SSLKEYLOGFILE" or name == "TEXTUAL" or name.startswith("TEXTUAL_"):
            del os.environ[name]
    # AltGr characters (@ { [ ] } \ ~ €) do not arrive on German layouts with this protocol on.
    os.environ["TEXTUAL_DISABLE_KITTY_KEY"] = "1"
    os.environ["TEXTUAL_ANIMATIONS"] = "none"
    # Pictures wait for the next of so many moments a second; differences are cheap to send.
    os.environ["TEXTUAL_FPS"] = "1000"


def take_terminal_as_input() -> None:
    """Let keys come from the terminal itself, after standard input was read to its end."""
    with suppress(OSError):
        terminal = os.open("/dev/tty", os.O_RDWR)
        os.dup2(terminal, 0)
        os.close(terminal)
