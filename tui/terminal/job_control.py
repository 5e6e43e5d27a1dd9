"""Stopping, and being brought back: what a shell does with the jobs that share its terminal.

POSIX, “General Terminal Interface” (XBD 11.1) for sessions, process groups and who is orphaned;
proc(5) for the two facts about other processes that Linux alone tells.
"""

import os
import signal
from contextlib import suppress

from tui.terminal.tty import give_back, take_again

_INIT = 1


def has_shell() -> bool:
    """Whether somebody could bring the program back if it stopped.

    Nobody could where the terminal is the program's own (a forced command, `ssh -t host …`,
    `xterm -e`, a container), where its process group is orphaned, and where whoever started it
    wants its jobs never to stop.
    """
    if os.getpid() == os.getsid(0) or signal.getsignal(signal.SIGTSTP) is signal.SIG_IGN:
        return False
    keeper = _keeper()
    return keeper is not None and (keeper != _INIT or _ignores_stops(keeper))


def stop() -> None:
    """Give the terminal back and stop; returns once the program was brought back.

    The whole process group stops, as it does when the terminal itself makes a signal of the key:
    a shell that waits for a script around the program would else wait for ever. The kernel
    discards the signal where nobody could bring the group back.
    """
    give_back()
    handled = {
        number: signal.signal(number, signal.SIG_DFL) for number in (signal.SIGTSTP, signal.SIGCONT)
    }
    try:
        os.kill(0, signal.SIGTSTP)
    finally:
        for number, handler in handled.items():
            signal.signal(number, handler)
        take_again()


def _keeper() -> int | None:
    """The nearest ancestor outside of the process group, if it belongs to the session."""
    session, group, ancestor = os.getsid(0), os.getpgrp(), os.getppid()
    while ancestor > 0:
        try:
            if os.getsid(ancestor) != session:
                return None
            if os.getpgid(ancestor) != group:
                return ancestor
        except OSError:
            return None
        ancestor = _parent(ancestor)
    return None


def _parent(process: int) -> int:
    """The parent of a process; 0 where nobody tells."""
    with suppress(OSError, ValueError, IndexError), open(f"/proc/{process}/stat", "rb") as stat:
        return int(stat.read().rpartition(b")")[2].split()[1])
    return 0


def _ignores_stops(process: int) -> bool:
    """Whether a process ignores the stopping key, as shells do that have jobs, and no init does."""
    with suppress(OSError, ValueError), open(f"/proc/{process}/status", encoding="ascii") as status:
        for line in status:
            if line.startswith("SigIgn:"):
                return bool(int(line.split()[1], 16) >> (signal.SIGTSTP - 1) & 1)
    return False
