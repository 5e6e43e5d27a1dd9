"""Processes of others: whose child one is, and waiting for its end."""

import os
import select
import time
from pathlib import Path

from tests.journey.terminal import PATIENCE
from tests.process_stat import stat_fields


class Watched:
    """A process that is no child of ours, watched by a descriptor from now on."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self._descriptor = os.pidfd_open(pid)

    def wait_gone(self) -> float:
        """Wait for its end; the seconds it took."""
        start = time.monotonic()
        ended = select.select([self._descriptor], [], [], PATIENCE)[0]
        os.close(self._descriptor)
        assert ended, f"process {self.pid} goes on"
        return time.monotonic() - start


def parent(pid: int) -> int:
    """The process that started another."""
    return int(stat_fields(pid)[1])


def children(pid: int) -> list[int]:
    """The processes that one started and that are still there."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and parent(int(entry.name)) == pid:
                found.append(int(entry.name))
        except OSError:  # it ended meanwhile
            continue
    return found
