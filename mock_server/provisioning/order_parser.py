"""From text to an order, with everything that is wrong with it at once.

What parts of an order are like on their own is said in `order`; here is how they fit together.
Parts that fit are judged together even if others do not, so that one reading finds all it can.
"""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from pydantic import ValidationError

from api_client.toml_lines import line_of, lines_of
from mock_server.accounts.addresses import email_key
from mock_server.provisioning.allocation import PlacedSeat, Room
from mock_server.provisioning.editions import EDITIONS
from mock_server.provisioning.errors import BadOrder, Mistake, Path
from mock_server.provisioning.numbers import CompanyFlexLine, NumberBlock
from mock_server.provisioning.order import Fax, Numbers, Order, OrderPart, Seat

AnyPart = TypeVar("AnyPart", bound=OrderPart)

_RULES = {
    "missing": "required",
    "extra_forbidden": "unexpected",
    "tuple_type": "list",
    "model_type": "table",
}
_PARSER_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


@dataclass(frozen=True, slots=True)
class Plan:
    """An order that can be carried out: its numbers, and who gets which."""

    order: Order
    line: CompanyFlexLine
    main_number: str
    main_fax_number: str | None
    seats: tuple[PlacedSeat, ...]


Taken = Callable[[str], bool]
"""Whether an account has this e-mail address already."""


def _nobody_has(_: str) -> bool:
    return False


def plan_of_toml(
    raw: bytes, taken: Taken = _nobody_has, others: Sequence[CompanyFlexLine] = ()
) -> Plan:
    """The plan of a TOML order; `others` are the lines of other tenants.

    Raises:
        BadOrder: every mistake, with its line.
    """
    text = decoded(raw)
    try:
        value = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadOrder([_toml_mistake(str(error), text)]) from None
    try:
        return plan_of(value, taken, others)
    except BadOrder as bad:
        lines = lines_of(text)
        found = [replace(mistake, line=line_of(lines, mistake.path)) for mistake in bad.mistakes]
    raise BadOrder(sorted(found, key=lambda mistake: mistake.line or 0))


def plan_of(
    value: object, taken: Taken = _nobody_has, others: Sequence[CompanyFlexLine] = ()
) -> Plan:
    """The plan of an order as parsed from JSON or TOML; `others` are the lines of other tenants.

    Raises:
        BadOrder: every mistake, with its path.
    """
    order, mistakes = read_part(Order, value)
    parts = _Parts.of(value)
    line, wrong = parts.line()
    mistakes += wrong
    main, fax = line.main_number(), None
    if parts.all_numbers:
        mistakes += [] if main else [Mistake(("numbers",), "no-main-number")]
        fax, wrong = parts.main_fax(line, main)
        mistakes += wrong
    mistakes += emails_in_use(parts.seats, taken)
    placed, wrong = Room(line, main_number=main, fax_number=fax).place(parts.seats)
    # Without all numbers nobody can say which are outside, or how many are left.
    unsure = () if parts.all_numbers else ("outside", "block-too-small")
    mistakes += [mistake for mistake in wrong if mistake.rule not in unsure]
    # Of an order that is wrong in itself the numbers may not be those that are meant.
    mistakes = mistakes or parts.numbers_of_others(others)
    if mistakes or order is None or main is None:
        raise BadOrder(mistakes)
    return Plan(order, line, main, fax, tuple(placed))


def read_part(model: type[AnyPart], value: object) -> tuple[AnyPart | None, list[Mistake]]:
    """A part of an order, or what is wrong with it."""
    try:
        return model.model_validate(value), []
    except ValidationError as error:
        return None, [
            Mistake(found["loc"], _rule(found["type"], found.get("ctx", {})))
            for found in error.errors(include_url=False, include_input=False)
        ]


def _rule(kind: str, context: Mapping[str, object]) -> str:
    return str(context["rule"]) if kind == "order" else _RULES.get(kind, "invalid")


@dataclass(frozen=True, slots=True)
class _Parts:
    """The parts of an order that are as they should be. `all_numbers` says that all of those are."""

    edition: str | None
    numbers: list[tuple[Path, Numbers]]
    all_numbers: bool
    fax: Fax | None
    fax_is_wrong: bool
    seats: list[tuple[Path, Seat]]

    @classmethod
    def of(cls, value: object) -> "_Parts":
        """What can be understood of a value."""
        members = value if isinstance(value, dict) else {}
        listed = members.get("numbers")
        numbers = _understood(Numbers, "numbers", listed)
        fax = read_part(Fax, members["fax"])[0] if "fax" in members else None
        main_user = read_part(Seat, members.get("main_user"))[0]
        seats: list[tuple[Path, Seat]] = [(("main_user",), main_user)] if main_user else []
        return cls(
            edition=members.get("edition") if members.get("edition") in _names() else None,
            numbers=numbers,
            all_numbers=isinstance(listed, list) and len(listed) == len(numbers),
            fax=fax,
            fax_is_wrong="fax" in members and fax is None,
            seats=seats + _understood(Seat, "users", members.get("users")),
        )

    def line(self) -> tuple[CompanyFlexLine, list[Mistake]]:
        """The numbers as a line, and those listed twice."""
        blocks: list[NumberBlock] = []
        singles: list[str] = []
        mistakes: list[Mistake] = []
        for path, numbers in self.numbers:
            block, single = numbers.number_block(), numbers.single
            if block is not None:
                known = any(block.overlaps(other) for other in blocks) or any(
                    number in block for number in singles
                )
                blocks += [] if known else [block]
            else:
                assert single is not None
                known = single in CompanyFlexLine(blocks=tuple(blocks), singles=tuple(singles))
                singles += [] if known else [single]
            mistakes += [Mistake(path, "ordered-twice")] if known else []
        return CompanyFlexLine(blocks=tuple(blocks), singles=tuple(singles)), mistakes

    def numbers_of_others(self, others: Sequence[CompanyFlexLine]) -> list[Mistake]:
        """Those that are connected to another tenant, or begin like its numbers."""
        return [
            Mistake(path, "numbers-taken")
            for path, numbers in self.numbers
            if any(numbers.line().collides_with(other) for other in others)
        ]

    def main_fax(self, line: CompanyFlexLine, main: str | None) -> tuple[str | None, list[Mistake]]:
        """The main fax number: as stated, else the last of the first block."""
        if self.edition is None or self.fax_is_wrong:
            return None, []
        has_fax = EDITIONS[self.edition].main_fax
        if self.fax is not None:
            number, path = self.fax.number, ("fax", "number")
            if not has_fax:
                return None, [Mistake(("fax",), "no-fax-in-edition")]
            if number not in line:
                return None, [Mistake(path, "outside")]
            return number, [Mistake(path, "main-number")] if number == main else []
        if not has_fax or not line.blocks:
            return None, []
        number = line.blocks[0].last_number
        if number == main:
            return None, [Mistake(("numbers",), "block-too-small")]
        return number, []


def _names() -> list[object]:
    return list(EDITIONS)


def _understood(model: type[AnyPart], name: str, listed: object) -> list[tuple[Path, AnyPart]]:
    entries = listed if isinstance(listed, list) else []
    read = [((name, place), read_part(model, entry)[0]) for place, entry in enumerate(entries)]
    return [(path, part) for path, part in read if part is not None]


def emails_in_use(seats: Iterable[tuple[Path, Seat]], taken: Taken) -> list[Mistake]:
    """Addresses that an account has, or someone further up: each is unique in the whole system."""
    seen: set[str] = set()
    mistakes = []
    for path, seat in seats:
        key = email_key(seat.email)
        if taken(seat.email):
            mistakes.append(Mistake((*path, "email"), "email-taken"))
        elif key in seen:
            mistakes.append(Mistake((*path, "email"), "email-twice"))
        seen.add(key)
    return mistakes


def decoded(raw: bytes) -> str:
    """A file's text; a mark at its beginning is dropped.

    Raises:
        BadOrder: it is not UTF-8.
    """
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise BadOrder([Mistake((), "utf-8", line=line)]) from None


def _toml_mistake(reason: str, text: str) -> Mistake:
    place = _PARSER_PLACE.search(reason)
    line = int(place[1]) if place and place[1] else text.rstrip("\n").count("\n") + 1
    said = _PARSER_PLACE.sub("", reason)
    shown = said if said.isprintable() and len(said) < 120 else "?"
    return Mistake((), "toml", {"parser": shown}, line)
