"""The platform's errors, in the shape it documents and in the flat one of its older services."""

from collections.abc import Mapping, Sequence

from starlette.responses import Response

from mock_server.api.responses import json_response
from mock_server.state.platform import Shape

WORDS: Mapping[str, str] = {
    "CMN-101": "InvalidParameter",
    "CMN-401": "InsufficientPermissions",
    "OAU-213": "TokenInvalid",
}
"""The word that stands above in place of these codes, where the code stands among the errors too.

Sources: ringcentral-web-phone#154, ringcentral-js-integration-commons#205, the vendor's community
1221 and its article 117332."""


class ApiRefusal(Exception):
    """An operation is not carried out. No value that was sent is ever in it.

    `oauth` is the error of the token call (RFC 6749), which stands beside the code; `parameters`
    are what is named beside it there.
    """

    def __init__(
        self,
        status: int,
        code: str,
        message: str,
        *,
        parameter: str | None = None,
        oauth: str | None = None,
        permission: str | None = None,
        parameters: Sequence[Mapping[str, str]] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.message = message
        self.parameter = parameter
        self.oauth = oauth
        self.permission = permission
        self.parameters = tuple(parameters)
        self.headers = dict(headers or {})


def missing(parameter: str) -> ApiRefusal:
    """There is nothing at a parameter of the path."""
    message = f"Resource for parameter [{parameter}] is not found"
    return ApiRefusal(404, "CMN-102", message, parameter=parameter)


def lacking(code: str, who: str, permission: str | None) -> ApiRefusal:
    """Somebody lacks a permission, which is named as people report it (SO 49660367, 51833563)."""
    message = f"In order to call this API endpoint, {who} needs to have [{permission}] permission"
    return ApiRefusal(403, code, f"{message} for requested resource.", permission=permission)


def invalid(parameter: str) -> ApiRefusal:
    """A parameter or member has a value that it cannot have."""
    return ApiRefusal(
        400, "CMN-101", f"Parameter [{parameter}] value is invalid", parameter=parameter
    )


def unsupported_media_type() -> ApiRefusal:
    """A body of another kind than the operation reads."""
    name = "Content-Type"
    return ApiRefusal(415, "CMN-101", f"Parameter [{name}] value is invalid", parameter=name)


def error_response(refusal: ApiRefusal, shape: Shape) -> Response:
    """The refusal as HTTP."""
    told: dict[str, object] = {"errorCode": refusal.code, "message": refusal.message}
    if refusal.parameter is not None:
        told["parameterName"] = refusal.parameter
    if refusal.permission is not None:
        told["permissionName"] = refusal.permission
    if refusal.parameters:
        told["parameters"] = [dict(each) for each in refusal.parameters]
    content = {**told} if shape == "flat" else {"errors": [told]}
    if shape == "both":
        above = {**told, "errorCode": WORDS.get(refusal.code, refusal.code)}
        content = {**above, **content}
    if refusal.oauth is not None:
        content = {"error": refusal.oauth, "error_description": refusal.message, **content}
    return json_response(content, refusal.status, headers=refusal.headers)
