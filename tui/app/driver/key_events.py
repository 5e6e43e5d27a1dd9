"""What the reader of keys found, as the events that Textual's widgets know."""

from collections.abc import Iterable, Iterator

from textual import events
from textual.message import Message

from tui.app.driver.pieces import Pasted, Read, Sequence, Typed
from tui.app.driver.sequences import MOUSE, leaving_key, without_locks
from tui.app.input_notice import InputNotice
from tui.app.textual_private import SequenceTable


class KeyEvents:
    """Makes events of what was read. Sequences that nobody knows, or asked for, make none."""

    def __init__(self) -> None:
        self._table = SequenceTable()

    def of(self, found: Iterable[Read]) -> Iterator[Message]:
        """The events, in order."""
        for each in found:
            if isinstance(each, Typed):
                yield from self._typed(each)
            elif isinstance(each, Sequence):
                yield from self._sequence(each.data)
            else:
                yield from self._pasted(each)

    def _typed(self, typed: Typed) -> Iterable[Message]:
        if typed.character == "\x1b":
            return [events.Key("escape", "\x1b")]
        if typed.with_alt:
            known = self._table.keys(f"\x1b{typed.character}")
            if known:
                return known
        return self._table.keys(typed.character, alt=typed.with_alt)

    def _sequence(self, data: bytes) -> Iterable[Message]:
        if data.startswith(MOUSE):
            report = self._table.mouse(data.decode("ascii"))
            return [report] if report is not None else []
        leaving = leaving_key(data)
        if leaving is not None:
            return self._table.keys(leaving.decode("ascii"))
        return self._table.keys(without_locks(data).decode("latin-1"))

    @staticmethod
    def _pasted(pasted: Pasted) -> Iterator[Message]:
        yield events.Paste(pasted.text)
        if pasted.cut:
            yield InputNotice(pasted.cut)
