"""Which words are known, and how common each is: lists of words as one file that is looked into.

As dictionaries the lists would take 15 MiB of every process. The file is mapped: what is looked
into is in memory once for all processes, and nothing is loaded. `make words` makes it from the
lists that zxcvbn 4.5.0 ships (its licence lies beside it) and from our own German ones.

It begins with `SLOTS` numbers of four bytes, little end first. A word belongs to the slot that the
low bits of its CRC-32 name, or to the next free one behind it. The number there is where its record
begins, counted from the last byte of the slots, under the high bits of the same sum; 0 is a free
slot. A record holds the length of the word in bytes, the word in UTF-8, how many lists it is on, and
for each list its number and the rank there.
"""

import mmap
import sys
from array import array
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from struct import Struct
from typing import Final, NamedTuple
from zlib import crc32

LISTS: Final = (
    "passwords",
    "english_wikipedia",
    "female_names",
    "surnames",
    "us_tv_and_film",
    "male_names",
    "german",
)
"""Their names, in zxcvbn's order; `german` is ours."""

FILE: Final = Path(__file__).with_name("ranked_words.bin")

SLOTS: Final = 1 << 18
_PLACE_BITS: Final = 21
_PLACE: Final = (1 << _PLACE_BITS) - 1
_BEFORE_RECORDS: Final = 4 * SLOTS - 1
_RANK: Final = Struct("<BH")


class Known(NamedTuple):
    """A part of a text that is a word on a list: from `start` to before `end`, in characters."""

    start: int
    end: int
    list_name: str
    rank: int


def rank(word: str, list_name: str) -> int | None:
    """How common a word is on a list, 1 for the commonest; None if it is not on it."""
    key = _encoded(word)
    found = _record(crc32(key), key)
    return next((rank for name, rank in found if name == list_name), None)


def known_parts(text: str) -> Iterator[Known]:
    """All parts of a text that are words on a list, by start, end and list."""
    characters = [_encoded(character) for character in text]
    slots = _table().slots
    for start in range(len(characters)):
        summed = 0
        for end in range(start, len(characters)):
            summed = crc32(characters[end], summed)
            if slots[summed & (SLOTS - 1)]:
                key = b"".join(characters[start : end + 1])
                for name, rank in _record(summed, key):
                    yield Known(start, end + 1, name, rank)


def table_of(lists: Mapping[str, Sequence[str]]) -> bytes:
    """The content of the file, from words by list, the commonest first.

    Raises:
        ValueError: they do not fit into it.
    """
    ranks: dict[bytes, list[tuple[int, int]]] = {}
    for number, name in enumerate(LISTS):
        for rank, word in enumerate(lists[name], 1):
            ranks.setdefault(_encoded(word), []).append((number, rank))
    slots, records = array("I", bytes(4 * SLOTS)), bytearray()
    for key, found in ranks.items():
        place, summed = 1 + len(records), crc32(key)
        if place > _PLACE:
            raise ValueError("more words than the file has room for")
        at = summed & (SLOTS - 1)
        while slots[at]:
            at = (at + 1) & (SLOTS - 1)
        slots[at] = summed >> _PLACE_BITS << _PLACE_BITS | place
        records += bytes((len(key),)) + key + bytes((len(found),))
        records += b"".join(_RANK.pack(*each) for each in found)
    if sys.byteorder == "big":
        slots.byteswap()
    return slots.tobytes() + records


class _Table(NamedTuple):
    content: mmap.mmap
    slots: "memoryview[int] | array[int]"


@cache
def _table() -> _Table:
    with FILE.open("rb") as file:
        content = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    if sys.byteorder == "little":
        return _Table(content, memoryview(content)[: 4 * SLOTS].cast("I"))
    slots = array("I", content[: 4 * SLOTS])
    slots.byteswap()
    return _Table(content, slots)


def _record(summed: int, key: bytes) -> Iterator[tuple[str, int]]:
    """The lists a word is on, and its rank there; `summed` is its CRC-32."""
    content, slots = _table()
    at, mark = summed & (SLOTS - 1), summed >> _PLACE_BITS
    while slot := slots[at]:
        if slot >> _PLACE_BITS == mark:
            place = _BEFORE_RECORDS + (slot & _PLACE)
            end = place + 1 + len(key)
            if content[place] == len(key) and content[place + 1 : end] == key:
                lists = content[end + 1 : end + 1 + _RANK.size * content[end]]
                for number, rank in _RANK.iter_unpack(lists):
                    yield LISTS[number], rank
                return
        at = (at + 1) & (SLOTS - 1)


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
