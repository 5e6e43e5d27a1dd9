"""What bytes of a terminal mean: characters, control sequences, pastes. No repr shows any of it."""

from dataclasses import dataclass, field
from typing import Literal

Cut = Literal["", "paste-too-long", "paste-unfinished"]


@dataclass(frozen=True, slots=True)
class Typed:
    """One character, a control character among them; a lone surrogate is a byte of no UTF-8.

    `with_alt` says that Escape came right before it.
    """

    character: str = field(repr=False)
    with_alt: bool = False


@dataclass(frozen=True, slots=True)
class Sequence:
    """A whole control sequence."""

    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Pasted:
    """A text that was pasted; `cut` says why it may not be all of it."""

    text: str = field(repr=False)
    cut: Cut = ""


Read = Typed | Sequence | Pasted
