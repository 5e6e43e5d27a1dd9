"""Reading the platform's errors: two shapes, and only codes and parameters to go by.

Source: the vendor's developer guide, "API errors", and the error models of the public description;
the flat shape is that of older services. Messages are in the language asked for, so nothing may
depend on them.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from api_client.models import CredentialField

MOST_ERRORS = 32
LONGEST_MESSAGE = 500

MAINTENANCE = "CMN-211"
"""With a 503: only operations of high availability work for now."""

APP_PERMISSION_CODES = frozenset({"CMN-401", "AGW-402"})
PERMISSION_CODES = APP_PERMISSION_CODES | {"CMN-402", "CMN-404", "CMN-408", "CMN-419"}
"""App permission, that of the gateway in front; administrator, other extension, user permission,
extended scope."""

NO_PASSWORD = "EXT-413"
"""Credentials may not be changed, since the person signs in by single sign-on (reported in
tylerlong/update-extension-demo-ts)."""

NO_PIN = "EXT-406"
"""The extension's type has no such member; of those that are sent, only a PIN is not everybody's."""

OAUTH_ERRORS = (
    "invalid_request",
    "invalid_client",
    "invalid_grant",
    "unauthorized_client",
    "unsupported_grant_type",
    "invalid_scope",
    "access_denied",
)
"""The words that RFC 6749 has for a token that is not given (4.1.2.1 and 5.2)."""

_CODE = re.compile(r"[A-Za-z]{2,8}-[0-9]{1,6}", re.ASCII)
"""The shape of a code; codes are shown, so nothing else may pass for one."""

_PERMISSION = re.compile(r"[A-Z][A-Za-z]{2,59}", re.ASCII)
_NAMED = re.compile(r"\[([A-Z][A-Za-z]{2,59})\]", re.ASCII)
"""A permission's name, and one in a message: that is in brackets in every language."""

_FIELDS: dict[str, CredentialField] = {
    "password": "password",
    "ivrpin": "pin",
    "pin": "pin",
    "secretquestion": "security_question.id",
    "secretquestion.id": "security_question.id",
    "secretquestion.answer": "security_question.answer",
}
_PASSWORD_CODES = "PWD-"
"""How the codes of refused passwords begin; of the family only `PWD-002` is published."""


@dataclass(frozen=True, slots=True)
class ApiError:
    """One error: a code such as `CMN-101`, the parameter it is about, the server's words for it.

    `permission` is the one that is lacking, where the server names one. A value is never kept. The
    words are outside text, and in no repr: they may quote one.
    """

    code: str
    parameter: str | None = None
    message: str = field(default="", repr=False)
    permission: str | None = None

    @property
    def credential(self) -> CredentialField | None:
        """Which of the chosen credentials it refuses, if one of them."""
        path = (self.parameter or "").lower()
        for name in (path, ".".join(path.split(".")[-2:]), path.rpartition(".")[2]):
            if name in _FIELDS:
                return _FIELDS[name]
        return "password" if self.code.startswith(_PASSWORD_CODES) else None


def read_api_errors(body: bytes) -> tuple[ApiError, ...] | None:
    """The errors of an answer, in either shape; None if it is no JSON object."""
    try:
        content = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(content, dict):
        return None
    listed = content.get("errors")
    entries = listed if isinstance(listed, list) and listed else [content]
    return tuple(_read(entries[:MOST_ERRORS], content.get("permissionName")))


def read_token_errors(body: bytes) -> tuple[ApiError, ...]:
    """Why there is no token: the errors, else the word that OAuth has for it (RFC 6749, 5.2).

    That word alone is what older answers have (ringcentral-php#30 and #39).
    """
    errors = read_api_errors(body) or ()
    if any(error.code for error in errors):
        return errors
    try:
        word = json.loads(body).get("error")
    except (ValueError, RecursionError, AttributeError):
        return errors
    return (ApiError(word),) if word in OAUTH_ERRORS else errors


def without_values(errors: Iterable[ApiError], values: Iterable[str]) -> tuple[ApiError, ...]:
    """The errors; words that quote one of the values are dropped."""
    secrets = [value.casefold() for value in values if value]
    return tuple(
        ApiError(error.code, error.parameter, permission=error.permission)
        if any(secret in error.message.casefold() for secret in secrets)
        else error
        for error in errors
    )


def _read(entries: Iterable[object], named: object) -> Iterable[ApiError]:
    for entry in entries:
        if isinstance(entry, dict):
            code, parameter, message = (
                entry.get(name) for name in ("errorCode", "parameterName", "message")
            )
            is_code = isinstance(code, str) and _CODE.fullmatch(code) is not None
            if is_code or isinstance(parameter, str):
                yield ApiError(
                    str(code) if is_code else "",
                    parameter[:80] if isinstance(parameter, str) else None,
                    message[:LONGEST_MESSAGE] if isinstance(message, str) else "",
                    _permission(
                        entry.get("permissionName", _in_parameters(entry) or named), message
                    )
                    if code in PERMISSION_CODES or str(code).startswith("OAU-")
                    else None,
                )


def _in_parameters(entry: Mapping[str, object]) -> object:
    """The permission among an error's names and values (ringcentral-embeddable#97)."""
    listed = entry.get("parameters")
    for each in listed if isinstance(listed, list) else ():
        if isinstance(each, dict) and each.get("parameterName") == "permissionName":
            return each.get("parameterValue")
    return None


def _permission(named: object, message: object) -> str | None:
    """The permission that an error names, in a member of its own or in its words."""
    first = named[0] if isinstance(named, list) and named else named
    if isinstance(first, str) and _PERMISSION.fullmatch(first):
        return first
    found = _NAMED.search(message) if isinstance(message, str) else None
    return None if found is None else found[1]
