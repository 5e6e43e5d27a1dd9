"""Tokens: handed out for a JWT, and given back (RFC 6749, RFC 7523, RFC 7009)."""

import base64
import binascii
import hmac
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
        raise ApiRefusal(400, "OAU-146", "Invalid client credentials", oauth="invalid_client")
    if form.get("grant_type") != JWT_GRANT:
        raise ApiRefusal(400, "OAU-250", "Unsupported grant type", oauth="unsupported_grant_type")
    shown = form.get("assertion", "").encode()
    for tenant in Tenants(context.store.db).all():
        if hmac.compare_digest(shown, jwt_of(tenant.id).encode()):
            break
    else:
        raise ApiRefusal(400, "OAU-211", "Token revoked", oauth="invalid_grant")
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
        raise ApiRefusal(400, "OAU-146", "Invalid client credentials", oauth="invalid_client")
    context.platform.revoke(_form(raw).get("token", ""))


def _form(raw: bytes) -> dict[str, str]:
    try:
        pairs = parse_qs(raw.decode(), max_num_fields=16, errors="strict")
    except ValueError:
        raise ApiRefusal(400, "CMN-104", "Cannot parse the body", oauth="invalid_request") from None
    return {name: values[0] for name, values in pairs.items()}
