"""The outermost layer: every call gets its entry in the journal, every answer the clock's Date."""

import re
from time import perf_counter
from urllib.parse import quote

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api_client.operations import OPERATIONS, Operation
from mock_server.api.request_head import RequestHead, read_head
from mock_server.api.responses import http_date
from mock_server.clock import Clock
from mock_server.installers import DOWNLOAD_PREFIX, owner_in
from mock_server.state.changes import ChangeNotifier
from mock_server.state.journal import Journal, JournalEntry
from mock_server.state.settings import ServerSettings

UNRECORDED = "/_mock"

HEALTH = OPERATIONS["health"].path
"""Whoever looks after a container asks here, at whatever address it has. Nothing is told."""

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
        self,
        app: ASGIApp,
        *,
        clock: Clock,
        journal: Journal,
        changes: ChangeNotifier,
        settings: ServerSettings,
    ) -> None:
        self._app = app
        self._clock = clock
        self._journal = journal
        self._changes = changes
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Record one call."""
        if scope["type"] != "http":
            return
        path, began = scope["path"], perf_counter()
        # A tester's own calls are not what a tester wants to read, nor are those of who only looks
        # whether the server is up.
        recorded = path != HEALTH and path != UNRECORDED and not path.startswith(f"{UNRECORDED}/")
        owner, shown = owner_in(path), _shown(path)
        now = self._clock.now(owner)
        entry = scope[_ENTRY] = (
            self._journal.open(scope["method"], shown, now)
            if recorded
            else JournalEntry(0, now, scope["method"], shown)
        )
        _note_head(scope, entry, owner)

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
            log = self._settings.log
            if log is not None and (path != HEALTH or entry.status != 200):
                log(_line(entry, scope, perf_counter() - began))


def _note_head(scope: Scope, entry: JournalEntry, owner: str | None) -> None:
    """Note all that the head of a call tells."""
    path = scope["path"]
    operation = _OPERATION_AT.get((scope["method"], path))
    if operation is not None:
        entry.operation = operation.id
    elif path.startswith(DOWNLOAD_PREFIX):
        entry.operation, entry.account = "download", owner
    else:
        return
    head = read_head(operation, Headers(scope=scope), scope["query_string"])
    scope[_HEAD] = head
    entry.note(head.violations)


def _shown(path: str) -> str:
    return path if path in _KNOWN else _TOKEN.sub("***", path)[:200]


def _line(entry: JournalEntry, scope: Scope, seconds: float) -> str:
    """A call as a line for people and programs; nothing in it is secret, or breaks the line."""
    address = (scope.get("client") or ("-",))[0]
    words = [
        f"{entry.wall_time:%Y-%m-%dT%H:%M:%S.%f}"[:-3] + "Z",
        address,
        entry.method,
        quote(entry.path, safe="/:*~"),
        "-" if entry.status is None else str(entry.status),
        f"{seconds * 1000:.1f}ms",
    ]
    told = {"account": entry.account, "problem": entry.problem, "fault": entry.fault}
    return " ".join([*words, *(f"{name}={value}" for name, value in told.items() if value)])
