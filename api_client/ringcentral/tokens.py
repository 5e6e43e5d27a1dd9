"""The operator's access token: fetched when first needed, replaced when it ends or is refused."""

from collections.abc import Awaitable, Callable

from api_client.patience import RequestPace
from api_client.ringcentral.error_body import ApiError
from api_client.ringcentral.problems import OperatorRefused
from api_client.ringcentral.records import TokenInfo

EARLY_SECONDS = 60.0
"""A token is replaced that long before its end."""


class AccessTokens:
    """At most one token. Refused credentials are never sent again.

    Source: the vendor's developer guide, "API errors": a 400 of the token call is not repeated.
    """

    def __init__(self, pace: RequestPace) -> None:
        self._pace = pace
        self._token: str | None = None
        self._ends_at = 0.0
        self._refused_for: tuple[ApiError, ...] | None = None
        self.scopes: frozenset[str] = frozenset()

    async def get(self, fetch: Callable[[], Awaitable[TokenInfo]]) -> str:
        """A token that lives; to be asked for by one at a time.

        Raises:
            OperatorRefused: the platform does not accept the credentials.
            Problem: no token could be had.
        """
        if self._refused_for is not None:
            raise OperatorRefused(self._refused_for)
        if self._token is None or self._pace.now() >= self._ends_at:
            try:
                info = await fetch()
            except OperatorRefused as refused:
                self._refused_for = refused.api_errors
                raise
            self._token = info.access_token
            self._ends_at = self._pace.now() + info.expires_in - EARLY_SECONDS
            self.scopes = frozenset(info.scope.split())
        return self._token

    def drop(self, token: str) -> None:
        """Forget a token that was refused, unless it was replaced meanwhile."""
        if self._token == token:
            self._token = None

    def surrender(self) -> str | None:
        """Give the token out of hand, to be revoked."""
        token, self._token = self._token, None
        return token
