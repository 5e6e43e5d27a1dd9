"""What in a description of the contract would break a client or a server of an earlier one.

Requests may ask for less and take more, answers may tell more and leave out nothing. Words,
examples and the values of open enumerations (`x-extensible-enum`) may change as they like, but for
the steps: who does not know a step cannot walk the journey.
"""

from collections.abc import Iterator
from typing import Any, Literal

Json = dict[str, Any]
Direction = Literal["request", "answer"]

_METHODS = ("get", "put", "post", "delete", "patch", "head")
_UPPER = ("maximum", "maxLength", "maxItems", "maxProperties")
_LOWER = ("minimum", "minLength", "minItems", "minProperties")
_OPEN = "x-extensible-enum"
_WORDS = ("title", "summary", "description", "example", "examples")
_EXACT = ("const", "pattern", "format")


def without_words(described: Any) -> Any:
    """A description without what only people read in it."""
    if isinstance(described, list):
        return [without_words(each) for each in described]
    if not isinstance(described, dict):
        return described
    return {
        name: {member: without_words(schema) for member, schema in value.items()}
        if name == "properties"
        else without_words(value)
        for name, value in described.items()
        if name not in _WORDS
    }


def breaking_changes(before: Json, now: Json) -> list[str]:
    """Each change that breaks somebody, as a place and what became of it; none if nobody is."""
    return sorted(set(_Comparison(before, now).found()))


class _Comparison:
    def __init__(self, before: Json, now: Json) -> None:
        self._before = before
        self._now = now

    def found(self) -> Iterator[str]:
        for path, methods in self._before["paths"].items():
            for method in set(_METHODS) & set(methods):
                place = f"{method.upper()} {path}"
                one, other = methods[method], self._now["paths"].get(path, {}).get(method)
                if other is None:
                    yield f"{place}: gone"
                else:
                    yield from self._operation(place, one, other)

    def _operation(self, place: str, one: Json, other: Json) -> Iterator[str]:
        if one.get("security") != other.get("security"):
            yield f"{place}: proved otherwise"
        yield from self._parameters(place, _parameters(one), _parameters(other))
        body, later = one.get("requestBody"), other.get("requestBody")
        if later and later.get("required") and not (body and body.get("required")):
            yield f"{place} body: required"
        if body:
            yield from self._content(f"{place} body", body, later or {}, "request")
        for status, answer in one["responses"].items():
            if status not in other["responses"]:
                yield f"{place} {status}: gone"
                continue
            told = other["responses"][status]
            for header in set(answer.get("headers", {})) - set(told.get("headers", {})):
                yield f"{place} {status} {header}: gone"
            yield from self._content(f"{place} {status}", answer, told, "answer")
        for status in set(other["responses"]) - set(one["responses"]):
            if status.startswith("2"):
                yield f"{place} {status}: a further success"

    def _parameters(self, place: str, one: Json, other: Json) -> Iterator[str]:
        for name in other:
            known = one.get(name)
            if other[name].get("required") and not (known and known.get("required")):
                yield f"{place} {name}: required"
            if known:
                yield from self._schema(
                    f"{place} {name}", known["schema"], other[name]["schema"], "request"
                )

    def _content(self, place: str, one: Json, other: Json, way: Direction) -> Iterator[str]:
        kinds, later = one.get("content", {}), other.get("content", {})
        for kind in kinds:
            if kind not in later:
                yield f"{place} {kind}: gone"
            elif "schema" in kinds[kind]:
                yield from self._schema(place, kinds[kind]["schema"], later[kind]["schema"], way)
        if way == "answer":
            yield from (f"{place} {kind}: new" for kind in set(later) - set(kinds))

    def _schema(self, place: str, one: Json, other: Json, way: Direction) -> Iterator[str]:
        one, other = _resolved(self._before, one), _resolved(self._now, other)
        types, later = _types(self._before, one), _types(self._now, other)
        wider, narrower = (later, types) if way == "answer" else (types, later)
        if types and later and not wider <= narrower:
            yield f"{place}: {' or '.join(sorted(types))} became {' or '.join(sorted(later))}"
            return
        yield from self._values(place, one, other, way)
        yield from self._members(place, one, other, way)
        if "items" in one and "items" in other:
            yield from self._schema(f"{place}[]", one["items"], other["items"], way)
        for each, later_one in _alternatives(self._before, self._now, one, other):
            yield from self._schema(place, each, later_one, way)

    def _values(self, place: str, one: Json, other: Json, way: Direction) -> Iterator[str]:
        values, later = one.get("enum"), other.get("enum")
        if values or later:
            lost = values and (way == "request" and set(values) - set(later or values))
            if lost or (way == "request" and later and not values):
                yield f"{place}: takes fewer values"
            if way == "answer" and values and (later is None or set(later) - set(values)):
                yield f"{place}: tells further values of a closed list"
        if place.endswith(".steps[]") and set(other.get(_OPEN, ())) - set(one.get(_OPEN, ())):
            yield f"{place}: a step that an earlier client cannot draw"
        for bound, sign in [*((name, 1) for name in _UPPER), *((name, -1) for name in _LOWER)]:
            before, now = one.get(bound), other.get(bound)
            strict, loose = (now, before) if way == "request" else (before, now)
            if strict is not None and (loose is None or sign * strict < sign * loose):
                yield f"{place}: {bound} {before} became {now}"
        for name in _EXACT:
            strict = (other if way == "request" else one).get(name)
            if strict is not None and one.get(name) != other.get(name):
                yield f"{place}: {name} {one.get(name)} became {other.get(name)}"

    def _members(self, place: str, one: Json, other: Json, way: Direction) -> Iterator[str]:
        members, later = one.get("properties", {}), other.get("properties", {})
        needed, needed_now = set(one.get("required", ())), set(other.get("required", ()))
        if way == "request":
            yield from (f"{place}.{name}: required" for name in needed_now - needed)
            yield from (f"{place}.{name}: taken no more" for name in set(members) - set(later))
        else:
            yield from (f"{place}.{name}: may be absent" for name in needed - needed_now)
            yield from (f"{place}.{name}: gone" for name in set(members) - set(later))
        for name in set(members) & set(later):
            yield from self._schema(f"{place}.{name}", members[name], later[name], way)


def _resolved(whole: Json, schema: Json) -> Json:
    while "$ref" in schema:
        schema = whole["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return schema


def _parameters(operation: Json) -> Json:
    return {each["name"]: each for each in operation.get("parameters", ())}


def _types(whole: Json, schema: Json) -> set[str]:
    if "anyOf" in schema:
        kinds = (_types(whole, _resolved(whole, each)) for each in schema["anyOf"])
        return set().union(*kinds)
    told = schema.get("type", [])
    return {told} if isinstance(told, str) else set(told)


def _alternatives(before: Json, now: Json, one: Json, other: Json) -> Iterator[tuple[Json, Json]]:
    """Of two schemas with alternatives those of one type, paired."""
    if "anyOf" not in one and "anyOf" not in other:
        return
    by_type = {
        frozenset(_types(now, _resolved(now, each))): each for each in other.get("anyOf", [other])
    }
    for each in one.get("anyOf", [one]):
        pair = by_type.get(frozenset(_types(before, _resolved(before, each))))
        if pair is not None and (pair is not other or each is not one):
            yield each, pair
