"""What is heard instead of seen: in lines, a run of digits or a shortened word says nothing."""

import re
from contextvars import ContextVar

_heard: ContextVar[bool] = ContextVar("heard", default=False)

_PHONE_NUMBER = re.compile(r"\+(?P<country>\d{1,3})[ \xa0]?(?P<rest>\d{5,})")
_TWO_DIGIT_CODES = frozenset(
    {20, 27, *range(30, 35), 36, 39, *range(40, 42), *range(43, 50), *range(51, 59)}
    | {*range(60, 67), 81, 82, 84, 86, *range(90, 96), 98}
)
"""Country codes of two digits (ITU-T E.164); 1 and 7 have one, all others three."""


def be_heard() -> None:
    """Word everything for the ear from now on, in this task and those it begins."""
    _heard.set(True)


def is_heard() -> bool:
    """Whether what is said just now is heard."""
    return _heard.get()


def spoken_number(text: str) -> str:
    """A phone number in pairs, as people dictate it; one in groups of its own stays as it is."""
    return _PHONE_NUMBER.sub(_in_pairs, text)


def _in_pairs(found: re.Match[str]) -> str:
    digits = found["country"] + found["rest"]
    length = 1 if digits[0] in "17" else 2 if int(digits[:2]) in _TWO_DIGIT_CODES else 3
    code, rest = digits[:length], digits[length:]
    odd = len(rest) % 2
    pairs = [rest[at : at + 2] for at in range(0, len(rest) - 3 * odd, 2)]
    return "\xa0".join([f"+{code}", *pairs, *([rest[-3:]] if odd else [])])
