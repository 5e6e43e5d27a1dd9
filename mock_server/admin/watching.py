"""What the testers' page asks to stay up to date: did anything change, which accounts are there."""

import sys

from mock_server.admin.accounts import shown
from mock_server.admin.ask import MAX_WAIT, Ask

MOST_ACCOUNTS = 1_000
"""How many accounts are told at once."""


async def changes(ask: Ask) -> object:
    """A number that grows with every change; waits until it is another than `since`."""
    bell, since = ask.service.bell, ask.number("since", sys.maxsize)
    await bell.until(
        lambda: [bell.count] if bell.count != since else [], ask.number("wait", MAX_WAIT)
    )
    return {"count": bell.count}


async def accounts(ask: Ask) -> object:
    """The accounts met or provisioned last, newest first; `name` is what they are called here."""
    most = int(ask.number("most", MOST_ACCOUNTS)) or MOST_ACCOUNTS
    store = ask.service.store
    return [{"name": record.ref, **shown(ask, record)} for record in store.newest(most)]
