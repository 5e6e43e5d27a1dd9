"""A company's numbers: blocks with direct dials, single numbers, and which of them is the main one."""

import re
from collections.abc import Iterator

from pydantic import BaseModel, ConfigDict

_DIRECT_DIAL = re.compile(r"[0-9]{1,6}")

LONGEST = 15
"""Digits of the longest number (ITU-T E.164)."""


def is_direct_dial(text: str) -> bool:
    """Whether it can follow a block's stem."""
    return _DIRECT_DIAL.fullmatch(text) is not None


class NumberBlock(BaseModel):
    """The numbers from `stem + first` to `stem + last`; both direct dials are of one length."""

    model_config = ConfigDict(frozen=True)

    stem: str
    first: str
    last: str

    def __contains__(self, number: str) -> bool:
        """Whether the number, E.164, is one of the block's."""
        dial = number.removeprefix(self.stem)
        return (
            number.startswith(self.stem)
            and len(dial) == len(self.first)
            and self.first <= dial <= self.last
        )

    def overlaps(self, other: "NumberBlock") -> bool:
        """Whether the two share a number."""
        if len(self.stem + self.first) != len(other.stem + other.first):
            return False
        return (
            self.stem + self.first <= other.stem + other.last
            and other.stem + other.first <= self.stem + self.last
        )

    def collides_with(self, other: "NumberBlock") -> bool:
        """Whether a number of one is a number of the other, or the beginning of one."""
        length = min(len(self.stem + self.first), len(other.stem + other.first))
        return (self.stem + self.first)[:length] <= (other.stem + other.last)[:length] and (
            other.stem + other.first
        )[:length] <= (self.stem + self.last)[:length]

    def numbers(self) -> Iterator[str]:
        """Every number of the block, in order, as they are asked for."""
        for dial in range(int(self.first), int(self.last) + 1):
            yield f"{self.stem}{dial:0{len(self.first)}}"

    @property
    def last_number(self) -> str:
        """The block's last number."""
        return self.stem + self.last


class CompanyFlexLine(BaseModel):
    """The numbers connected to a tenant, in the order in which they were ordered."""

    model_config = ConfigDict(frozen=True)

    blocks: tuple[NumberBlock, ...] = ()
    singles: tuple[str, ...] = ()

    def __contains__(self, number: str) -> bool:
        """Whether the number is one of the line's."""
        return number in self.singles or any(number in block for block in self.blocks)

    def collides_with(self, other: "CompanyFlexLine") -> bool:
        """Whether the two cannot be connected at once."""
        return any(
            block.collides_with(each) for block in self._blocks() for each in other._blocks()
        )

    def _blocks(self) -> Iterator[NumberBlock]:
        """All of it as blocks; a single number is a block of one, without direct dials."""
        yield from self.blocks
        yield from (NumberBlock(stem=single, first="", last="") for single in self.singles)

    def main_number(self) -> str | None:
        """The number that is the company's, or None if nothing of the line can be.

        As the guide has it, of a block normally the one that ends in "-0": the first number whose
        direct dial is all zeros. Else the first single number.
        """
        for block in self.blocks:
            if not block.first.strip("0"):
                return block.stem + block.first
        return self.singles[0] if self.singles else None
