"""Ctrl+C while a commit is in doubt: asked first, and answered by a second one."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType

from tui.wording.doubt import leave_by_a_second_interrupt


@contextmanager
def asked_before_leaving(
    is_in_doubt: Callable[[], bool], say: Callable[..., object]
) -> Iterator[None]:
    """Let a first Ctrl+C only say what is not known while something is; what it waits for goes on.

    Args:
        is_in_doubt: whether a commit was sent of which it is not known what became.
        say: writes sentences.
    """
    before = signal.getsignal(signal.SIGINT)
    was_asked = False

    def ask(number: int, frame: FrameType | None) -> None:
        nonlocal was_asked
        if is_in_doubt() and not was_asked:
            was_asked = True
            with suppress(RuntimeError):  # in the middle of writing another sentence
                say("", leave_by_a_second_interrupt())  # a question may stand on the line
        elif callable(before):
            before(number, frame)

    if not callable(before):
        yield
        return
    signal.signal(signal.SIGINT, ask)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
