"""The journal as testers read it, and tear it out."""

from collections.abc import Callable

from mock_server.admin.error_texts import RECORDED
from mock_server.admin.models import Call
from mock_server.admin.request import MAX_WAIT, AdminRequest
from mock_server.state.journal import JournalEntry


async def requests(request: AdminRequest) -> list[Call]:
    """The journal, oldest first; waits until there is something to show."""
    wanted, journal = _wanted(request), request.context.journal
    found = await request.context.changes.until(
        lambda: journal.find(wanted), request.number("wait", MAX_WAIT)
    )
    return [Call.model_validate(entry) for entry in found]


async def forget_requests(request: AdminRequest) -> None:
    """Tear out the entries named, or all."""
    request.context.journal.forget(_wanted(request))


def _wanted(request: AdminRequest) -> Callable[[JournalEntry], bool]:
    """Which entries the query asks for.

    Raises:
        RequestInvalid: it asks for what no entry can be.
    """
    ref, operation = request.named_ref(), request.query("operation")
    status, since = request.whole("status", 100, 599), request.whole("since") or 0
    if operation not in (None, *RECORDED):
        raise request.refused(("operation", "no-call"))

    def wanted(entry: JournalEntry) -> bool:
        return (
            entry.is_shown
            and entry.id > since
            and ref in (None, entry.account)
            and operation in (None, entry.operation)
            and status in (None, entry.status)
        )

    return wanted
