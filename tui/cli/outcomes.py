"""The telling of how all accounts stand: each once, as it ends or when the program does.

Importing this loads nothing that the first picture does not need.
"""

import sys
from collections.abc import Callable, Collection, Iterator
from functools import partial
from typing import TYPE_CHECKING, TextIO

from tui.exit_codes import Exit
from tui.terminal.streams import output_is_lost
from tui.terminal.tty import signals_wait

if TYPE_CHECKING:
    from tui.journey.account_queue import AccountQueue, QueueEntry


class Outcomes:
    """Tells what became of all accounts; a second time it says nothing.

    Attributes:
        queue: gives the accounts as they stand. A renderer that makes a queue of its own sets it.
        heard: gives the numbers of those of which people were told everything already, at the
            terminal that the report would go to.
    """

    def __init__(self, queue: "AccountQueue", *, demo: bool, json: bool) -> None:
        """Begin with the accounts that were given.

        Args:
            queue: those accounts.
            demo: whether nothing real happens.
            json: whether objects are wanted, on standard output alone.
        """
        self.queue: Callable[[], AccountQueue] = lambda: queue
        self.heard: Callable[[], Collection[int]] = tuple
        self._demo = demo
        self._json = json
        self._told: set[int] = set()
        self._is_over = False
        self._demo_is_told = False
        self._is_lost = False

    def tell_entry(self, entry: "QueueEntry") -> None:
        """What became of an account, as soon as that is known."""
        with signals_wait():
            self._tell([entry])

    def tell(self, code: int) -> None:
        """What became of all that is not told yet, and the summary with the code of the end."""
        with signals_wait():
            if self._is_over:
                return
            self._is_over = True
            queue = self.queue()
            self._tell([each for each in queue.entries if each.number not in self._told], code)

    def code(self, code: int) -> int:
        """The code of the end, once all is told: another where somebody is active and nobody knows.

        A signal's code stays: whoever sent it asked for no more than the end.
        """
        from tui.journey.account_queue import ACTIVE

        is_lost = self._is_lost or output_is_lost()
        done = any(entry.outcome == ACTIVE for entry in self.queue().entries)
        return Exit.NOT_TOLD if is_lost and done and code < Exit.HUNG_UP else code

    def _tell(self, entries: "list[QueueEntry]", code: int | None = None) -> None:
        """Objects for programs, then words for people.

        Whatever is wrong with one of them, or with a stream, keeps none of the others back.
        """
        self._told.update(entry.number for entry in entries)
        faults: list[Exception] = []
        for stream, text in self._texts(entries, code):
            try:
                self._is_lost |= not write_text(stream, text()) and stream is sys.stdout
            except Exception as error:
                faults.append(error)
        if faults:
            raise faults[0]

    def _texts(
        self, entries: "list[QueueEntry]", code: int | None
    ) -> Iterator[tuple[TextIO | None, Callable[[], str]]]:
        """What is to be told, made when it is its turn, and where."""
        from tui.cli.report import account_object, account_words, summary_object

        queue, demo = self.queue(), self._demo
        if self._json:
            for entry in entries:
                yield sys.stdout, partial(account_object, entry, demo=demo)
            if code is not None:
                yield sys.stdout, partial(summary_object, queue, code, demo=demo)
        words = sys.stderr if self._json else sys.stdout
        if not self._json:
            heard = self.heard()
            entries = [each for each in entries if each.number not in heard]
        if any(entry.receipt for entry in entries):
            yield words, self._demo_words
        for entry in entries:
            yield words, partial(account_words, entry, is_several=queue.is_several)

    def _demo_words(self) -> str:
        """That nothing real happened; before the first receipt."""
        if not self._demo or self._demo_is_told:
            return ""
        self._demo_is_told = True
        from tui.wording.receipt import demo_sentence

        return demo_sentence()


def write_text(stream: TextIO | None, text: str) -> bool:
    """Write lines at once, if there are any; whether that worked, or there is no such stream."""
    if stream is None or not text:  # closed before the start; print would take another one
        return True
    try:
        stream.write(f"{text}\n")
        stream.flush()
    except OSError:
        return False
    return True


def tell_failure(outcome: str, code: int, detail: str) -> None:
    """The object of a run that came to no account."""
    from tui.cli.report import failure_object

    write_text(sys.stdout, failure_object(outcome, code, detail))


def code_of(ended: BaseException) -> int:
    """The code of a program that ends like this."""
    if isinstance(ended, SystemExit) and isinstance(ended.code, int):
        return ended.code
    return Exit.LEFT if isinstance(ended, KeyboardInterrupt) else Exit.FAILED
