"""The outermost layer: every call gets its entry in the journal, every answer the clock's Date."""

import re

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api_client.operations import OPERATIONS
from mock_server.journal import Entry
from mock_server.responses import http_date
from mock_server.service import MockService

UNRECORDED = "/_mock"

_ENTRY = "mock.entry"
_KNOWN = frozenset(operation.path for operation in OPERATIONS.values())
_TOKEN = re.compile(r"[0-9a-fA-F]{32}")


def entry_of(scope: Scope) -> Entry:
    """The journal's entry of a call."""
    entry = scope[_ENTRY]
    assert isinstance(entry, Entry)
    return entry


class Recorder:
    """Keeps the journal."""

    def __init__(self, service: MockService, app: ASGIApp) -> None:
        self._service = service
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Record one call."""
        if scope["type"] != "http":
            return
        path, now = scope["path"], self._service.clock.now()
        if path.startswith(UNRECORDED):
            # A tester's own calls are not what a tester wants to read.
            entry = Entry(0, now, scope["method"], path)
        else:
            entry = self._service.journal.open(scope["method"], _shown(path), now)
        scope[_ENTRY] = entry

        async def record(message: Message) -> None:
            if message["type"] == "http.response.start":
                entry.status = message["status"]
                headers = message.setdefault("headers", [])
                if all(name.lower() != b"date" for name, _ in headers):
                    headers.append((b"date", http_date(now).encode()))
            await send(message)

        try:
            await self._app(scope, receive, record)
        finally:
            entry.done = True
            self._service.bell.ring()


def _shown(path: str) -> str:
    return path if path in _KNOWN else _TOKEN.sub("***", path)[:200]
