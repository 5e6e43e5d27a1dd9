"""The platform's operations that an activation needs: the one table of its client and its emulation.

Sources: the public description of 2026-08-13. The operations marked `internal` are not in it: they
are those of the vendor's description of 2018, which its own tools still call in 2025, and not every
account has them.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal

PlatformOperationId = Literal[
    "token",
    "revoke",
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
    "check-permission",
]

RateLimitGroup = Literal["light", "medium", "heavy", "auth"]
"""Operations that share a rate limit, by the limit's usual name."""

OWN = "~"
"""Stands in a path for the id of the operator's own account or extension."""

_ACCOUNT = "/restapi/v1.0/account/{account}"
_EXTENSION = f"{_ACCOUNT}/extension/{{extension}}"


@dataclass(frozen=True, slots=True)
class PlatformOperation:
    """One call; its path has a place for `account` and `extension`.

    A server may give its `group` another name. The permissions are
    what the app and the user behind the token need; None where none is asked for. Where another of
    the user's does as well, it is `or_user_permission`. What `writes`
    may have been carried out though no answer came. In a maintenance only that works which
    `is_always_there`, and what is `internal` not every account has.
    """

    id: PlatformOperationId
    method: Literal["GET", "POST", "PUT"]
    path: str
    group: RateLimitGroup
    app_permission: str | None = None
    user_permission: str | None = None
    or_user_permission: str | None = None
    writes: bool = False
    is_always_there: bool = True
    internal: bool = False


OPERATIONS: dict[PlatformOperationId, PlatformOperation] = {
    operation.id: operation
    for operation in (
        PlatformOperation("token", "POST", "/restapi/oauth/token", "auth"),
        PlatformOperation("revoke", "POST", "/restapi/oauth/revoke", "auth"),
        PlatformOperation(
            "read-account", "GET", _ACCOUNT, "light", "ReadAccounts", "ReadCompanyInfo"
        ),
        PlatformOperation(
            "read-company",
            "GET",
            "/restapi/v2/accounts/{account}",
            "light",
            "ReadAccounts",
            "ReadCompanyInfo",
            is_always_there=False,
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
            "EditUserInfo",
            writes=True,
            is_always_there=False,
        ),
        PlatformOperation("check-permission", "GET", f"{_EXTENSION}/authz-profile/check", "light"),
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
            is_always_there=False,
            internal=True,
        ),
    )
}

NEEDED_APP_PERMISSIONS = ("ReadAccounts", "EditExtensions")
"""Without these permissions of the app nobody can be activated."""

IMPLIED_PERMISSIONS: Mapping[str, frozenset[str]] = {
    "Accounts": frozenset({"EditAccounts", "ReadAccounts", "EditExtensions"}),
    "EditAccounts": frozenset({"ReadAccounts", "EditExtensions"}),
    "EditExtensions": frozenset({"ReadAccounts"}),
}
"""What an app's permission includes. Sources: "Application permissions" in the vendor's guide, and
its "Introduction to the Account API", which alone says it of the last."""


def with_implied(granted: Collection[str]) -> frozenset[str]:
    """Permissions of an app, and those they include."""
    return frozenset(granted).union(*(IMPLIED_PERMISSIONS.get(name, ()) for name in granted))
