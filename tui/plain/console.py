"""A bare terminal: lines out, lines in, and the terminal's own echo off all the time."""

import os
import re
import select
import termios
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from operator import itemgetter
from textwrap import wrap
from time import monotonic
from typing import NoReturn, TextIO

from tui.i18n import _
from tui.plain.whole_answer import hand_on_all, read_whole, whole_lines
from tui.terminal.sanitize import harmless
from tui.wording.sentences import as_sentence

_LONGEST = 2000
"""Characters of one sentence with text from outside in it."""

_LISTED = re.compile(r"[0-9]+\. ")

WARNED_SECONDS = 60
"""How long before the idle limit it is said."""


class EchoStays(Exception):
    """The terminal's echo cannot be switched off: what is typed would be seen."""


class NobodyThere(Exception):
    """Nobody answers any more: the input ended."""


class TimeUp(NobodyThere):
    """The session lasted as long as it may."""


class IdleTooLong(NobodyThere):
    """Nothing was typed for too long."""


def key_comes(keyboard: int, seconds: float, *woken_by: int) -> bool:
    """Wait for something to read, but not longer; True when it is there.

    What else wakes is read and dropped: it only lets handlers of signals run in between.
    """
    end = monotonic() + seconds
    while found := select.select([keyboard, *woken_by], [], [], max(end - monotonic(), 0))[0]:
        if keyboard in found:
            return True
        for descriptor in found:
            os.read(descriptor, 4096)
    return False


class Console:
    """Says lines and hears lines.

    Echo stays off between the questions too, since a person may paste ahead; the terminal still
    edits lines itself, so that Backspace works.
    """

    def __init__(
        self,
        output: TextIO,
        keyboard: int,
        *,
        columns: int | None = 80,
        idle_seconds: float = 0,
        limit_seconds: float = 0,
        clock: Callable[[], float] = monotonic,
        wait: Callable[[int, float], bool] = key_comes,
    ) -> None:
        """Take a terminal.

        Args:
            output: where lines are written.
            keyboard: the file descriptor of the terminal that is typed at.
            columns: the width at which lines are wrapped between words; None leaves it to the terminal.
            idle_seconds: after how long without a line `hear` gives up; 0 waits for ever.
            limit_seconds: after how long from now on `hear` gives up for good; 0 is never.
            clock: seconds, from any start.
            wait: waits at the keyboard for so many seconds; True when there is something to read.
        """
        self._output = output
        self._keyboard = keyboard
        self._columns = None if columns is None else max(columns - 1, 20)
        self._idle_seconds = idle_seconds
        self._clock = clock
        self._wait = wait
        self._ends_at = clock() + limit_seconds if limit_seconds else None
        self._warned_of_end = False
        self._warned_of_idling = False
        self._typed = b""
        self._drops_rest = False
        self._question = ""
        self._is_whole = False

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Echo off, line by line, Ctrl+C as a signal; as before afterwards.

        What was typed and not heard by then is dropped: the shell would show it.

        Raises:
            EchoStays: the terminal does not do it.
        """
        try:
            before = termios.tcgetattr(self._keyboard)
            self._set_mode()
        except termios.error as error:
            raise EchoStays from error
        try:
            self._make_sure()
            yield
        finally:
            with suppress(termios.error):
                termios.tcsetattr(self._keyboard, termios.TCSAFLUSH, before)

    def _set_mode(self) -> None:
        mode = termios.tcgetattr(self._keyboard)
        mode[0] |= termios.ICRNL
        mode[3] = mode[3] & ~(termios.ECHO | termios.ECHONL) | termios.ICANON | termios.ISIG
        termios.tcsetattr(self._keyboard, termios.TCSANOW, mode)

    def wake_by(self, descriptor: int) -> None:
        """Let handlers of signals run whenever this can be read, whichever thread took them."""
        self._wait = partial(_key_comes_or_wakes, descriptor)

    def take_again(self, *sentences: str) -> None:
        """Take the terminal from a shell that had it, and ask once more what was being asked.

        Args:
            sentences: what is to be said before.
        """
        with suppress(termios.error):
            self._set_mode()
            if self._is_whole:
                hand_on_all(self._keyboard)
        if not self._question:
            return
        lines = ["", *(line for each in sentences for line in self._wrapped(each))]
        text = "\n".join([*lines, f"{harmless(self._question, limit=_LONGEST)} "])
        with suppress(OSError, EchoStays, NobodyThere):
            self._make_sure()
            # Past the stream, which may be in the middle of a sentence just now.
            os.write(self._output.fileno(), text.encode(self._output.encoding, "replace"))

    def _make_sure(self) -> None:
        """Never ask while what is typed would be seen, whoever switched it on again."""
        try:
            mode = termios.tcgetattr(self._keyboard)
            if mode[3] & (termios.ECHO | termios.ECHONL):
                mode[3] &= ~(termios.ECHO | termios.ECHONL)
                termios.tcsetattr(self._keyboard, termios.TCSANOW, mode)
                mode = termios.tcgetattr(self._keyboard)
        except termios.error as error:
            raise NobodyThere from error
        if mode[3] & (termios.ECHO | termios.ECHONL):
            raise EchoStays

    def say(self, *sentences: str) -> None:
        """Write sentences, a line or more each; an empty one parts what belongs together.

        A terminal that is gone changes nothing of what is done; it is noticed at the next question.
        """
        if not sentences:
            return
        with suppress(OSError):
            for sentence in sentences:
                self._output.writelines(f"{line}\n" for line in self._wrapped(sentence))
            self._output.flush()

    def say_heading(self, title: str, *, over_list: bool = False) -> None:
        """Write a title with an end that is heard: a full stop, or over a list a colon."""
        self.say("", f"{title}:" if over_list else as_sentence(title))

    def _wrapped(self, sentence: str) -> list[str]:
        line = harmless(sentence, limit=_LONGEST)
        if self._columns is None:
            return [line]
        listed = _LISTED.match(line)
        indent = " " * listed.end() if listed else ""
        lines = wrap(
            line,
            self._columns,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
        )
        return lines or [""]

    def hear(self, question: str, *, is_secret: bool = False) -> str:
        """Ask, and give back the line that was typed, without its end.

        An empty line after the warning of idling only keeps what was typed: the question is put
        again. So does any line that is a secret, since it may be half of one.

        Raises:
            NobodyThere: the input ended (Ctrl+D, or the line is gone).
            IdleTooLong: nothing was typed for `idle_seconds`.
            TimeUp: `limit_seconds` are over.
            EchoStays: what is typed would be seen.
        """
        while True:
            self._ask(question)
            try:
                line = self._line()
            finally:
                self._end_line()
            if not self._warned_of_idling or (line.strip() and not is_secret):
                return line.decode("utf-8", "surrogateescape")
            self._say_kept()

    def hear_all(self, question: str) -> str:
        """As `hear`, with all further lines of the same paste, whatever their length.

        What comes of it later is dropped before the next question.
        """
        while not (answer := self._whole_answer(question)).strip() and self._warned_of_idling:
            self._say_kept()
        return answer

    def _whole_answer(self, question: str) -> str:
        with whole_lines(self._keyboard):
            self._is_whole = True
            self._ask(question)
            try:
                typed, self._typed = self._typed, b""
                answer = read_whole(self._keyboard, typed, self._await_key, self._ready)
            finally:
                self._end_line()
        if answer is None:
            raise NobodyThere
        self._drops_rest = b"\n" in answer
        return answer.decode("utf-8", "surrogateescape")

    def _ask(self, question: str) -> None:
        self._make_sure()
        if self._drops_rest:
            self._drops_rest = False
            with suppress(termios.error):
                termios.tcflush(self._keyboard, termios.TCIFLUSH)
        self._question = question
        self._warned_of_idling = False
        try:
            self._output.write(f"{harmless(question, limit=_LONGEST)} ")
            self._output.flush()
        except OSError as error:
            raise NobodyThere from error

    def _end_line(self) -> None:
        """The Enter was not echoed, and whoever leaves presses none."""
        self._question, self._is_whole = "", False
        with suppress(OSError):
            self._output.write("\n")
            self._output.flush()

    def _line(self) -> bytes:
        """The next line; in line mode a read is at most one, and ends early at Ctrl+D."""
        while b"\n" not in self._typed:
            self._await_key()
            try:
                read = os.read(self._keyboard, 65536)
            except OSError as error:
                raise NobodyThere from error
            if not read:
                raise NobodyThere
            self._typed += read
        line, _end, self._typed = self._typed.partition(b"\n")
        return line

    def _await_key(self) -> None:
        """Wait for a key as long as both limits allow, and warn a minute before either."""
        if self._ends_at is not None and self._clock() >= self._ends_at:
            raise TimeUp
        for moment, happens in sorted(self._due(), key=itemgetter(0)):
            if self._ready(max(moment - self._clock(), 0)):
                return
            happens()

    def _due(self) -> Iterator[tuple[float, Callable[[], None]]]:
        """What happens if nothing is typed, each with its moment."""
        if self._idle_seconds:
            end = self._clock() + self._idle_seconds
            yield end - min(WARNED_SECONDS, self._idle_seconds / 2), self._warn_of_idling
            yield end, partial(_give_up, IdleTooLong)
        if self._ends_at is not None:
            if not self._warned_of_end:
                yield self._ends_at - WARNED_SECONDS, self._warn_of_end
            yield self._ends_at, partial(_give_up, TimeUp)

    def _say_kept(self) -> None:
        """Whoever was warned only said to be there."""
        self.say(_("Everything that you typed is kept."))

    def _warn_of_idling(self) -> None:
        self._warned_of_idling = True
        if self._idle_seconds < 2 * WARNED_SECONDS:
            said = _(
                "Are you still there? Your entries will be deleted soon. Press Enter to keep them."
            )
        else:
            said = _(
                "Are you still there? Your entries will be deleted in one minute. Press Enter "
                "to keep them."
            )
        self.say("", said)

    def _warn_of_end(self) -> None:
        self._warned_of_end = True
        self.say(
            "",
            _("This session ends in one minute at the latest. Your entries will then be deleted."),
        )

    def _ready(self, seconds: float) -> bool:
        return self._wait(self._keyboard, seconds)


def _key_comes_or_wakes(woken_by: int, keyboard: int, seconds: float) -> bool:
    return key_comes(keyboard, seconds, woken_by)


def _give_up(error: type[Exception]) -> NoReturn:
    raise error
