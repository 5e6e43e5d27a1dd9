"""The telling of how all accounts stand: once, on whatever way the program ends.

Importing this loads nothing that the first picture does not need.
"""

import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import TYPE_CHECKING, TextIO

from tui.terminal.tty import signals_wait

if TYPE_CHECKING:
    from tui.journey.account_queue import AccountQueue


class Outcomes:
    """Tells what became of all accounts; a second time it says nothing.

    Attributes:
        queue: gives the accounts as they stand. A renderer that makes a queue of its own sets it.
    """

    def __init__(self, queue: "AccountQueue", *, demo: bool, json: bool) -> None:
        """Begin with the accounts that were given.

        Args:
            queue: those accounts.
            demo: whether nothing real happens.
            json: whether objects are wanted, on standard output alone.
        """
        self.queue: Callable[[], AccountQueue] = lambda: queue
        self._demo = demo
        self._json = json
        self._is_told = False

    def tell(self) -> None:
        """Words for people, and objects for programs; a stream that is gone keeps nothing back."""
        with signals_wait():
            if self._is_told:
                return
            self._is_told = True
            from tui.cli.report import as_objects, as_words

            queue = self.queue()
            try:
                words = as_words(queue, demo=self._demo)
                _write(sys.stderr if self._json else sys.stdout, words)
            finally:  # a fault in the words keeps no object back
                if self._json:
                    _write(sys.stdout, as_objects(queue, demo=self._demo))


def _write(stream: TextIO | None, lines: Iterable[str]) -> None:
    if stream is None:  # closed before the start; print would take another one
        return
    for line in lines:
        with suppress(OSError):
            print(line, file=stream)
    with suppress(OSError):
        stream.flush()
