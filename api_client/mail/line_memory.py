"""What was made out about a line, kept while mails are read: most lines of one are in the next too.

A line may hold a link: whoever reads mails calls `forget_lines` after the last.
"""

from collections.abc import Callable, Hashable
from functools import lru_cache, wraps
from typing import TypeVar, cast

LONGEST = 400
"""Characters of a line that is kept; those that mails share are shorter."""

MOST = 4096
"""Lines that are kept of each judgement."""

_Judge = TypeVar("_Judge", bound=Callable[..., object])
_forget: list[Callable[[], None]] = []


def kept(judge: _Judge) -> _Judge:
    """The same judgement on a line, made once until all are forgotten."""
    known = lru_cache(MOST)(judge)
    _forget.append(known.cache_clear)

    @wraps(judge)
    def judged(line: str, *more: Hashable) -> object:
        return known(line, *more) if len(line) <= LONGEST else judge(line, *more)

    return cast("_Judge", judged)


def forget_lines() -> None:
    """Let go of every line."""
    for forget in _forget:
        forget()
