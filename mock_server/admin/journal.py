"""The journal as testers read it, and tear it out."""

from collections.abc import Callable

from mock_server.admin.error_texts import RECORDED
from mock_server.admin.models import Call
from mock_server.admin.request import MAX_WAIT, Ask
from mock_server.state.journal import Entry


async def requests(ask: Ask) -> list[Call]:
    """The journal, oldest first; waits until there is something to show."""
    wanted, journal = _wanted(ask), ask.service.journal
    found = await ask.service.bell.until(lambda: journal.find(wanted), ask.number("wait", MAX_WAIT))
    return [Call.model_validate(entry) for entry in found]


async def forget_requests(ask: Ask) -> None:
    """Tear out the entries named, or all."""
    ask.service.journal.forget(_wanted(ask))


def _wanted(ask: Ask) -> Callable[[Entry], bool]:
    """Which entries the query asks for.

    Raises:
        RequestInvalid: it asks for what no entry can be.
    """
    ref, operation = ask.named_ref(), ask.query("operation")
    status, since = ask.whole("status", 100, 599), ask.whole("since") or 0
    if operation not in (None, *RECORDED):
        raise ask.refused(("operation", "no-call"))

    def wanted(entry: Entry) -> bool:
        return (
            (entry.done or entry.fault is not None)
            and entry.id > since
            and ref in (None, entry.account)
            and operation in (None, entry.operation)
            and status in (None, entry.status)
        )

    return wanted
