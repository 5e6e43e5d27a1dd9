"""Whom the server answers: its own names only, and no page from elsewhere.

A page on the web can point a name of its own at 127.0.0.1 and then talk to whatever listens there;
the Host header gives it away. Any port will do, since a tunnel may lead here from another one.
"""

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from api_client.link.activation_link import is_loopback, read_origin
from mock_server.body import invalid
from mock_server.recorder import entry_of
from mock_server.responses import problem_response
from mock_server.texts import language_of


def origin_of(scope: Scope) -> str:
    """The origin a call was made to, as the caller wrote it."""
    return f"{scope['scheme']}://{Headers(scope=scope).get('host', '')}".lower()


class Guard:
    """Refuses calls meant for another host, and calls a foreign page makes."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse."""
        headers = Headers(scope=scope)
        foreign = None
        if not _is_own(headers.get("host", "")):
            foreign = "Host"
        elif headers.get("origin", origin_of(scope)).lower() != origin_of(scope):
            foreign = "Origin"
        if foreign is None:
            await self._app(scope, receive, send)
            return
        language, entry = language_of(headers.get("accept-language")), entry_of(scope)
        problem = invalid([(foreign, "own")], language)
        entry.blame(problem)
        await problem_response(problem, language, entry.time)(scope, receive, send)


def _is_own(host: str) -> bool:
    return read_origin("http", host) is not None and is_loopback(host.lower())
