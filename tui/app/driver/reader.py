"""The reader of keys: bytes in, in whatever pieces they come; keys, sequences and pastes out.

It knows no terminal and no clock: whoever has both says what came when, and comes back at
`wakes_at`. Ctrl+C and Ctrl+Q are handed on from every state.
"""

import re
from codecs import getincrementaldecoder
from collections.abc import Callable

from tui.app.driver.pieces import Cut, Pasted, Read, Sequence, Typed
from tui.app.driver.sequences import (
    ESCAPE,
    LEAVING,
    LONGEST,
    PASTE_BEGINS,
    PASTE_ENDS,
    SPLIT_OFF,
    STRINGS,
    end_of,
)

ESCAPE_WAITS = 0.1
"""Seconds after which Escape alone is the key, and Ctrl+C in a paste one that was pressed."""

REST_WAITS = 1.0
"""Seconds for the rest of a sequence or of a character, then what came of it is nothing."""

PASTE_WAITS = 2.0
"""Seconds without a byte after which a paste is over, whether its end came or not."""

LINES_WAIT = 0.3
"""Seconds without a byte that end typed lines taken for a paste: nothing marks their end."""

LONGEST_PASTE = 5 * 1024**2
"""Bytes of a paste that are taken; more than any activation mail has."""

TYPED_AHEAD = 512
"""Characters; more than a person types ahead."""

_TEXT = re.compile(rb"[^\x00-\x1f\x7f]+")
_LINES = re.compile(rb"[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]+")
_LINE = re.compile(rb"[^\r\n]+")


class KeyReader:
    """Takes bytes and gives back what they mean; what is begun waits for its rest.

    Attributes:
        wakes_at: when `wake` has something to do if nothing comes; None while nothing waits.
    """

    def __init__(self) -> None:
        self.wakes_at: float | None = None
        self._take: Callable[[bytes, float], bytes] = self._keys
        self._found: list[Read] = []
        self._begun = b""
        self._text = getincrementaldecoder("utf-8")("surrogateescape")
        self._paste = bytearray()
        self._lines = 0
        self._escaped_at = float("-inf")
        self._was_cut = False

    def feed(self, data: bytes, now: float, *, lines: int = 0) -> list[Read]:
        """What these bytes mean, together with those that waited.

        Args:
            data: what one read gave.
            now: seconds, from any start.
            lines: with so many lines in one read, or with two and much text, keys are a paste
                of a terminal that marks none; 0 is never.
        """
        self._lines = lines
        if self._take == self._keys:
            data = self._late(data, now)
        while data:
            self.wakes_at = None
            data = self._take(data, now)
        return self._taken()

    def wake(self, now: float) -> list[Read]:
        """What waited long enough, at `wakes_at` or later."""
        if self.wakes_at is None or now < self.wakes_at:
            return []
        self.wakes_at = None
        if self._take == self._keys:
            self._give_up(now)
        elif self._take in (self._marked, self._rest_of_paste):
            self._wake_in_paste(now)
        elif self._take == self._typed_lines:
            self._end_paste()
        else:
            self._take = self._keys
        return self._taken()

    def _taken(self) -> list[Read]:
        found, self._found = self._found, []
        return found

    # Keys

    def _keys(self, data: bytes, now: float) -> bytes:
        """All that is whole; what another state has to take is given back."""
        data, self._begun = self._begun + data, b""
        at = 0
        while at < len(data):
            if data[at] == ESCAPE:
                self._flush_text()
                end = self._escape(data, at, now)
                if end is None:
                    self._wait_for_rest(data[at:], now)
                    return b""
                at = end
                if self._take != self._keys:
                    return data[at:]
                continue
            run = _TEXT.match(data, at)
            if self._lines and self._is_paste(data, at):
                self._flush_text()
                self._take = self._typed_lines
                return data[at:]
            if run is not None:
                self._type(self._text.decode(data[at : run.end()]))
                at = run.end()
            else:
                self._flush_text()
                self._type(chr(data[at]))
                at += 1
        if self._text.getstate()[0]:
            self.wakes_at = now + REST_WAITS
        return b""

    def _escape(self, data: bytes, at: int, now: float) -> int | None:
        """Take what begins with Escape; the index behind it, None if its rest has to come."""
        if at + 1 == len(data):
            return None
        second = data[at + 1]
        if second == ESCAPE:
            self._type("\x1b")
            return at + 1
        if second in STRINGS:
            self._take = self._string
            self.wakes_at = now + REST_WAITS
            return at + 2
        if second in b"[O":
            return self._control(data, at, now)
        if second < 0x80:
            self._found.append(Typed(chr(second), with_alt=True))
            return at + 2
        return self._alt_character(data, at)

    def _control(self, data: bytes, at: int, now: float) -> int | None:
        end = end_of(data, at)
        if end is None or end < 0:
            return end if end is None else -end
        sequence = data[at:end]
        if sequence == PASTE_BEGINS:
            self._take = self._marked
            self.wakes_at = now + PASTE_WAITS
            self._was_cut = False
        elif sequence == PASTE_ENDS:
            self._was_cut = False
        elif len(sequence) <= LONGEST:
            self._found.append(Sequence(sequence))
        return end

    def _alt_character(self, data: bytes, at: int) -> int | None:
        """Escape and a character beyond ASCII."""
        decoder = getincrementaldecoder("utf-8")("surrogateescape")
        for end in range(at + 2, min(at + 5, len(data)) + 1):
            text = decoder.decode(data[end - 1 : end])
            if text:
                self._found.append(Typed(text[0], with_alt=True))
                return at + 1 + len(text[0].encode("utf-8", "surrogateescape"))
        return None

    def _type(self, text: str) -> None:
        self._found += map(Typed, text)

    def _flush_text(self) -> None:
        """What of a character has come is no text once something else follows."""
        self._type(self._text.decode(b"", final=True))

    def _wait_for_rest(self, begun: bytes, now: float) -> None:
        if len(begun) > LONGEST:  # its end is awaited; what it was no longer matters
            begun = begun[:2] + begun[-1:] * LONGEST
        self._begun = begun
        self.wakes_at = now + (ESCAPE_WAITS if len(begun) == 1 else REST_WAITS)

    def _give_up(self, now: float) -> None:
        """Escape alone is a key; the beginning of anything else is nothing."""
        if self._begun == b"\x1b":
            self._type("\x1b")
            self._escaped_at = now
        self._begun = b""
        self._flush_text()

    def _late(self, data: bytes, now: float) -> bytes:
        """Data with what it has lost to a pause: the Escape before it, the paste it belongs to."""
        if self._was_cut and not self._begun:
            rest, ended, after = data.partition(PASTE_ENDS)
            if ended:
                self._was_cut = False
                self._found.append(Pasted(_decoded(rest)))
                return after
        if now - self._escaped_at < REST_WAITS and SPLIT_OFF.match(data):
            data = b"\x1b" + data
        self._escaped_at = float("-inf")
        return data

    # Strings

    def _string(self, data: bytes, now: float) -> bytes:
        """Drop a string up to its end: BEL, ST, or whatever no string holds."""
        for at, byte in enumerate(data):
            if byte < 0x20:
                self._take = self._string_end if byte == ESCAPE else self._keys
                end = at + 1 if byte in (ESCAPE, 0x07) else at
                break
        else:
            end = len(data)
        if self._take != self._keys:
            self.wakes_at = now + REST_WAITS
        return data[end:]

    def _string_end(self, data: bytes, _now: float) -> bytes:
        """Behind an Escape: `\\` makes ST of it; anything else begins anew."""
        self._take = self._keys
        return data[1:] if data[:1] == b"\\" else b"\x1b" + data

    # Pastes

    def _marked(self, data: bytes, now: float) -> bytes:
        """Gather a paste up to its end."""
        searched = max(len(self._paste) - len(PASTE_ENDS) + 1, 0)
        self._paste += data
        end = self._paste.find(PASTE_ENDS, searched)
        if 0 <= end <= LONGEST_PASTE:
            after = bytes(self._paste[end + len(PASTE_ENDS) :])
            del self._paste[end:]
            self._end_paste()
            return after
        if len(self._paste) >= LONGEST_PASTE + len(PASTE_ENDS):
            rest = bytes(self._paste[LONGEST_PASTE:])
            del self._paste[LONGEST_PASTE:]
            self._end_paste("paste-too-long")
            self._take = self._rest_of_paste
            return rest
        self._wait_in_paste(now)
        return b""

    def _rest_of_paste(self, data: bytes, now: float) -> bytes:
        """Drop what follows a paste that is too long, up to its end."""
        self._paste += data
        end = self._paste.find(PASTE_ENDS)
        if end >= 0:
            after = bytes(self._paste[end + len(PASTE_ENDS) :])
            self._paste.clear()
            self._take = self._keys
            return after
        del self._paste[: -len(PASTE_ENDS) + 1]
        self._wait_in_paste(now)
        return b""

    def _wait_in_paste(self, now: float) -> None:
        pressed = self._paste[-1:] and self._paste[-1] in LEAVING
        self.wakes_at = now + (ESCAPE_WAITS if pressed else PASTE_WAITS)

    def _wake_in_paste(self, now: float) -> None:
        """No more of a paste comes: take what came, and a key that was pressed behind it."""
        pressed = chr(self._paste.pop()) if self._paste and self._paste[-1] in LEAVING else ""
        if self._take == self._rest_of_paste:
            self._paste.clear()
            self._take = self._keys
        else:
            self._end_paste("paste-unfinished")
            self._was_cut = True
        self._type(pressed)

    def _is_paste(self, data: bytes, at: int) -> bool:
        """Whether keys from here on are lines that no hand typed."""
        run = _LINES.match(data, at)
        if run is None:
            return False
        count = len(_LINE.findall(data, at, run.end()))
        return count >= self._lines or (count > 1 and run.end() - at > TYPED_AHEAD)

    def _typed_lines(self, data: bytes, now: float) -> bytes:
        """Gather lines of a terminal that marks no pastes, up to a pause or a key."""
        run = _LINES.match(data)
        end = run.end() if run is not None else 0
        self._paste += data[: min(end, max(LONGEST_PASTE - len(self._paste), 0))]
        if end < len(data):
            self._end_paste()
        else:
            self.wakes_at = now + LINES_WAIT
        return data[end:]

    def _end_paste(self, cut: Cut = "") -> None:
        self._found.append(Pasted(_decoded(self._paste), cut))
        self._paste.clear()
        self._take = self._keys


def _decoded(data: bytes | bytearray) -> str:
    """A paste as text, without NUL, which no text has."""
    return data.decode("utf-8", "surrogateescape").replace("\x00", "")
