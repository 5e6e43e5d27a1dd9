"""The parts of an order, and what each of them has to be like on its own."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import partial
from typing import Annotated, ClassVar

from pydantic import (
    AfterValidator,
    BeforeValidator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from api_client.models import Request
from api_client.phone_numbers import block_stem, e164, leaves_digits_out
from mock_server.provisioning.editions import EDITIONS
from mock_server.provisioning.errors import Path
from mock_server.provisioning.numbers import LONGEST, CompanyFlexLine, NumberBlock, is_direct_dial
from mock_server.texts.languages import LANGUAGES

LONGEST_TEXT = 256
LONGEST_EMAIL = 254
"""Characters of an address (RFC 5321)."""

LONGEST_LOCAL_PART = 64

EMERGENCY = frozenset({"110", "112"})
"""Extensions nobody gets: whoever dials them wants someone else."""


_EXTENSION = re.compile(r"[0-9]{2,8}")
_ATOM = r"[^\s\"(),.:;<>@\[\\\]\x00-\x1f\x7f-\x9f]+"
_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_EMAIL = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@(?:{_LABEL}\.)+{_LABEL}")


def _wrong(rule: str) -> PydanticCustomError:
    return PydanticCustomError("order", "{rule}", {"rule": rule})


def _text(value: object) -> object:
    if not isinstance(value, str):
        raise _wrong("text")
    if not value.strip():
        raise _wrong("blank")
    if len(value) > LONGEST_TEXT:
        raise _wrong("too-long")
    if any(unicodedata.category(character) == "Cs" for character in value):
        raise _wrong("characters")
    return value


def _one_of(rule: str, *known: str) -> AfterValidator:
    def judge(value: str) -> str:
        if value not in known:
            raise _wrong(rule)
        return value

    return AfterValidator(judge)


def _read(rule: str, read: Callable[[str], str | None]) -> AfterValidator:
    def judge(value: str) -> str:
        found = read(value)
        if found is None:
            raise _wrong(rule)
        return found

    return AfterValidator(judge)


def _as_written(read: Callable[[str], str | None], written: str) -> str | None:
    """The number, unless it could only be read by leaving one of its digits out."""
    number = read(written)
    return None if number is None or leaves_digits_out(written, number) else number


def _email(text: str) -> str | None:
    address = unicodedata.normalize("NFC", text.strip())
    local = address.partition("@")[0]
    fits = len(address) <= LONGEST_EMAIL and len(local) <= LONGEST_LOCAL_PART
    return address if fits and address.isprintable() and _EMAIL.fullmatch(address) else None


def _extension(value: str) -> str:
    if not _EXTENSION.fullmatch(value):
        raise _wrong("extension")
    if value in EMERGENCY:
        raise _wrong("emergency")
    return value


OrderText = Annotated[str, BeforeValidator(_text)]
Number = Annotated[OrderText, _read("number", partial(_as_written, partial(e164, region=None)))]
OrderLanguage = Annotated[OrderText, _one_of("language", *LANGUAGES)]


class OrderPart(Request):
    """A part of an order; null is as good as nothing."""

    takes_null: ClassVar[bool] = True


class Numbers(OrderPart):
    """A block with its first and last direct dial, or one single number."""

    block: Annotated[OrderText, _read("number", partial(_as_written, block_stem))] | None = None
    first: OrderText | None = None
    last: OrderText | None = None
    single: Number | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> "Numbers":
        ends = (self.first, self.last)
        if self.single is not None:
            if self.block is not None or any(ends):
                raise _wrong("block-or-single")
            return self
        if self.block is None or self.first is None or self.last is None:
            raise _wrong("block-or-single")
        if (
            not (is_direct_dial(self.first) and is_direct_dial(self.last))
            or len(self.first) != len(self.last)
            or self.first > self.last
        ):
            raise _wrong("direct-dials")
        if len(self.block.removeprefix("+") + self.last) > LONGEST:
            raise _wrong("number-too-long")
        return self

    def number_block(self) -> NumberBlock | None:
        """The block, unless it is a single number."""
        if self.block is None or self.first is None or self.last is None:
            return None
        return NumberBlock(stem=self.block, first=self.first, last=self.last)

    def line(self) -> CompanyFlexLine:
        """These numbers alone."""
        block = self.number_block()
        return CompanyFlexLine(
            blocks=() if block is None else (block,),
            singles=() if self.single is None else (self.single,),
        )


class Fax(OrderPart):
    """The main fax number, where it is not to be the block's last."""

    number: Number


class Seat(OrderPart):
    """Someone who gets an account. What is None is chosen: the next that is free.

    A messaging licence has no telephone, hence no PIN. The language is the order's unless said.
    """

    first_name: OrderText
    last_name: OrderText
    email: Annotated[OrderText, _read("email", _email)]
    extension: Annotated[OrderText, AfterValidator(_extension)] | None = None
    direct: Number | None = None
    licence: Annotated[OrderText, _one_of("licence", "phone", "messaging")] = "phone"
    language: OrderLanguage | None = None


class Order(OrderPart):
    """A whole order. Whether its parts fit together is for `judging` to say."""

    company: OrderText
    edition: Annotated[OrderText, _one_of("edition", *EDITIONS)]
    language: OrderLanguage
    numbers: tuple[Numbers, ...]
    fax: Fax | None = None
    main_user: Seat
    users: tuple[Seat, ...] = ()

    def seats(self) -> Iterator[tuple[Path, Seat]]:
        """Everyone in it, the main user first."""
        yield ("main_user",), self.main_user
        for place, seat in enumerate(self.users):
            yield ("users", place), seat
