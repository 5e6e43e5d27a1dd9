"""How many mails were read so far, for whoever waits at a terminal while there are many."""

from tui.cli.splash import say_meanwhile

TOLD_EACH = 500
"""Mails between one word and the next."""


class ReadingProgress:
    """Counts what was read; says nothing where it is soon done, or nobody sees it."""

    def __init__(self) -> None:
        self._count = 0

    def one_more(self) -> None:
        """One more was read."""
        self._count += 1
        if self._count % TOLD_EACH == 0:
            from tui.wording.reading import read_so_far

            say_meanwhile(read_so_far(self._count))
