"""Request bodies: read no more than the contract allows, and say which member is wrong.

Nothing of what a member holds is ever repeated.
"""

import json
import re
from collections.abc import AsyncIterator, Iterable
from typing import NoReturn, TypeVar

from pydantic import ValidationError

from api_client.models import Refusal, Request
from api_client.operations import MAX_BODY_BYTES
from api_client.problems import Problem, RequestInvalid, TooLarge, UnsupportedMediaType
from mock_server.texts.rules import FORM_TEXTS

AnyRequest = TypeVar("AnyRequest", bound=Request)

DRAINED_BYTES = 1024 * 1024
"""How much of a body that is too large is read all the same, so that the answer gets through."""

_MEMBER = re.compile(r"[a-z_]{1,40}")
_JSON_TYPE = re.compile(r"application/(?:[\w.-]+\+)?json", re.IGNORECASE)


class Duplicate(ValueError):
    """A member appears twice in one object."""


async def read_body(stream: AsyncIterator[bytes], most: int = MAX_BODY_BYTES) -> bytes | None:
    """The whole body, or None if it is larger than allowed; by the contract, unless said."""
    read, body = 0, bytearray()
    async for chunk in stream:
        read += len(chunk)
        if read > DRAINED_BYTES:
            return None
        if read <= most:
            body += chunk
    return bytes(body) if read <= most else None


def parse_json(raw: bytes | None, content_type: str | None, language: str) -> object:
    """The JSON of a body.

    Raises:
        TooLarge: it is over the limit.
        UnsupportedMediaType: it is not said to be JSON.
        RequestInvalid: it is no JSON, or a member appears twice.
    """
    if raw is None:
        raise TooLarge
    if not _JSON_TYPE.fullmatch((content_type or "").partition(";")[0].strip()):
        raise UnsupportedMediaType
    try:
        return json.loads(raw.decode(), object_pairs_hook=_unique, parse_constant=_refuse_constant)
    except Duplicate as duplicate:
        raise invalid([(str(duplicate), "duplicate")], language) from None
    except (ValueError, RecursionError):
        # The decoder's message quotes the body.
        raise invalid([("body", "json")], language) from None


def parse(
    model: type[AnyRequest], value: object, language: str, *, strict: bool | None = True
) -> AnyRequest:
    """The request a JSON value is; `strict` None leaves it to the model.

    Raises:
        RequestInvalid: it does not fit; its errors name every member that is wrong.
    """
    try:
        return model.model_validate(value, strict=strict)
    except ValidationError as error:
        wrong = [
            (_path(found["loc"]), _RULES.get(found["type"], "invalid"))
            for found in error.errors(include_url=False, include_context=False, include_input=False)
        ]
    raise invalid(wrong, language)


def invalid(wrong: Iterable[tuple[str, str]], language: str) -> Problem:
    """The problem of a request whose members are wrong: pairs of member and rule."""
    return RequestInvalid(
        errors=[
            Refusal(field=member, rule=rule, message=FORM_TEXTS[rule].in_language(language))
            for member, rule in wrong
        ]
    )


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
