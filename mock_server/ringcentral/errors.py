"""The platform's errors, in the shape it documents and in the flat one of its older services."""

from collections.abc import Mapping

from starlette.responses import Response

from mock_server.api.responses import json_response
from mock_server.state.platform import Shape


class ApiRefusal(Exception):
    """An operation is not carried out. No value that was sent is ever in it.

    `oauth` is the error of the token call (RFC 6749), which stands beside the code.
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
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.message = message
        self.parameter = parameter
        self.oauth = oauth
        self.permission = permission
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


def error_response(refusal: ApiRefusal, shape: Shape) -> Response:
    """The refusal as HTTP."""
    told: dict[str, object] = {"errorCode": refusal.code, "message": refusal.message}
    if refusal.parameter is not None:
        told["parameterName"] = refusal.parameter
    if refusal.permission is not None:
        told["permissionName"] = refusal.permission
    content = {**told} if shape == "flat" else {"errors": [told]}
    if shape == "both":
        content = {**told, **content}
    if refusal.oauth is not None:
        content = {"error": refusal.oauth, "error_description": refusal.message, **content}
    return json_response(content, refusal.status, headers=refusal.headers)
