"""What the platform remembers beside the accounts: apps, tokens, limits, and how it is today."""

import hashlib
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from mock_server.state.platform_rate_limits import PlatformRateLimits

Shape = Literal["both", "listed", "flat"]
"""How errors are told: as people report it, as documented, or as older services do."""

CLIENT_ID = "mock-operator-app"
CLIENT_SECRET = "mock-operator-secret"
TOKEN_LIFETIME = timedelta(hours=1)

APP_PERMISSIONS = frozenset({"ReadAccounts", "EditExtensions"})
USER_PERMISSIONS = frozenset(
    {
        "ReadCompanyInfo",
        "ReadExtensions",
        "ReadUserInfo",
        "ReadUserPhoneNumbers",
        "EditUserInfo",
        "EditUserCredentials",
    }
)


@dataclass(frozen=True, slots=True)
class Operator:
    """The user behind every token: an administrator of each tenant."""

    id: str
    number: str
    first_name: str
    last_name: str
    email: str


OPERATOR = Operator("8399999999", "999", "Petra", "Betrieb", "operator@telekom-partner.example")


def jwt_of(tenant_id: str) -> str:
    """The JWT of a tenant's operator."""
    return f"mock-jwt.{tenant_id}.operator"


@dataclass(frozen=True, slots=True)
class Token:
    """An access token, known by its hash: for which tenant, and until when."""

    tenant_id: str
    ends_at: datetime


@dataclass(slots=True)
class PlatformState:
    """The platform apart from its accounts; a test changes what it wants to see.

    Attributes:
        app_permissions, user_permissions: what the app and the operator may do.
        has_credentials: whether the operations exist that are not in the public description.
        single_sign_on: whether the accounts sign in without a password.
        needs_password: whether nobody is enabled who has no password.
        without_password: those who sign in by single sign-on though others do not, by account.
        without_pin: those whose type has neither a PIN nor credentials, by account.
        in_maintenance: whether only operations of high availability work.
        token_refusal: the code that every token is refused with; None if none is.
        error_shape: how errors are told.
        statuses: of extensions, by account, where it is not what their activation says.
        wizards: how far the set-up of an extension is, by account.
        others: extensions of the account besides its people, as the platform tells them.
        tokens: those that live, by their hash.
        limits: who asked how often.
    """

    app_permissions: frozenset[str] = APP_PERMISSIONS
    user_permissions: frozenset[str] = USER_PERMISSIONS
    has_credentials: bool = True
    single_sign_on: bool = False
    needs_password: bool = False
    in_maintenance: bool = False
    token_refusal: str | None = None
    error_shape: Shape = "both"
    without_password: set[str] = field(default_factory=set)
    without_pin: set[str] = field(default_factory=set)
    statuses: dict[str, str] = field(default_factory=dict)
    wizards: dict[str, str] = field(default_factory=dict)
    others: list[dict[str, object]] = field(default_factory=list)
    tokens: dict[str, Token] = field(default_factory=dict)
    limits: PlatformRateLimits = field(default_factory=PlatformRateLimits)

    def issue(self, tenant_id: str, now: datetime) -> str:
        """A new token."""
        token = secrets.token_urlsafe(24)
        self.tokens[_fingerprint(token)] = Token(tenant_id, now + TOKEN_LIFETIME)
        return token

    def forget(self, ref: str | None) -> None:
        """Let an account be as its activation says."""
        for kept in (self.statuses, self.wizards):
            kept.pop(ref or "", None)
        for those in (self.without_password, self.without_pin):
            those.discard(ref or "")

    def token(self, text: str) -> Token | None:
        """The token with this text, also if its time is over."""
        return self.tokens.get(_fingerprint(text))

    def revoke(self, text: str) -> bool:
        """Let a token die; whether it lived."""
        return self.tokens.pop(_fingerprint(text), None) is not None


def _fingerprint(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
