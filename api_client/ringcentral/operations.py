"""The platform's operations that an activation needs, as one table.

Sources: the public description of 2026-08-13. The operations marked `internal` are not in it: they
are those of the vendor's description of 2018, which its own tools still call in 2025, and not every
account has them.
"""

from dataclasses import dataclass
from typing import Literal

OperationId = Literal[
    "token",
    "revoke",
    "status",
    "read-account",
    "read-company",
    "list-extensions",
    "read-extension",
    "update-extension",
    "list-numbers",
    "list-questions",
    "read-credentials",
    "validate-credentials",
    "put-credentials",
]

_ACCOUNT = "/restapi/v1.0/account/~"
_EXTENSION = f"{_ACCOUNT}/extension/{{extension}}"


@dataclass(frozen=True, slots=True)
class PlatformOperation:
    """One call.

    `group` is its rate limit's usual name: a server may give it another. The permissions are what
    the app and the user behind the token need; None where none is asked for. What `writes` may
    have been carried out though no answer came.
    """

    id: OperationId
    method: Literal["GET", "POST", "PUT"]
    path: str
    group: str
    app_permission: str | None = None
    user_permission: str | None = None
    writes: bool = False
    internal: bool = False


OPERATIONS: dict[OperationId, PlatformOperation] = {
    operation.id: operation
    for operation in (
        PlatformOperation("token", "POST", "/restapi/oauth/token", "auth"),
        PlatformOperation("revoke", "POST", "/restapi/oauth/revoke", "auth"),
        PlatformOperation("status", "GET", "/restapi/v1.0/status", "none"),
        PlatformOperation(
            "read-account", "GET", _ACCOUNT, "light", "ReadAccounts", "ReadCompanyInfo"
        ),
        PlatformOperation(
            "read-company",
            "GET",
            "/restapi/v2/accounts/~",
            "light",
            "ReadAccounts",
            "ReadCompanyInfo",
        ),
        PlatformOperation(
            "list-extensions",
            "GET",
            f"{_ACCOUNT}/extension",
            "medium",
            "ReadAccounts",
            "ReadExtensions",
        ),
        PlatformOperation(
            "read-extension", "GET", _EXTENSION, "light", "ReadAccounts", "ReadExtensions"
        ),
        PlatformOperation(
            "update-extension",
            "PUT",
            _EXTENSION,
            "medium",
            "EditExtensions",
            "EditUserCredentials",
            writes=True,
        ),
        PlatformOperation(
            "list-numbers",
            "GET",
            f"{_EXTENSION}/phone-number",
            "light",
            "ReadAccounts",
            "ReadUserPhoneNumbers",
        ),
        PlatformOperation(
            "list-questions",
            "GET",
            "/restapi/v1.0/dictionary/secret-question",
            "light",
            internal=True,
        ),
        PlatformOperation(
            "read-credentials",
            "GET",
            f"{_EXTENSION}/credentials",
            "medium",
            "ReadAccounts",
            "ReadUserInfo",
            internal=True,
        ),
        PlatformOperation(
            "validate-credentials",
            "POST",
            f"{_EXTENSION}/credentials/validate",
            "medium",
            "EditExtensions",
            internal=True,
        ),
        PlatformOperation(
            "put-credentials",
            "PUT",
            f"{_EXTENSION}/credentials",
            "medium",
            "EditExtensions",
            "EditUserCredentials",
            writes=True,
            internal=True,
        ),
    )
}

NEEDED_APP_PERMISSIONS = ("ReadAccounts", "EditExtensions")
"""Without these permissions of the app nobody can be activated."""
