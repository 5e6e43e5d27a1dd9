"""Ctrl+Z in the dialogue, and whatever brings it back: silent again, and asked once more."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from tui.plain.console import Console
from tui.terminal.job_control import has_shell, stop
from tui.terminal.tty import take_again
from tui.wording.input_notices import notice_sentence


@contextmanager
def stops_and_goes_on(console: Console) -> Iterator[None]:
    """Hand a console's terminal to the shell and take it again, for as long as this lasts."""

    def stop_here(_number: int, _frame: FrameType | None) -> None:
        if has_shell():
            stop()
            console.take_again()
        else:
            console.take_again(notice_sentence("no-shell"))

    def go_on(_number: int, _frame: FrameType | None) -> None:
        take_again()
        console.take_again()

    handlers: dict[signal.Signals, Callable[[int, FrameType | None], object]]
    handlers = {signal.SIGTSTP: stop_here, signal.SIGCONT: go_on}
    if signal.getsignal(signal.SIGTSTP) is signal.SIG_IGN:
        del handlers[signal.SIGTSTP]
    # A thread that takes the signal after a stop would let the main one sleep on.
    woken, waking = os.pipe()
    os.set_blocking(waking, False)
    woken_before = signal.set_wakeup_fd(waking, warn_on_full_buffer=False)
    console.wake_by(woken)
    before = {number: signal.signal(number, handler) for number, handler in handlers.items()}
    try:
        yield
    finally:
        for number, earlier in before.items():
            signal.signal(number, earlier)
        signal.set_wakeup_fd(woken_before)
