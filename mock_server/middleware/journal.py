"""The outermost layer: every call gets its entry in the journal, every answer the clock's Date."""

import re

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api_client.operations import OPERATIONS, Operation
from mock_server.api.request_head import RequestHead, read_head
from mock_server.api.responses import http_date
from mock_server.clock import Clock
from mock_server.installers import DOWNLOAD_PREFIX, owner_in
from mock_server.state.changes import ChangeNotifier
from mock_server.state.journal import Journal, JournalEntry

UNRECORDED = "/_mock"

_ENTRY = "mock.entry"
_HEAD = "mock.head"
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


def head_of(scope: Scope) -> RequestHead:
    """The head of a call to an operation or to a download."""
    head = scope[_HEAD]
    assert isinstance(head, RequestHead)
    return head


class JournalMiddleware:
    """Keeps the journal."""

    def __init__(
        self, app: ASGIApp, *, clock: Clock, journal: Journal, changes: ChangeNotifier
    ) -> None:
        self._app = app
        self._clock = clock
        self._journal = journal
        self._changes = changes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Record one call."""
        if scope["type"] != "http":
            return
        path, now = scope["path"], self._clock.now()
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
                self._changes.notify()

    def _opened(self, scope: Scope, path: str) -> JournalEntry:
        """A new entry with all that the head of the call tells."""
        owner = owner_in(path)
        entry = self._journal.open(scope["method"], _shown(path), self._clock.now(owner))
        operation = _OPERATION_AT.get((scope["method"], path))
        if operation is not None:
            entry.operation = operation.id
        elif path.startswith(DOWNLOAD_PREFIX):
            entry.operation, entry.account = "download", owner
        else:
            return entry
        head = read_head(operation, Headers(scope=scope), scope["query_string"])
        scope[_HEAD] = head
        entry.note(head.violations)
        return entry


def _shown(path: str) -> str:
    return path if path in _KNOWN else _TOKEN.sub("***", path)[:200]
