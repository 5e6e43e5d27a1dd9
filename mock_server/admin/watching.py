"""What the testers' page asks to stay up to date: did anything change, which accounts are there."""

from mock_server.admin.accounts import shown
from mock_server.admin.models import Changes, NamedAccount
from mock_server.admin.request import MAX_WAIT, Ask

MOST_ACCOUNTS = 1_000
"""How many accounts are told at once."""


async def changes(ask: Ask) -> Changes:
    """A number that grows with every change; waits until it is another than `since`."""
    bell, since = ask.service.bell, ask.whole("since") or 0
    await bell.until(
        lambda: [bell.count] if bell.count != since else [], ask.number("wait", MAX_WAIT)
    )
    return Changes(count=bell.count)


async def accounts(ask: Ask) -> list[NamedAccount]:
    """The accounts met or provisioned last, newest first; `name` is what they are called here."""
    most = ask.whole("most", most=MOST_ACCOUNTS) or MOST_ACCOUNTS
    store = ask.service.store
    return [
        NamedAccount(**dict(shown(ask, record)), name=record.ref) for record in store.newest(most)
    ]
