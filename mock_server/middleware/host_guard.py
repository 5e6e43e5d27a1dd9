"""Whom the server answers: its own names only, no page from elsewhere, testers with their key.

A page on the web can point a name of its own at 127.0.0.1 and then talk to whatever listens there;
the Host header gives it away. Any port will do, since a tunnel may lead here from another one. An
address is no name: it cannot be pointed elsewhere, so the one that a call came in on will do, too.
"""

from functools import lru_cache

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from api_client.activation_link import is_loopback
from api_client.models import Text
from api_client.problems import Problem, RateLimited, Unauthorized
from mock_server.admin_key import HEADER, is_key, shown_key
from mock_server.api.request_body import invalid
from mock_server.api.responses import problem_response
from mock_server.clock import Clock
from mock_server.hosts import host_of, in_url, is_named
from mock_server.middleware.journal import HEALTH, UNRECORDED, entry_of
from mock_server.state.rate_limits import RateLimits
from mock_server.state.settings import ServerSettings
from mock_server.texts.problems import language_of

KEYLESS = frozenset({UNRECORDED, f"{UNRECORDED}/"})
"""The testers' page holds nothing itself; it asks for the key."""

NO_KEY = (
    Text(de="Der Admin-Schlüssel fehlt oder ist falsch", en="The admin key is missing or wrong"),
    Text(
        de=f"Senden Sie „Authorization: Bearer <Schlüssel>“ oder „{HEADER}: <Schlüssel>“.",
        en=f"Send “Authorization: Bearer <key>” or “{HEADER}: <key>”.",
    ),
)


def origin_of(scope: Scope, settings: ServerSettings) -> str:
    """The origin that a call was made to: the proxy's if one was named, else as it was written."""
    return settings.public_url or _asked(scope, Headers(scope=scope))


class HostGuardMiddleware:
    """Refuses calls meant for another host, calls a foreign page makes, and testers without key."""

    def __init__(
        self, app: ASGIApp, *, settings: ServerSettings, clock: Clock, rate_limits: RateLimits
    ) -> None:
        self._app = app
        self._settings = settings
        self._clock = clock
        self._rate_limits = rate_limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse."""
        headers = Headers(scope=scope)
        language, entry = language_of(headers.get("accept-language")), entry_of(scope)
        try:
            self._know_the_host(scope, headers, language)
            self._know_the_tester(scope, headers)
        except Problem as problem:
            entry.blame(problem)
            title = detail = None
            if isinstance(problem, Unauthorized):
                title, detail = (text.in_language(language) for text in NO_KEY)
            answer = problem_response(problem, language, entry.time, title=title, detail=detail)
            await answer(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _know_the_host(self, scope: Scope, headers: Headers, language: str) -> None:
        """Let through what is meant for this server.

        Raises:
            RequestInvalid: it is not, or it comes from a page of another server.
        """
        hosts, settings = headers.getlist("host"), self._settings
        if len(hosts) > 1:
            raise invalid([("Host", "duplicate")], language)
        server = scope.get("server") or ("",)
        if scope["path"] != HEALTH and not _is_own("".join(hosts), settings.names, server[0]):
            raise invalid([("Host", "own")], language)
        own = {_asked(scope, headers), settings.public_url, *settings.allowed_origins}
        if any(origin.lower() not in own for origin in headers.getlist("origin")):
            raise invalid([("Origin", "own")], language)

    def _know_the_tester(self, scope: Scope, headers: Headers) -> None:
        """Let through testers with the key, if there is one.

        Raises:
            RateLimited: this address showed too many wrong keys.
            Unauthorized: it is missing or wrong.
        """
        key, path = self._settings.admin_key, scope["path"]
        if key is None or path in KEYLESS or not path.startswith(f"{UNRECORDED}/"):
            return
        address, now = (scope.get("client") or ("",))[0], self._clock.now()
        if wait := self._rate_limits.wait("wrong-admin-key", address, now):
            raise RateLimited(retry_after=wait)
        shown = shown_key(headers)
        if shown is None or not is_key(shown, key):
            if shown is not None:
                self._rate_limits.note("wrong-admin-key", address, now)
            raise Unauthorized


@lru_cache(maxsize=64)
def _is_own(authority: str, names: frozenset[str], arrived: str) -> bool:
    host = host_of(authority)
    if host is None:
        return False
    return is_loopback(host) or is_named(names, host) or host == in_url(arrived)


def _asked(scope: Scope, headers: Headers) -> str:
    return f"{scope['scheme']}://{headers.get('host', '')}".lower()
