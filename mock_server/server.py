"""Serving the mock: on the loop that runs, or on a thread of its own beside a test or the app."""

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import TypeVar

from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.config import Config
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import ServerState

from mock_server.app import create_app
from mock_server.certificate import Certificate
from mock_server.middleware.fault_injection import TRANSPORT
from mock_server.state.service import MockService


class BreakableProtocol(HttpToolsProtocol):
    """Puts each connection's transport into the state of its calls."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A client connected."""
        self.app_state = {**self.app_state, TRANSPORT: transport}
        super().connection_made(transport)


_Result = TypeVar("_Result")


@dataclass(slots=True)
class Listener:
    """A server that accepts connections."""

    port: int
    _server: asyncio.Server
    _state: ServerState

    async def stop(self) -> None:
        """Close every connection, at once."""
        self._server.close()
        for connection in list(self._state.connections):
            connection.transport.abort()
        tasks = list(self._state.tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def listen(
    service: MockService,
    host: str = "127.0.0.1",
    port: int = 0,
    certificate: Certificate | None = None,
) -> Listener:
    """Serve the mock; port 0 takes a free one. The service's origin is set to where that is.

    With a certificate TLS is spoken, and the hosts it names are the server's own.

    Raises:
        OSError: the address cannot be used.
    """
    config = Config(
        _hushed(create_app(service)),
        http=BreakableProtocol,
        ws="none",
        lifespan="off",
        access_log=False,
        date_header=False,
        server_header=False,
        log_config=None,
    )
    config.load()
    state = ServerState()
    # The loop binds: on a socket bound beforehand, Nagle's algorithm would cost 40 ms a call.
    server = await asyncio.get_running_loop().create_server(
        lambda: BreakableProtocol(config=config, server_state=state, app_state={}),
        host,
        port,
        ssl=None if certificate is None else certificate.context,
    )
    taken = server.sockets[0].getsockname()[1]
    name = f"[{host}]" if ":" in host else host
    if certificate is None:
        service.settings.origin = f"http://{name}:{taken}"
    else:
        service.settings.origin = f"https://{certificate.name_for(name)}:{taken}"
        service.settings.names = frozenset(certificate.names)
    return Listener(taken, server, state)


def _hushed(app: ASGIApp) -> ASGIApp:
    """The application, whose calls are only cancelled when the server stops."""

    async def hushed(scope: Scope, receive: Receive, send: Send) -> None:
        # uvicorn would report the end of a long call as a failure.
        with suppress(asyncio.CancelledError):
            await app(scope, receive, send)

    return hushed


class RunningMock:
    """A mock on a free loopback port, served by a thread of its own while the context is open."""

    def __init__(self, service: MockService | None = None) -> None:
        self._owned = service is None
        self.service = service or MockService.open(cheap_hash=True)
        self._ready = threading.Event()
        self._failure: BaseException | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._enough: asyncio.Event | None = None
        self._thread = threading.Thread(target=self._serve, name="mock-server", daemon=True)

    @property
    def origin(self) -> str:
        """Where it is served."""
        return self.service.origin

    def do(self, action: Callable[[], _Result]) -> _Result:
        """Run something on the thread that serves, between two steps of its calls."""

        async def act() -> _Result:
            try:
                return action()
            finally:
                self.service.changes.notify()

        assert self._loop is not None
        return asyncio.run_coroutine_threadsafe(act(), self._loop).result()

    def __enter__(self) -> "RunningMock":
        self._thread.start()
        self._ready.wait()
        if self._failure is not None:
            self._let_go()
            raise self._failure
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._loop is not None
        assert self._enough is not None
        self._loop.call_soon_threadsafe(self._enough.set)
        self._let_go()

    def _let_go(self) -> None:
        """Close what nobody else closes, once nobody serves it any more."""
        self._thread.join()
        if self._owned:
            self.service.close()

    def _serve(self) -> None:
        try:
            asyncio.run(self._until_enough())
        except BaseException as failure:
            self._failure = failure
        finally:
            self._ready.set()

    async def _until_enough(self) -> None:
        self._loop, self._enough = asyncio.get_running_loop(), asyncio.Event()
        listener = await listen(self.service)
        self._ready.set()
        await self._enough.wait()
        await listener.stop()
