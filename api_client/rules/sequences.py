"""Runs of neighbours (1234, Abcd, 7890) and repeats (222, 050505).

Digits are a ring (9 is followed by 0), a–z is a line, and no run crosses from one to the other.
"""

import re
from functools import lru_cache
from itertools import pairwise

_DIGITS = "0123456789"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"

_STEPS = {
    first + second: step
    for step, chain in (
        (1, _DIGITS + "0"),
        (1, _LETTERS),
        (-1, "0" + _DIGITS[::-1]),
        (-1, _LETTERS[::-1]),
    )
    for first, second in pairwise(chain)
}

_LONGEST_BLOCK = 64
"""A search without a bound would take quadratic time; a repeat of longer blocks is no habit."""


def has_run(text: str, length: int) -> bool:
    """Whether `length` (at least 2) consecutive characters go up, or down, by one each.

    `text` is lower case.
    """
    length = max(length, 2)
    run, direction = 1, 0
    for first, second in pairwise(text):
        step = _STEPS.get(first + second, 0)
        run = 1 if not step else run + 1 if step == direction else 2
        direction = step
        if run >= length:
            return True
    return False


def is_made_of_runs(text: str, shortest: int) -> bool:
    """Whether the text is two or more runs in a row, each of at least `shortest` (789456)."""
    shortest = max(shortest, 2)
    if len(text) < 2 * shortest:
        return False
    ends = {0}
    for start in range(len(text)):
        if start in ends:
            # A longer run is made of shorter ones, so twice the shortest is never needed.
            longest = _run_from(text, start, 2 * shortest - 1)
            ends.update(range(start + shortest, start + longest + 1))
    return len(text) in ends


def is_one_run(text: str) -> bool:
    """Whether the whole text (at least 2 characters) is one run."""
    return len(text) > 1 and _run_from(text, 0, len(text)) == len(text)


def _run_from(text: str, start: int, limit: int) -> int:
    """How long the run is that begins at `start`, counted up to `limit`."""
    direction = _STEPS.get(text[start : start + 2], 0)
    if not direction:
        return 1
    length = 2
    while length < limit:
        at = start + length - 1
        if _STEPS.get(text[at : at + 2], 0) != direction:
            break
        length += 1
    return length


def has_repeat(text: str, same: int, blocks: tuple[tuple[int, int], ...]) -> bool:
    """Whether one character comes `same` times running, or a block as often as `blocks` says.

    `blocks` are pairs (shortest block, times running); `text` is lower case.
    """
    return _comes_running(text, 1, 1, same) or any(
        _comes_running(text, shortest, max(shortest, _LONGEST_BLOCK), times)
        for shortest, times in blocks
    )


def is_one_block(text: str) -> bool:
    """Whether the whole text is one block said twice or more (hallohallo)."""
    return bool(text) and text in (text + text)[1:-1]


def _comes_running(text: str, shortest: int, longest: int, times: int) -> bool:
    shortest, times = max(shortest, 1), max(times, 2)
    if shortest * times > len(text):
        return False
    return _block_pattern(shortest, max(shortest, longest), times).search(text) is not None


@lru_cache(maxsize=32)
def _block_pattern(shortest: int, longest: int, times: int) -> re.Pattern[str]:
    return re.compile(rf"(.{{{shortest},{longest}}}?)\1{{{times - 1}}}", re.DOTALL)
