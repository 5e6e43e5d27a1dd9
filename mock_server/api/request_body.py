"""Request bodies: read no more than the contract allows, and say which member is wrong.

Nothing of what a member holds is ever repeated.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple, NoReturn, TypeVar

from pydantic import BaseModel, ValidationError
from starlette.requests import Request as HttpRequest

from api_client.models import Refusal, Request
from api_client.operations import MAX_BODY_BYTES
from api_client.problems import Problem, RequestInvalid, TooLarge, UnsupportedMediaType
from mock_server.texts.rules import FORM_TEXTS

AnyRequest = TypeVar("AnyRequest", bound=Request)

_MEMBER = re.compile(r"[a-z_]{1,20}")
_JSON_TYPE = re.compile(r"application/(?:[\w.-]+\+)?json", re.IGNORECASE)
_EXACT_JSON_TYPE = re.compile(r'application/json(\s*;\s*charset\s*=\s*"?utf-8"?)?', re.IGNORECASE)


class Violation(NamedTuple):
    """What is wrong with a header or a member of the body: its name and the rule it breaks."""

    field: str
    rule: str


class Duplicate(ValueError):
    """A member appears twice in one object."""


@dataclass(frozen=True, slots=True)
class RequestBody:
    """The body of a call to an operation, parsed once.

    `json` is what it holds if it `is_json`, `request` what the operation asks for if it is that; if
    it is not, `wrong` says why. `violations` are all that is off the contract, as far as that can
    be said without the account.
    """

    content_type: str
    too_large: bool = False
    is_json: bool = False
    json: object = field(default=None, repr=False)
    request: Request | None = field(default=None, repr=False)
    wrong: tuple[Violation, ...] = ()
    violations: tuple[Violation, ...] = ()

    def expect_json(self, language: str) -> object:
        """Its JSON.

        Raises:
            TooLarge, UnsupportedMediaType, RequestInvalid: in this order; see `parse_json`.
        """
        _expect_json(self.too_large, self.content_type)
        if not self.is_json:
            raise invalid(self.wrong, language)
        return self.json


async def read_body(call: HttpRequest, most: int = MAX_BODY_BYTES) -> bytes | None:
    """The whole body, or None if it is larger than allowed; by the contract, unless said.

    No more is read than is needed to know; what still comes the connection discards.
    """
    announced = call.headers.get("content-length", "")
    if announced.isdecimal() and (len(announced) > 18 or int(announced) > most):
        return None
    body = bytearray()
    async for chunk in call.stream():
        body += chunk
        if len(body) > most:
            return None
    return bytes(body)


def parse_body(model: type[BaseModel] | None, raw: bytes | None, content_type: str) -> RequestBody:
    """A body, None if it was too large, as what an operation asks for; `model` None is no body."""
    if model is None:
        return RequestBody(
            content_type, violations=() if raw == b"" else (Violation("body", "unexpected"),)
        )
    assert issubclass(model, Request)
    if raw is None:
        return RequestBody(
            content_type, too_large=True, violations=(Violation("body", "too-large"),)
        )
    # Whatever it is said to be: a wrong header does not excuse a wrong body.
    value, wrong = _decoded(raw)
    is_json, request = not wrong, None
    if is_json:
        request, wrong = _fitted(model, value)
    exact = _EXACT_JSON_TYPE.fullmatch(content_type.strip())
    mistyped = () if exact else (Violation("Content-Type", "invalid"),)
    return RequestBody(
        content_type,
        is_json=is_json,
        json=value,
        request=request,
        wrong=wrong,
        violations=(*mistyped, *wrong),
    )


def parse_json(raw: bytes | None, content_type: str | None, language: str) -> object:
    """The JSON of a body.

    Raises:
        TooLarge: it is over the limit.
        UnsupportedMediaType: it is not said to be JSON.
        RequestInvalid: it is no JSON, or a member appears twice.
    """
    _expect_json(raw is None, content_type or "")
    value, wrong = _decoded(raw or b"")
    if wrong:
        raise invalid(wrong, language)
    return value


def parse(
    model: type[AnyRequest], value: object, language: str, *, strict: bool | None = True
) -> AnyRequest:
    """The request a JSON value is; `strict` None leaves it to the model.

    Raises:
        RequestInvalid: it does not fit; its errors name every member that is wrong.
    """
    request, wrong = _fitted(model, value, strict=strict)
    if request is None:
        raise invalid(wrong, language)
    return request


def invalid(wrong: Iterable[tuple[str, str]], language: str) -> Problem:
    """The problem of a request whose members are wrong: pairs of member and rule."""
    return RequestInvalid(
        errors=[
            Refusal(field=member, rule=rule, message=FORM_TEXTS[rule].in_language(language))
            for member, rule in wrong
        ]
    )


def _expect_json(too_large: bool, content_type: str) -> None:
    if too_large:
        raise TooLarge
    if not _JSON_TYPE.fullmatch(content_type.partition(";")[0].strip()):
        raise UnsupportedMediaType


def _decoded(raw: bytes) -> tuple[object, tuple[Violation, ...]]:
    """The JSON of a body, or why there is none; the decoder's own message would quote the body."""
    try:
        value: object = json.loads(
            raw.decode(), object_pairs_hook=_unique, parse_constant=_refuse_constant
        )
    except Duplicate as duplicate:
        return None, (Violation(str(duplicate), "duplicate"),)
    except (ValueError, RecursionError):
        return None, (Violation("body", "json"),)
    return value, ()


def _fitted(
    model: type[AnyRequest], value: object, *, strict: bool | None = True
) -> tuple[AnyRequest | None, tuple[Violation, ...]]:
    """The request a JSON value is, or every member that keeps it from being one."""
    nulls = _nulls(model, value)
    try:
        request = model.model_validate(value, strict=strict)
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=False, include_input=False)
    else:
        if not nulls:
            return request, ()
        found = []
    others = (Violation(_path(each["loc"]), _RULES.get(each["type"], "invalid")) for each in found)
    return None, (*nulls, *others)


def _nulls(model: type[Request], value: object) -> tuple[Violation, ...]:
    """The members that are null where they ought to be left out."""
    if model.takes_null or not isinstance(value, dict):
        return ()
    optional = (name for name, field in model.model_fields.items() if not field.is_required())
    return tuple(Violation(name, "invalid") for name in optional if value.get(name, "") is None)


_RULES = {"missing": "required", "extra_forbidden": "unexpected"}


def _path(location: tuple[int | str, ...]) -> str:
    return ".".join(member_name(str(part)) for part in location) or "body"


def member_name(member: str) -> str:
    """A member or a parameter as it may be repeated: what a client made up, only if it looks like one."""
    return member if _MEMBER.fullmatch(member) else "?"


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    members = dict(pairs)
    if len(members) < len(pairs):
        names = [name for name, _ in pairs]
        raise Duplicate(member_name(next(name for name in names if names.count(name) > 1)))
    return members


def _refuse_constant(_: str) -> NoReturn:
    raise ValueError("NaN and Infinity are no JSON")
