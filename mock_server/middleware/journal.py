"""The outermost layer: every call gets its entry in the journal, every answer the clock's Date."""

import re

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api_client.operations import OPERATIONS, Operation
from mock_server.api.conformance import Violation, head_violations
from mock_server.api.responses import http_date
from mock_server.installers import DOWNLOAD_PREFIX, owner_in
from mock_server.state.journal import JournalEntry
from mock_server.state.service import MockService

UNRECORDED = "/_mock"

_ENTRY = "mock.entry"
_OFF_IN_HEAD = "mock.off-in-head"
_TOKEN = re.compile(r"[0-9a-fA-F]{32}")
_OPERATION_AT: dict[tuple[str, str], Operation] = {
    (method, operation.path): operation
    for operation in OPERATIONS.values()
    for method in ((operation.method, "HEAD") if operation.method == "GET" else ("POST",))
}
_KNOWN = frozenset(path for _, path in _OPERATION_AT)


def entry_of(scope: Scope) -> JournalEntry:
    """The journal's entry of a call."""
    entry = scope[_ENTRY]
    assert isinstance(entry, JournalEntry)
    return entry


def off_in_head(scope: Scope) -> list[Violation]:
    """What in the head of a call to an operation is off the contract."""
    return list(scope[_OFF_IN_HEAD])


class JournalMiddleware:
    """Keeps the journal."""

    def __init__(self, service: MockService, app: ASGIApp) -> None:
        self._service = service
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Record one call."""
        if scope["type"] != "http":
            return
        path, now = scope["path"], self._service.clock.now()
        recorded = path != UNRECORDED and not path.startswith(f"{UNRECORDED}/")
        # A tester's own calls are not what a tester wants to read.
        entry = (
            self._opened(scope, path)
            if recorded
            else JournalEntry(0, now, scope["method"], UNRECORDED)
        )
        scope[_ENTRY] = entry

        async def record(message: Message) -> None:
            if message["type"] == "http.response.start":
                entry.status = message["status"]
                headers = message.setdefault("headers", [])
                if all(name.lower() != b"date" for name, _ in headers):
                    headers.append((b"date", http_date(entry.time).encode()))
            await send(message)

        try:
            await self._app(scope, receive, record)
        finally:
            entry.done = True
            if recorded:
                self._service.changes.notify()

    def _opened(self, scope: Scope, path: str) -> JournalEntry:
        """A new entry with all that the head of the call tells."""
        service = self._service
        owner = owner_in(path)
        entry = service.journal.open(scope["method"], _shown(path), service.clock.now(owner))
        operation = _OPERATION_AT.get((scope["method"], path))
        if operation is not None:
            entry.operation = operation.id
            found = head_violations(operation, Headers(scope=scope), scope["query_string"])
            scope[_OFF_IN_HEAD] = found
            entry.note(found)
        elif path.startswith(DOWNLOAD_PREFIX):
            entry.operation, entry.account = "download", owner
        return entry


def _shown(path: str) -> str:
    return path if path in _KNOWN else _TOKEN.sub("***", path)[:200]
