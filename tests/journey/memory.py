"""What stands in the memory of a running program, read from outside: nothing sought is in it.

A process that switched off being dumped can be read by root alone; `readable.py` starts it so
that its parent may read it too.
"""

import json
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_REGION = re.compile(r"([0-9a-f]+)-([0-9a-f]+) (\S+) \S+ \S+ \S+ *(.*)")

_PIECE = 1 << 20


@dataclass(frozen=True)
class Found:
    """How often a secret stands in a region, in one spelling."""

    name: str
    spelling: str
    region: str
    count: int


def spellings(secret: str) -> dict[bytes, str]:
    """The bytes as which a text can stand in Python's memory or in a request, each named once."""
    needles = {
        json.dumps(secret)[1:-1].encode(): "json",
        secret.encode("utf-32-le"): "utf-32",
        secret.encode("utf-16-le"): "utf-16",
        secret.encode("latin-1", "ignore"): "latin-1",
        secret.encode(): "utf-8",
    }
    return {needle: name for needle, name in needles.items() if len(needle) >= len(secret)}


def search(pid: int, secrets: dict[str, str]) -> list[Found]:
    """Where secrets stand in the writable memory of a process.

    Args:
        pid: the process; of the same user, and readable.
        secrets: what is sought, by the name under which it is told.
    """
    needles = {
        needle: (name, spelling)
        for name, secret in secrets.items()
        for needle, spelling in spellings(secret).items()
    }
    found: list[Found] = []
    with open(f"/proc/{pid}/mem", "rb", buffering=0) as memory:
        for region, start, end in _writable(pid):
            data = _read(memory.fileno(), start, end)
            found += (
                Found(name, spelling, region, count)
                for needle, (name, spelling) in needles.items()
                if (count := data.count(needle))
            )
    return found


def told(found: Iterable[Found]) -> dict[str, int]:
    """How many copies of each secret there are."""
    counts: dict[str, int] = {}
    for each in found:
        counts[each.name] = counts.get(each.name, 0) + each.count
    return counts


def _writable(pid: int) -> Iterable[tuple[str, int, int]]:
    for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
        match = _REGION.match(line)
        if match and "w" in match[3] and "r" in match[3]:
            yield match[4] or "anonymous", int(match[1], 16), int(match[2], 16)


def _read(descriptor: int, start: int, end: int) -> bytes:
    data = bytearray()
    while start + len(data) < end:
        size = min(_PIECE, end - start - len(data))
        try:
            piece = os.pread(descriptor, size, start + len(data))
        except OSError:  # a page that is none (a guard, a device)
            piece = bytes(size)
        data += piece or bytes(size)
    return bytes(data)
