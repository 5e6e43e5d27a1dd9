"""Tokens: handed out for a JWT, and given back (RFC 6749, RFC 7523, RFC 7009)."""

import base64
import binascii
import hmac
from collections.abc import Mapping
from urllib.parse import parse_qs

from mock_server.api.representations import JsonObject
from mock_server.provisioning.tenants import Tenants
from mock_server.ringcentral.context import PlatformContext
from mock_server.ringcentral.errors import ApiRefusal
from mock_server.state.platform import (
    CLIENT_ID,
    CLIENT_SECRET,
    OPERATOR,
    TOKEN_LIFETIME,
    jwt_of,
)

JWT_GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"


TOKEN_REFUSALS: Mapping[str, tuple[int, str, str]] = {
    "OAU-112": (403, "unauthorized_client", "The client is unauthorized for the grant type"),
    "OAU-123": (401, "invalid_client", "Client authentication is required"),
    "OAU-140": (400, "invalid_grant", "Invalid resource owner credentials."),
    "OAU-141": (401, "invalid_grant", "Login for extension in current state is not allowed."),
    "OAU-142": (401, "invalid_grant", "Login for account in current state is not allowed."),
    "OAU-146": (401, "invalid_client", "Invalid client credentials"),
    "OAU-147": (401, "invalid_grant", "Account is locked out due to multiple login attempts."),
    "OAU-153": (400, "invalid_client", "Invalid client: "),
    "OAU-165": (400, "invalid_client", "Sandbox client is not allowed"),
    "OAU-211": (400, "invalid_grant", "Token revoked"),
    "OAU-250": (400, "invalid_request", "Unsupported grant type"),
    "OAU-251": (400, "unauthorized_client", "Unauthorized for this grant type"),
    "CMN-408": (400, "invalid_client", "user needs to have [ThirdPartyAppAccess] permission"),
}
"""How tokens are refused: status, error and words of each code. Sources: the vendor's guide, "API
errors"; ringcentral-js#91, ringcentral-web-phone#386 and #155, ringcentral-api-docs#33,
ringcentral-embeddable#97, the vendor's community 8088 and 3501, SO 47692828."""

_NAMED: Mapping[str, tuple[Mapping[str, str], ...]] = {
    "CMN-408": ({"parameterName": "permissionName", "parameterValue": "ThirdPartyAppAccess"},)
}
"""What stands beside a code as names and values."""


def token_refusal(code: str) -> ApiRefusal:
    """The refusal with a code."""
    status, error, message = TOKEN_REFUSALS[code]
    return ApiRefusal(status, code, message, oauth=error, parameters=_NAMED.get(code, ()))


def is_app(authorization: str | None) -> bool:
    """Whether the header shows the app's id and secret."""
    scheme, _, proof = (authorization or "").partition(" ")
    try:
        shown = base64.b64decode(proof, validate=True)
    except (binascii.Error, ValueError):
        return False
    return scheme.lower() == "basic" and hmac.compare_digest(
        shown, f"{CLIENT_ID}:{CLIENT_SECRET}".encode()
    )


def token(context: PlatformContext, authorization: str | None, raw: bytes) -> JsonObject:
    """A token for the operator that a JWT names.

    Raises:
        ApiRefusal: the app or the JWT is not known.
    """
    form = _form(raw)
    if not is_app(authorization):
        raise token_refusal("OAU-146")
    if context.platform.token_refusal is not None:
        raise token_refusal(context.platform.token_refusal)
    if form.get("grant_type") != JWT_GRANT:
        raise token_refusal("OAU-250")
    shown = form.get("assertion", "").encode()
    for tenant in Tenants(context.store.db).all():
        if hmac.compare_digest(shown, jwt_of(tenant.id).encode()):
            break
    else:
        raise token_refusal("OAU-211")
    return {
        "access_token": context.platform.issue(tenant.id, context.clock.now()),
        "token_type": "bearer",
        "expires_in": int(TOKEN_LIFETIME.total_seconds()),
        "scope": " ".join(sorted(context.platform.app_permissions)),
        "owner_id": OPERATOR.id,
        "endpoint_id": "mock-endpoint",
        "session_id": "mock-session",
    }


def revoke(context: PlatformContext, authorization: str | None, raw: bytes) -> None:
    """Let a token die.

    Raises:
        ApiRefusal: the app is not known.
    """
    if not is_app(authorization):
        raise token_refusal("OAU-146")
    context.platform.revoke(_form(raw).get("token", ""))


def _form(raw: bytes) -> dict[str, str]:
    try:
        pairs = parse_qs(raw.decode(), max_num_fields=16, errors="strict")
    except ValueError:
        raise ApiRefusal(400, "CMN-104", "Cannot parse the body", oauth="invalid_request") from None
    return {name: values[0] for name, values in pairs.items()}
