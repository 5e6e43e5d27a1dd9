"""The mock called in process, by a client that may believe in any address."""

import asyncio

from starlette.types import ASGIApp, Receive, Scope, Send

from mock_server.middleware.host_guard import origin_of
from mock_server.state.settings import ServerSettings


def called_by_any_name(app: ASGIApp, settings: ServerSettings) -> ASGIApp:
    """The application, to which every call is meant for its own address.

    Without a network there is no page of a stranger that could point a name of its own here.
    """

    async def called(scope: Scope, receive: Receive, send: Send) -> None:
        _know_the_loop()
        scheme, _, host = settings.origin.partition("://")
        theirs = origin_of(scope, settings).encode("latin-1")
        headers = [(b"host", host.encode("latin-1"))]
        for name, value in scope["headers"]:
            if name == b"origin" and value.lower() == theirs:
                headers.append((name, settings.origin.encode("latin-1")))
            elif name != b"host":
                headers.append((name, value))
        await app({**scope, "scheme": scheme, "headers": headers}, receive, send)

    return called


def _know_the_loop() -> None:
    """Tell who runs another loop what to do.

    Raises:
        RuntimeError: the loop that runs is not asyncio's.
    """
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        raise RuntimeError(
            "the mock in process needs asyncio; under trio use the fixture mock_server"
        ) from None
