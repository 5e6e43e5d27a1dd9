"""Serving the mock: on the loop that runs, or on a thread of its own beside a test or the app."""

import asyncio
import logging
import resource
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Any, TypeVar

from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.config import Config
from uvicorn.server import ServerState

from mock_server.api.responses import report
from mock_server.app import create_app
from mock_server.certificate import Certificate
from mock_server.connection import BoundedProtocol
from mock_server.hosts import in_url
from mock_server.state.service import MockService

_Result = TypeVar("_Result")


EACH_SECONDS = 1.0
"""How often it is looked for clients that were waited for long enough."""

MOST_CONNECTIONS = 1_000
"""Where the system allows the process so many."""

HANDSHAKE_SECONDS = 5.0
"""For TLS; until then a client is not among the connections that are counted."""

AGAIN_SECONDS = 60.0
"""Until what happened before is told again."""

RESERVED_DESCRIPTORS = 150
"""Kept free for files, and for those who connect before the first of them can be let go."""

_HERE = (("127.0.0.1", True), ("::1", False))
_ANYWHERE = (("0.0.0.0", True), ("::", False))
_SEVERAL = {"localhost": _HERE, "::": _ANYWHERE, "": _ANYWHERE}
"""Addresses that stand for those of both families; a machine may be without the second."""


@dataclass(slots=True)
class Listener:
    """A server that accepts connections. `origin` is where this machine reaches it."""

    port: int
    origin: str
    _servers: list[asyncio.Server]
    _state: ServerState
    _watch: "asyncio.Task[None]"

    async def stop(self) -> None:
        """Close every connection, at once."""
        self._watch.cancel()
        for server in self._servers:
            server.close()
        for connection in list(self._state.connections):
            connection.transport.abort()
        tasks = [*self._state.tasks, self._watch]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def listen(
    service: MockService,
    *hosts: str,
    port: int = 0,
    certificate: Certificate | None = None,
) -> Listener:
    """Serve the mock at the hosts named, by default 127.0.0.1; port 0 takes a free one for all.

    The service's origin is set to where that is. With a certificate TLS is spoken, and the hosts it
    names are the server's own.

    Raises:
        OSError: an address cannot be used.
    """
    config = Config(
        _hushed(create_app(service)),
        http=BoundedProtocol,
        ws="none",
        lifespan="off",
        access_log=False,
        date_header=False,
        server_header=False,
        log_config=None,
        # Whoever is asked by a proxy is told its URL; what a client says of itself is not believed.
        proxy_headers=False,
    )
    config.load()
    # It tells of every client that speaks no HTTP; what goes wrong here is told by ourselves.
    logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
    state, most = ServerState(), most_connections()
    addresses = [
        each for host in hosts or ("127.0.0.1",) for each in _SEVERAL.get(host, ((host, True),))
    ]
    servers = await _bound(
        lambda: BoundedProtocol(config, state, most=most), addresses, port, certificate
    )
    taken = int(servers[0].sockets[0].getsockname()[1])
    reached = in_url(addresses[0][0]) or addresses[0][0]
    name = {"0.0.0.0": "127.0.0.1", "[::]": "[::1]"}.get(reached, reached)
    if certificate is None:
        origin = f"http://{name}:{taken}"
    else:
        origin = f"https://{certificate.name_for(reached)}:{taken}"
        service.settings.names |= frozenset(certificate.names)
    service.settings.origin = service.settings.public_url or origin
    watch = asyncio.create_task(_watch(state))
    return Listener(taken, origin, servers, state, watch)


async def _bound(
    protocol: Callable[[], asyncio.Protocol],
    addresses: Sequence[tuple[str, bool]],
    port: int,
    certificate: Certificate | None,
) -> list[asyncio.Server]:
    """One server for each address, all at one port.

    Raises:
        OSError: one that is required cannot be used.
    """
    loop, servers = asyncio.get_running_loop(), list[asyncio.Server]()
    loop.set_exception_handler(_LoopReports())
    context = None if certificate is None else certificate.context
    patience = None if certificate is None else HANDSHAKE_SECONDS
    try:
        for host, required in dict(addresses).items():
            try:
                # The loop binds: on a socket bound beforehand, Nagle's algorithm would cost 40 ms
                # a call.
                servers.append(
                    await loop.create_server(
                        protocol,
                        host,
                        port,
                        ssl=context,
                        ssl_handshake_timeout=patience,
                        backlog=min(100, most_connections()),
                    )
                )
            except OSError:
                if required:
                    raise
            port = port or servers[0].sockets[0].getsockname()[1]
    except BaseException:
        for server in servers:
            server.close()
        raise
    return servers


def most_connections() -> int:
    """How many connections there may be at once, by what the system allows this process."""
    allowed, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if allowed == resource.RLIM_INFINITY:
        return MOST_CONNECTIONS
    return min(
        MOST_CONNECTIONS, allowed * 3 // 4, max(4, allowed // 4, allowed - RESERVED_DESCRIPTORS)
    )


class _LoopReports:
    """Tells in a line what no call is to blame for, such as that no more connections can be taken."""

    def __init__(self) -> None:
        self._told_at: dict[str, float] = {}

    def __call__(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """Report, but the same no more than once a minute: it may happen at every attempt."""
        error, doing = context.get("exception"), str(context.get("message", "the server"))
        if not isinstance(error, Exception) or loop.time() < self._told_at.get(doing, 0.0):
            return
        self._told_at[doing] = loop.time() + AGAIN_SECONDS
        report(error, doing)


async def _watch(state: ServerState) -> None:
    """Let go of clients that send nothing, or a byte at a time, or take nothing."""
    loop = asyncio.get_running_loop()
    while True:
        await asyncio.sleep(EACH_SECONDS)
        now = loop.time()
        for connection in list(state.connections):
            assert isinstance(connection, BoundedProtocol)
            connection.end_if_due(now)


def _hushed(app: ASGIApp) -> ASGIApp:
    """The application, whose calls are only cancelled when the server stops."""

    async def hushed(scope: Scope, receive: Receive, send: Send) -> None:
        # uvicorn would report the end of a long call as a failure, and a failure with its text.
        with suppress(asyncio.CancelledError):
            try:
                await app(scope, receive, send)
            except Exception as error:
                report(error, "a call")

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
