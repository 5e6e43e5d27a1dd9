"""uvicorn's HTTP/1.1, with the transport in reach of the faults."""

import asyncio

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from mock_server.middleware.fault_injection import TRANSPORT


class BreakableProtocol(HttpToolsProtocol):
    """Puts each connection's transport into the state of its calls."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A client connected."""
        self.app_state = {**self.app_state, TRANSPORT: transport}
        super().connection_made(transport)
